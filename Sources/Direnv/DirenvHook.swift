import Environment
import Resolution
import Toolchains

extension Direnv {
  /// `direnv hook SHELL`.
  static func printHook(_ call: DirenvCall) throws {
    let shell = try call.shell(0)
    guard let hook = shell.hook else { throw DirenvFault.noHook(shell) }
    Output.print(bytes: shell.programLine(DirenvSession.program) + hook)
  }

  /// `direnv stdlib`: the library as any bash can read it.
  static func printLibrary(_ call: DirenvCall) throws {
    let folder = Installation(Installation.program).environmentLibrary
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
      text += Bytes(name) + "=" + ShellQuote.posix(value.bytes) + "\n"
    }
    Output.print(bytes: text + library)
  }
}

extension DirenvShell {
  /// The code of the hook; nil for what is no shell.
  fileprivate var hook: Bytes? {
    switch self {
    case .bash: PackageResources.direnv_bash
    case .elvish: PackageResources.direnv_elv
    case .fish: PackageResources.direnv_fish
    case .murex: PackageResources.direnv_mx
    case .pwsh: PackageResources.direnv_ps1
    case .tcsh: PackageResources.direnv_tcsh
    case .zsh: PackageResources.direnv_zsh
    case .gha, .gzenv, .json, .systemd, .vim: nil
    }
  }

  /// The line before the hook that says where the program is.
  fileprivate func programLine(_ program: Path) -> Bytes {
    let path = program.bytes
    switch self {
    case .bash, .zsh: return Bytes("__direnv_program=") + ShellQuote.posix(path) + "\n"
    case .fish: return Bytes("set -g __direnv_program ") + ShellQuote.fish(path) + "\n"
    case .tcsh: return Bytes("set __direnv_program=") + DirenvQuote.tcsh(path) + " ;\n"
    // Both double a quote within quotes.
    case .elvish: return Bytes("var _direnv_program = ") + DirenvQuote.pwsh(path) + "\n"
    case .pwsh: return Bytes("$global:__direnv_program = ") + DirenvQuote.pwsh(path) + "\n"
    case .murex:
      // Text between %( and ) is literal as long as its own parentheses match.
      return Bytes("set GLOBAL.__direnv_program = %(") + path + ")\n"
    case .gha, .gzenv, .json, .systemd, .vim: return []
    }
  }
}
