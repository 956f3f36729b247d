import CLibc
package import Resolution
package import Shells
import Toolchains

/// What the checks look at: the environment of this process, the user's home, the files.
package struct Machine: Sendable {
  /// The variables of this process.
  package let environment: [String: Bytes]

  /// The user's home directory.
  package let userHome: Path

  /// The current directory without symbolic links; nil where it has been deleted.
  package let directory: Path?

  /// The folder of the system's settings, `/etc`.
  package let etc: Path

  /// What the resolver reads from; it has the same variables.
  package let world: World

  /// Where tvm's files are.
  package let home: Home

  /// The resolver, or why there can be none.
  package let resolver: Result<Resolver, ResolutionError>

  /// The running program.
  package let program: Path

  /// The shim as it was installed beside the program; nil where it is missing.
  package let shim: Bytes?

  /// The user's shell.
  package let shell: UserShell

  /// The files that the user's shells read when they start.
  package let startup: StartupFiles

  /// What shells see that have just been started; empty where none was.
  package let views: [ShellView]

  /// This machine.
  ///
  /// - Parameters:
  ///   - program: the running program, which start-up files are made to call.
  ///   - shim: the bytes of its shim, if it has one.
  ///   - startsShells: whether the user's shells are started, which takes as long as they take.
  ///   - named: the shell that counts as the user's; nil for the one that is.
  /// - Throws: ``ResolutionError/homeUnknown(instead:)`` and what else finding the home throws.
  package init(
    program: Path, shim: Bytes?, startsShells: Bool, shell named: Shell? = nil
  ) throws(ResolutionError) {
    let environment = Machine.variables
    self.environment = environment
    self.program = program
    self.shim = shim
    world = .live
    home = try Home(world)
    let world = self.world
    resolver = Result { () throws(ResolutionError) in try Resolver(world) }
    userHome = try Home.ofUser(world)
    directory = world.workingDirectory()
    etc = Path("/etc")
    startup = StartupFiles(world, home: userHome, etc: etc, shells: Shell.hooked) {
      // What a version manager has written is not for others to change.
      Owner($0) != nil
    }
    shell =
      named.map { UserShell($0, world) } ?? UserShell(world).replaced(by: startup, world)
    views = startsShells ? ShellView.all(shell, environment, startup, shims: home.shims) : []
  }

  private static var variables: [String: Bytes] {
    var variables: [String: Bytes] = [:]
    var next = clibc_environment().pointee
    while let variable = next?.pointee {
      let bytes = Bytes(cString: variable)
      if let sign = bytes.firstIndex(of: UInt8(ascii: "=")) {
        variables[Bytes(bytes[..<sign]).text] = Bytes(bytes[(sign + 1)...])
      }
      next = next?.advanced(by: 1)
    }
    return variables
  }

  /// The value of a variable that is set and not empty.
  package func variable(_ name: String) -> Bytes? {
    guard let value = environment[name], !value.isEmpty else { return nil }
    return value
  }

  /// The value of a variable that is set and not empty.
  package func variable(_ name: StaticString) -> Bytes? { variable(name.text) }

  /// All bytes of a file; nil where there is none or it cannot be read.
  package func read(_ path: Path, limit: Int = 1 << 20) -> Bytes? {
    guard case .contents(let contents) = world.read(path, limit) else { return nil }
    return contents
  }

  /// The active toolchain of a language here; nil where there is none or a pin cannot be met.
  package func active(_ language: Language) -> Active? {
    guard case .success(let resolver) = resolver else { return nil }
    // Why there is none is for other checks to say.
    return try? resolver.resolve(Query(language, program: Bytes(language.mainProgram)))
  }

  /// A path as messages show it, with `~` for the user's home and nothing that moves the cursor.
  package func show(_ path: Path) -> String {
    if path != userHome, userHome.bytes.count > 1, path.isInside(userHome) {
      return "~" + Bytes(path.bytes[userHome.bytes.count...]).printable.text
    }
    return path.bytes.printable.text
  }
}
