import CLibc
package import Resolution
import Toolchains

/// The shell that the user logs in with.
package struct UserShell: Equatable, Sendable {
  /// Its program; may not exist.
  package let program: Path

  /// Which shell it is, or nil for one that tvm has no hook for.
  package let shell: Shell?

  /// The shell that `SHELL` names, else the one of the user's entry in the system's list, else the
  /// standard one.
  package init(_ world: World) {
    let named = world.setVariable(Variables.shell).map { Path($0) }
    let program =
      named.flatMap { $0.isAbsolute ? $0 : nil } ?? UserShell.listed(world)
      ?? Shell.standard.usualPlaces[0]
    self.init(program, Shell(named: Bytes(program.name)))
  }

  /// A shell that somebody has named.
  package init(_ shell: Shell, _ world: World) {
    let places = shell.usualPlaces
    self.init(places.first { world.program($0) != nil } ?? places[0], shell)
  }

  private init(_ program: Path, _ shell: Shell?) {
    self.program = program
    self.shell = shell.flatMap { $0.isHooked ? $0 : nil }
  }

  /// The shell that the user has set up, where the one to log in with says nothing of it: where
  /// nothing has set `SHELL`, or it is one for scripts.
  package func replaced(by startup: StartupFiles, _ world: World) -> UserShell {
    func hasHook(_ shell: Shell) -> Bool {
      startup.files(of: shell).contains { !$0.hooks.isEmpty }
    }
    if let shell, world.variable(Variables.shell) != nil || hasHook(shell) { return self }
    for shell in Shell.hooked where hasHook(shell) {
      let program = shell.usualPlaces.first { world.program($0) != nil }
      if let program { return UserShell(program, shell) }
    }
    return self
  }

  private static func listed(_ world: World) -> Path? {
    #if canImport(Darwin)
    // No file lists people's accounts there.
    return getpwuid(getuid())?.pointee.pw_shell.map { Path(Bytes(cString: $0)) }
    #else
    guard case .contents(let list) = world.read(Path("/etc/passwd"), 1 << 20) else { return nil }
    let user = Int(getuid())
    for line in list.parts(between: "\n") {
      let fields = line.parts(between: ":")
      if fields.count >= 7, fields[2].decimal == user, fields[6].first == UInt8(ascii: "/") {
        return Path(Bytes(fields[6].trimmed))
      }
    }
    return nil
    #endif
  }
}
