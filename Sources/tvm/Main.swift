import ArgumentParser
import CEmbedded
import CLibc
import Direnv
import Toolchains

#if os(Linux)
/// The entry point: the linker takes it for `main`.
///
/// Swift's own looks for the arguments in `/proc`, and finds none where that cannot be read.
@c(tvm_main)
public func tvmMain(
  _ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  clibc_set_arguments(arguments, count)
  Main.main()
  return 0
}
#endif

/// What the program does.
#if !os(Linux)
@main
#endif
enum Main {
  static func main() {
    cembedded_started()
    if Direnv.isCalled { Direnv.main(tvmVersion: Installation.version) }
    let words = CommandLine.words
    guard !words.isEmpty else {
      Output.note("the command line cannot be read: is /proc there?")
      exit(ExitCode.failure.rawValue)
    }
    var arguments = words.dropFirst().map { String(argument: $0) }
    do { arguments = try ColorOption.take(from: arguments) } catch { end(error, arguments) }
    if ["-V", "version"].contains(arguments.first) { arguments[0] = "--version" }
    if arguments == ["--version"] { return Output.print(Tvm.configuration.version) }
    if Set(arguments) == ["--version", "--json"] { return VersionReport().print() }
    do {
      var command = try ShortCut(arguments)?.command ?? parse(arguments)
      try command.run()
    } catch { end(error, arguments) }
  }

  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    if let failure = Failure(unknownCommandIn: arguments) { end(failure, arguments) }
    return try Tvm.parseAsRoot(arguments)
  }

  private static func end(_ error: any Error, _ arguments: [String]) -> Never {
    let status = Tvm.exitCode(for: error)
    // Help and versions are no errors.
    if status.isSuccess { Tvm.exit(withError: error) }
    if let failure = Failure(error, arguments) { end(failure, arguments) }
    exit(status.rawValue)
  }

  private static func end(_ failure: Failure, _ arguments: [String]) -> Never {
    let own = arguments.prefix { $0 != "--" }
    // Standard output may be closed; the message comes all the same.
    try? failure.report(asJSON: own.contains("--json"))
    exit(failure.status)
  }
}

/// A command line that needs only one command's declarations to be understood.
///
/// ArgumentParser takes a millisecond to build the whole tree of commands. What editors, scripts and
/// start-up files ask again and again is parsed alone; whatever does not parse so, such as `--help` or
/// a slip, goes the usual way and gets the usual answer.
private struct ShortCut {
  let command: any ParsableCommand

  init?(_ arguments: [String]) {
    if let export = Export.inHookLine(arguments) {
      command = export
      return
    }
    guard let verb = arguments.first, let type = ShortCut.types[verb],
      // The usual way reports the error.
      let command = try? type.parseAsRoot(Array(arguments.dropFirst())),
      // `--help` parses as a command of ArgumentParser's own.
      Swift.type(of: command) == type
    else { return nil }
    self.command = command
  }

  private static let types: [String: any ParsableCommand.Type] = [
    "approve-source": ApproveSource.self, "current": Current.self, "env": Env.self,
    "export": Export.self, "hook": Hook.self, "list": List.self,
    "require-approval": RequireApproval.self, "shell": ShellCommand.self, "which": Which.self,
    "why": Why.self,
  ]
}
