import ArgumentParser
import CLibc
import Resolution
import Toolchains

/// `rustup run`.
struct RustupRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a command with a toolchain.")

  @ParentCommand var rustup: RustupCommand

  @Flag(help: "Install the toolchain if needed.")
  var install = false

  @Argument var toolchain: String
  @Argument(parsing: .captureForPassthrough) var command: [String]

  func run() throws {
    let session = try RustupSession(rustup)
    let request = try session.request(toolchain)
    if install, session.store.toolchain(RustToolchainName(request)).kind == nil {
      try session.store.install(request)
    }
    let command = (command.first == "--" ? command.dropFirst() : command[...])
      .map { Bytes(argument: $0) }
    guard let program = command.first else { throw ValidationError("a command is needed") }
    let root = try self.root(of: request, session)
    let active = try session.session.active(.rust, program: program, request: request.name)
    // Else the shim would say the same in other words, and with a status of its own.
    let isRusts = Language(program: program[...]) == .rust
    if isRusts, session.session.world.program(active.program(program)) == nil {
      throw RustupFault.missing(program.text, toolchain: request.name.text)
    }
    for edit in active.environment(
      session.session.resolver, session.session.world)
    {
      if let value = edit.value { value.withCString { _ = setenv(edit.name.bytes.text, $0, 1) } }
    }
    try session.session.ensureShims()
    ShimPath(session.session).bytes.withCString { _ = setenv(Variables.path.text, $0, 1) }
    let spawn = Spawn(command, Spawn.environment())
    // The toolchain's own programs are run whether there is a shim or not.
    _ = spawn.replaceProcess(with: root.appending("bin").appending(program))
    throw RustupFault.commandFailed(program.text, errno: spawn.replaceProcess().errno)
  }

  /// The folder of the toolchain, which may also be named by its path.
  private func root(of request: RustRequest, _ session: RustupSession) throws -> Path {
    if case .path(let path) = request { return path }
    return try session.installed(toolchain).root
  }
}
