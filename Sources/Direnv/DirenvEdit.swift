import CLibc
import Environment
import Resolution
import Toolchains

extension Direnv {
  /// `direnv edit [PATH_TO_RC]`: what the user saved there, the user allows.
  static func edit(_ call: DirenvCall) throws {
    let session = try DirenvSession(call)
    let name = try session.edited(call.arguments.first)
    let place = try DirenvPlace().absolute(name)
    let before = Watch(place)
    try session.runEditor(on: name)
    guard before.state == .missing || !before.isUnchanged else { return }
    // An editor that was left without saving is no error.
    guard let file = try GuardedFile(place, session.settings) else { return }
    try session.allow(EnvironmentFile(place, file))
  }
}

extension DirenvSession {
  /// The file to edit, as the editor is told it: what an argument names, else the nearest one.
  fileprivate func edited(_ argument: Bytes?) throws -> Bytes {
    guard let argument else {
      guard let place = search.place else { throw DirenvFault.noFileToEdit }
      return place.bytes
    }
    guard Folder.exists(Path(argument)) else { return argument }
    return argument[...].equals(".")
      ? Bytes(EnvironmentFile.name) : Path(argument).appending(EnvironmentFile.name).bytes
  }

  /// Runs the user's editor, which may be a command with arguments, until it ends.
  fileprivate func runEditor(on file: Bytes) throws {
    let line = try editor + " " + file.posixQuoted
    let shell = bash?.bytes ?? Bytes("/bin/sh")
    let result: Int32
    do throws(SpawnError) {
      result = try Spawn(
        [shell, Bytes("-c"), line], call.environment.entries,
        descriptors: [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
      ).run()
    } catch { throw DirenvFault.system(Literal("exec"), shell, errno: error.errno) }
    if result != 0 { throw DirenvFault.exitStatus(result) }
  }

  private var editor: Bytes {
    get throws {
      if let editor = World.live.setVariable(Variables.editor) { return editor }
      DirenvLog.error("$EDITOR not found.")
      let known: [StaticString] = [
        "editor", "subl -w", "mate -w", "open -t -W", "nano", "vim", "emacs",
      ]
      for command in known {
        guard let name = Bytes(command).words.first else { continue }
        if ProgramSearch.path(of: Bytes(name)) != nil { return Bytes(command) }
      }
      throw DirenvFault.noEditor
    }
  }
}
