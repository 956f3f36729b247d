import ArgumentParser
import CLibc
import Resolution
import Toolchains

/// Answers as rustup does, for editors and scripts on machines without it.
struct Rustup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer as rustup does, for editors and scripts; the shim named rustup calls it.",
    discussion: """
      Where a real rustup is on PATH, the shim hands over to that instead.

      EXAMPLES:
        tvm rustup show active-toolchain
        tvm rustup component list --installed
      """)

  @Argument(parsing: .captureForPassthrough, help: "rustup's arguments.")
  var arguments: [String] = []

  func run() throws {
    var words = arguments[...]
    if let first = words.first, first.hasPrefix("+") {
      setenv("RUSTUP_TOOLCHAIN", String(first.dropFirst()), 1)
      words.removeFirst()
    }
    if let verb = words.first, RustupFault.otherVerbs.contains(verb) {
      RustupCommand.exit(withError: RustupFault.notInSubset(verb))
    }
    RustupCommand.main(Array(words))
  }
}

/// The part of rustup's commands that editors and scripts use.
struct RustupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rustup",
    abstract: "The part of rustup that editors and scripts use, answered by tvm.",
    version: "rustup 1.29.0 (tvm \(Tvm.version))",
    subcommands: [
      RustupShow.self, RustupWhich.self, RustupRun.self, RustupToolchain.self,
      RustupToolchain.Install.self, RustupToolchain.Uninstall.self, RustupUpdate.self,
      RustupDefault.self, RustupOverride.self, RustupComponent.self, RustupTarget.self,
    ])

  // swift-format-ignore: NoLeadingUnderscores
  static let _errorLabel = "error"

  @Flag(name: [.customShort("V"), .customLong("print-version")], help: .hidden)
  var printsVersion = false

  func run() throws {
    guard printsVersion else { throw CleanExit.helpRequest(self) }
    Output.print(RustupCommand.configuration.version)
  }
}

/// The options of rustup's commands that fetch something.
struct RustupNetwork: ParsableArguments {
  @Flag(name: .long, help: .hidden)
  var noSelfUpdate = false

  @Flag(name: .shortAndLong, help: "Print errors only.")
  var quiet = false

  /// The options in tvm's own form.
  var options: NetworkOptions {
    var options = NetworkOptions()
    options.offline = false
    options.quiet = quiet
    return options
  }
}

/// `rustup which`.
struct RustupWhich: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "which", abstract: "Print the path of a program of the toolchain.")

  @Argument var command: String
  @Option var toolchain: String?

  func run() throws {
    let session = try Session()
    let store = try session.rustStore()
    let root: Path
    if let toolchain {
      root = store.toolchain(try session.rustToolchain(toolchain, store)).root
    } else {
      guard case .toolchain(let active) = try session.active(.rust).choice else {
        throw RustupFault.noActiveToolchain
      }
      root = active.root
    }
    let path = root.appending("bin").appending(Bytes(command.utf8))
    guard session.world.program(path) != nil else {
      throw RustupFault.unknownBinary(command, toolchain: Bytes(root.name).text)
    }
    Output.print(bytes: path.bytes + Bytes("\n"))
  }
}

