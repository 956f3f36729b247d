import ArgumentParser
import CLibc
import Resolution

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
    do { try RustupCommand.run(arguments) } catch {
      let error = RustupFault.inItsWords(error)
      let status = RustupCommand.exitCode(for: error)
      if status == .success { RustupCommand.exit(withError: error) }
      let message = RustupCommand.fullMessage(for: error)
      if !message.isEmpty { Output.error(bytes: Bytes((message + "\n").utf8)) }
      // rustup knows no status of its own for usage errors.
      throw status == .validationFailure ? ExitCode.failure : status
    }
  }
}

/// The part of rustup's commands that editors and scripts use.
struct RustupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rustup",
    abstract: "The part of rustup that editors and scripts use, answered by tvm.",
    usage: "rustup [-v | -q] [+toolchain] <subcommand>",
    version: "rustup 1.29.0 (tvm \(Tvm.version))",
    subcommands: [
      RustupShow.self, RustupWhich.self, RustupRun.self, RustupUpdate.self, RustupCheck.self,
      RustupToolchain.self, RustupInstall.self, RustupToolchain.Uninstall.self,
      RustupDefault.self, RustupOverride.self, RustupComponent.self, RustupTarget.self,
    ])

  // swift-format-ignore: NoLeadingUnderscores
  static let _errorLabel = "error"

  @Flag(name: [.customShort("V"), .customLong("print-version")], help: .hidden)
  var printsVersion = false

  /// What stands before the subcommand; behind it the same words are the subcommand's.
  @Flag(name: .customLong(RustupCommand.quiet), help: .hidden)
  var isQuiet = false

  /// The `+toolchain`, without the plus.
  @Option(name: .customLong(RustupCommand.plus), help: .hidden)
  var toolchain: String?

  // Names that no user types: a short option would also be found behind the subcommand.
  private static let quiet = "+quiet"
  private static let plus = "+toolchain"

  func run() throws {
    guard printsVersion else { throw CleanExit.helpRequest(self) }
    Output.print(RustupCommand.configuration.version)
  }

  /// Does what a command line asks for.
  ///
  /// - Parameter arguments: the words behind `rustup`.
  /// - Throws: what the command throws.
  static func run(_ arguments: [String]) throws {
    var words = arguments[...]
    var options: [String] = []
    var isVerbose = false
    loop: while let word = words.first {
      switch word {
      case "-q", "--quiet": options.append("--" + quiet)
      case "-v", "--verbose": isVerbose = true
      case _ where word.hasPrefix("+"): options += ["--" + plus, String(word.dropFirst())]
      default: break loop
      }
      words.removeFirst()
    }
    if isVerbose, options.contains("--" + quiet) { throw RustupFault.verboseAndQuiet }
    if let verb = words.first, RustupFault.otherVerbs.contains(verb) {
      throw RustupFault.notInSubset(verb)
    }
    var command = try parseAsRoot(options + words)
    let isGroup = !type(of: command).configuration.subcommands.isEmpty
    do { try command.run() } catch let error as CleanExit where isGroup {
      // A subcommand is missing, and nobody has asked for the help.
      Output.error(bytes: Bytes((fullMessage(for: error) + "\n").utf8))
      throw ExitCode.failure
    }
  }
}

/// The options of rustup's commands that fetch something.
struct RustupNetwork: ParsableArguments {
  @Flag(name: .long, help: .hidden)
  var noSelfUpdate = false
}
