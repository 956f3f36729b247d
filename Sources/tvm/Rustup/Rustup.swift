import ArgumentParser
import CLibc
import Resolution
import Toolchains

/// Answers as rustup does, for editors and scripts on machines without it.
struct Rustup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a rustup-compatible command",
    discussion: """
      The shim named rustup runs this if there is no real rustup on PATH.

      EXAMPLES:
        tvm rustup show active-toolchain
        tvm rustup component list --installed
      """)

  @Argument(parsing: .captureForPassthrough, help: "Arguments for rustup")
  var arguments: [String] = []

  func run() throws {
    do { try RustupCommand.run(arguments) } catch {
      let error = RustupFault.inItsWords(error)
      let status = RustupCommand.exitCode(for: error)
      if status == .success { RustupCommand.exit(withError: error) }
      let message = RustupCommand.fullMessage(for: error)
      if Rustup.isForOutput(message, arguments) {
        Output.print(message)
      } else if !message.isEmpty {
        Output.error(message.shown(quoting: arguments))
      }
      // rustup knows no status of its own for usage errors.
      throw status == .validationFailure ? ExitCode.failure : status
    }
  }

  /// Whether rustup would print an error on standard output.
  ///
  /// That is so for an option that it does not know, and for such a word behind the subcommand.
  /// ArgumentParser tells its errors apart by nothing but their words.
  private static func isForOutput(_ message: String, _ arguments: [String]) -> Bool {
    if message.hasPrefix("error: Unknown option") { return true }
    let verb = arguments.first { !$0.hasPrefix("-") && !$0.hasPrefix("+") } ?? ""
    return message.hasPrefix("error: Unexpected argument")
      && !message.hasPrefix("error: Unexpected argument '\(verb)'")
  }
}

/// What rustup says of its version.
struct RustupVersion {
  private let session: RustupSession

  init(_ session: RustupSession) { self.session = session }

  /// The release that is answered for, with tvm's own version where rustup has that of its source.
  static let line = "rustup 1.29.0 (tvm-\(Installation.version) 2026-03-05)"

  /// Prints the version, and beside it that of the active compiler.
  func print() throws {
    Output.print(RustupVersion.line)
    session.note(
      "This is the version for the rustup toolchain manager, not the rustc compiler.")
    do {
      let active = try session.active()
      let compiler = session.compiler(of: active.name, active.root)
      session.note("the currently active `rustc` version is `\(compiler)`")
    } catch RustupFault.nothingChosen {
      session.note("no `rustc` is currently active")
    } catch {
      let words = RustupFault.inItsWords(error)
      Output.error("error: failed to display the current `rustc` version: \(words)")
    }
  }
}

/// The part of rustup's commands that editors and scripts use.
struct RustupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rustup",
    abstract: "The part of rustup that editors and scripts use, answered by tvm.",
    usage: "rustup [-v | -q] [+toolchain] <subcommand>",
    subcommands: [
      RustupShow.self, RustupWhich.self, RustupRun.self, RustupUpdate.self, RustupCheck.self,
      RustupToolchain.self, RustupInstall.self, RustupToolchain.Uninstall.self,
      RustupDefault.self, RustupOverride.self, RustupComponent.self, RustupTarget.self,
      RustupSet.self, RustupSelf.self,
    ])

  // swift-format-ignore: NoLeadingUnderscores
  static let _errorLabel = "error"

  /// What stands before the subcommand; behind it the same words are the subcommand's.
  @Flag(name: .customLong(RustupCommand.quiet), help: .hidden)
  var isQuiet = false

  /// The `+toolchain`, without the plus.
  @Option(name: .customLong(RustupCommand.plus), help: .hidden)
  var toolchain: String?

  // Names that no user types: a short option would also be found behind the subcommand.
  private static let quiet = "+quiet"
  private static let plus = "+toolchain"

  func run() throws { throw CleanExit.helpRequest(self) }

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
    if let word = words.first, ["-V", "--version"].contains(word) {
      let rustup = try parse(options)
      try checkToolchain(rustup.toolchain)
      return try RustupVersion(RustupSession(rustup)).print()
    }
    var command = try parseAsRoot(options + words)
    // `--help` parses as a command of ArgumentParser's own.
    if !(command is RustupCommand), options.contains("--" + plus) {
      try checkToolchain(parse(options).toolchain)
    }
    let isGroup = !type(of: command).configuration.subcommands.isEmpty
    do { try command.run() } catch let error as CleanExit where isGroup {
      // A subcommand is missing, and nobody has asked for the help.
      let help = fullMessage(for: error)
      if words.isEmpty {
        Output.error(help)
      } else {
        Output.print(help)
      }
      throw ExitCode.failure
    }
  }

  /// Sees that a `+toolchain` is a name; what the shims take besides is none of rustup's.
  private static func checkToolchain(_ name: String?) throws {
    guard let name else { return }
    let bytes = Bytes(name.utf8)
    guard RustRelease(bytes[...]) == nil, !RustRequest.isCustomName(bytes[...]) else { return }
    throw RustupFault.invalidOverride(name)
  }
}

/// The options of rustup's commands that fetch something.
struct RustupNetwork: ParsableArguments {
  @Flag(name: .long, help: .hidden)
  var noSelfUpdate = false
}