/// `rustup run`.
struct RustupRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a command with a toolchain.")

  @Flag(help: "Install the toolchain if needed.")
  var install = false

  @Argument var toolchain: String
  @Argument(parsing: .captureForPassthrough) var command: [String]

  func run() throws {
    let session = try Session()
    let store = try NetworkOptions.forRustup().rustStore(session)
    let request = try ToolRequest(language: .rust, text: Bytes(toolchain.utf8)).rust(store)
    let installed = RustInstalled(store.home, session.world)
    if installed.toolchain(for: request, program: Bytes("rustc")) == nil {
      guard install else { throw RustupFault.notInstalled(request.name.text) }
      try RustInstaller(store: store, options: .init(), isQuiet: false).install(request)
    }
    let command = command.first == "--" ? Array(command.dropFirst()) : command
    guard let program = command.first else { throw ValidationError("a command is needed") }
    setenv("RUSTUP_TOOLCHAIN", request.name.text, 1)
    let active = try session.active(.rust)
    let path = ShimPath(session).bytes
    for edit in active.environment(
      runsPackageAtVersion: false, session.resolver, session.world)
    {
      if let value = edit.value { setenv(edit.name.bytes.text, value.text, 1) }
    }
    path.withCString { _ = setenv("PATH", $0, 1) }
    var arguments = command.map { strdup($0) }
    arguments.append(nil)
    // The toolchain's own programs are run whether there is a shim or not.
    if case .toolchain(let toolchain) = active.choice {
      toolchain.program(Bytes(program.utf8)[...]).bytes.withCString { _ = execv($0, &arguments) }
    }
    execvp(program, &arguments)
    throw CommandError.cannotRun(program, errno: clibc_errno())
  }
}

extension NetworkOptions {
  /// The usual options, for rustup's commands that have none.
  static func forRustup() -> NetworkOptions {
    var options = NetworkOptions()
    options.offline = false
    options.quiet = false
    return options
  }
}

/// `rustup default`.
struct RustupDefault: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "default", abstract: "Print or set the default toolchain.")

  @Argument var toolchain: String?

  func run() throws {
    let session = try Session()
    let store = try NetworkOptions.forRustup().rustStore(session)
    guard let toolchain else {
      guard let name = store.settings.defaultToolchain?.name.text else {
        throw RustupFault.noDefault
      }
      return Output.print("\(name) (default)")
    }
    let file = RustSettingsFile(store.home)
    if toolchain == "none" { return try file.setDefault(nil) }
    let request = try ToolRequest(language: .rust, text: Bytes(toolchain.utf8)).rust(store)
    try RustInstaller(store: store, options: .init(), isQuiet: true).install(request)
    try file.setDefault(request.name)
    RustupFault.note("default toolchain set to \(request.name.text)")
  }
}

/// `rustup update`.
struct RustupUpdate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Bring toolchains up to date.", aliases: ["up", "upgrade"])

  @Argument var toolchains: [String] = []
  @OptionGroup var network: RustupNetwork

  func run() throws {
    let store = try network.options.rustStore(try Session())
    let update = RustUpdate(store)
    let names =
      toolchains.isEmpty
      ? update.candidates.map(\.name)
      : try toolchains.map {
        try ToolRequest(language: .rust, text: Bytes($0.utf8)).rust(store).name.text
      }
    for name in names {
      switch try update.update(name) {
      case .unchanged(let version, _): Output.print("  \(name) unchanged - rustc \(version)")
      case .updated(let from, let to):
        Output.print("  \(name) updated - rustc \(to) (from \(from))")
      }
    }
  }
}

/// Why one of rustup's commands failed, in rustup's words, which scripts look for.
enum RustupFault: Error, Equatable, CustomStringConvertible {
  case noActiveToolchain
  case noDefault
  case notInstalled(String)
  case notInSubset(String)
  case unknownBinary(String, toolchain: String)

  var description: String {
    switch self {
    case .noActiveToolchain: "no active toolchain"
    case .noDefault: "no default toolchain is configured"
    case .notInstalled(let name): "toolchain '\(name)' is not installed"
    case .notInSubset(let verb):
      "'rustup \(verb)' is not in the part of rustup that tvm answers"
        + (RustupFault.instead[verb].map { "\nhelp: \($0)" } ?? "")
    case .unknownBinary(let name, let toolchain):
      "unknown binary '\(name)' in toolchain '\(toolchain)'"
    }
  }

  /// rustup's further commands, for which a real rustup is needed.
  static let otherVerbs = [
    "check", "completions", "doc", "dump-testament", "man", "self", "set",
  ]

  /// What tvm has instead of some of them.
  private static let instead = [
    "check": "tvm update --check", "completions": "tvm completions --help",
  ]

  /// Tells something beside the result, as rustup does.
  static func note(_ message: String) {
    let line = Bytes("info: \(message)\n".utf8)
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
