import Environment
import Resolution
import Shells
import Toolchains

extension Direnv {
  /// `direnv hook SHELL`.
  static func printHook(_ call: DirenvCall) throws {
    let format = try call.format(0)
    guard case .shell(let shell) = format else { throw DirenvFault.noHook(format) }
    let program = shell.assignment(Bytes("__direnv_program"), DirenvSession.program.bytes)
    Output.print(bytes: program + shell.direnvHook)
  }

  /// `direnv stdlib`: the library as any bash can read it.
  static func printLibrary(_ call: DirenvCall) throws {
    let home = try Home(.live)
    let folder = ProgramFiles.folder(.environmentLibrary, home)
    let file = folder.appending("stdlib.bash")
    guard case .contents(let library) = World.live.read(file, 1 << 20) else {
      throw EnvironmentError.libraryMissing(file)
    }
    let values: [(name: StaticString, value: Path)] = [
      ("__tvm_library", folder), ("__tvm_program", Installation.program),
      ("direnv", DirenvSession.program),
    ]
    var text = Bytes()
    for (name, value) in values {
      text += Shell.bash.assignment(Bytes(name), value.bytes)
    }
    Output.print(bytes: text + library)
  }
}
