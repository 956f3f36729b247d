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
    let words = [shell, Bytes("-c"), line]
    var arguments = words.map { word in word.withCString { strdup($0) } }
    var variables = current.entries.map { entry in entry.withCString { strdup($0) } }
    defer { for copy in arguments + variables { free(copy) } }
    arguments.append(nil)
    variables.append(nil)
    var process: pid_t = 0
    let reason = shell.withCString { posix_spawn(&process, $0, nil, nil, arguments, variables) }
    guard reason == 0 else { throw DirenvFault.system(Literal("exec"), shell, errno: reason) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, clibc_errno() == EINTR {}
    let result = clibc_exit_status(status)
    if result != 0 { throw DirenvFault.exitStatus(result) }
  }

  private var editor: Bytes {
    get throws {
      if let editor = World.live.setVariable(Variables.editor) { return editor }
      DirenvLog.error("$EDITOR not found.")
      let known: [StaticString] = [
        "editor", "subl -w", "mate -w", "open -t -W", "nano", "vim", "emacs",
      ]
      let folders = (World.live.variable(Variables.path) ?? []).parts(between: ":")
      for command in known {
        guard let name = Bytes(command).words.first else { continue }
        let isThere = folders.contains { folder in
          !folder.isEmpty && World.live.program(Path(Bytes(folder)).appending(name)) != nil
        }
        if isThere { return Bytes(command) }
      }
      throw DirenvFault.noEditor
    }
  }
}
