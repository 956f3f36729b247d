import CLibc
package import Resolution
import Toolchains

/// The shell that the user logs in with.
package struct UserShell: Equatable, Sendable {
  /// Its program; may not exist.
  package let program: Path

  /// Which shell it is, or nil for one that tvm has no hook for.
  package let shell: Shell?

  /// The shell that `SHELL` names, else the one of the user's entry in the system's list, else bash.
  package init(_ environment: [String: Bytes]) {
    let named = environment[Variables.shell].map { Path($0) }
    program = named?.isAbsolute == true ? named ?? Path("/bin/bash") : UserShell.listed
    shell = Shell(rawValue: Bytes(program.name).text)
  }

  private init(_ program: Path, _ shell: Shell) {
    self.program = program
    self.shell = shell
  }

  /// The shell that the user has set up, where the one to log in with says nothing of it: where
  /// nothing has set `SHELL`, or it is one for scripts.
  func replaced(by startup: StartupFiles, _ environment: [String: Bytes]) -> UserShell {
    func hasHook(_ shell: Shell) -> Bool {
      startup.files(of: shell).contains { !$0.hooks.isEmpty }
    }
    if let shell, environment[Variables.shell] != nil || hasHook(shell) { return self }
    for shell in Shell.allCases where hasHook(shell) {
      for folder in ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"] {
        let program = Path("\(folder)/\(shell.rawValue)")
        if World.live.program(program) != nil { return UserShell(program, shell) }
      }
    }
    return self
  }

  private static var listed: Path {
    let user = Bytes(decimal: Int(getuid()))
    if case .contents(let list) = World.live.read(Path("/etc/passwd"), 1 << 20) {
      for line in list.parts(between: "\n") {
        let fields = line.parts(between: ":")
        if fields.count >= 7, Bytes(fields[2]) == user, fields[6].first == UInt8(ascii: "/") {
          return Path(Bytes(fields[6].trimmed))
        }
      }
    }
    return Path("/bin/bash")
  }
}
