import ArgumentParser
import Resolution
import Shells
import Toolchains

/// Why a command line came to nothing, as it is reported.
struct Failure {
  /// What failed, and where from.
  let message: String

  /// What helps: a command line that may be pasted, or advice; nil where nothing is known to.
  private(set) var help: String?

  /// How the command is used, where that is what was wrong.
  private(set) var usage: String?

  /// The exit status.
  let status: Int32

  /// What an error means for a command line; nil where it is none, or has been reported.
  ///
  /// - Parameters:
  ///   - error: what was thrown.
  ///   - arguments: the command line without the program's name.
  init?(_ error: any Error, _ arguments: [String]) {
    let code = Tvm.exitCode(for: error)
    if code == .validationFailure {
      self.init(usage: Tvm.message(for: error).shown(quoting: arguments), arguments)
      return
    }
    let text = Tvm.message(for: error).shown(quoting: arguments)
    guard !text.isEmpty, !code.isSuccess else { return nil }
    let parts = text.split(separator: "\nhelp: ", maxSplits: 1).map(String.init)
    let found = (error as? any Misspelling)?.correction
    let line = found.flatMap { Failure.corrected(arguments, $0.typed, $0.meant) }
    self.init(
      message: parts.first ?? text, help: line ?? (parts.count > 1 ? parts[1] : nil),
      status: code.rawValue)
  }

  private init(message: String, help: String?, status: Int32) {
    self.message = message
    self.help = help
    self.status = status
  }

  /// A command line in which a word is no command where there should be one; nil where all are.
  init?(unknownCommandIn arguments: [String]) {
    let tree = CommandTree(arguments)
    guard let word = tree.unknown else { return nil }
    status = ExitCode.validationFailure.rawValue
    if let tool = ToolRequest.foreignTool(in: arguments) {
      message = "\(CommandError.unknownTool(tool))"
      return
    }
    let path = tree.path.filter { $0 != "help" } + [word]
    message = "unknown command \"\(Failure.shown(path.joined(separator: " ")))\""
    let isHelp = tree.path.first == "help"
    let foreign = isHelp ? nil : ForeignCommand.answer(to: arguments)
    let nearest = Spelling.nearest(to: word, among: tree.names)
    help =
      foreign ?? nearest.flatMap { Failure.corrected(arguments, word, $0) }
      ?? "tvm help\(path.dropLast().map { " \($0)" }.joined())"
  }

  /// A command line that the parser or a command refuses.
  private init(usage text: String, _ arguments: [String]) {
    status = ExitCode.validationFailure.rawValue
    let foreign = ForeignCommand.answer(to: arguments)
    if foreign != nil, let tool = ToolRequest.foreignTool(in: arguments) {
      message = "\(CommandError.unknownTool(tool))"
      return
    }
    let tree = CommandTree(arguments)
    let reworded = ParserMessage(text, tree.path)
    message = reworded?.text ?? text
    help =
      foreign
      ?? reworded?.correction.flatMap { Failure.corrected(arguments, $0.typed, $0.meant) }
      ?? reworded?.example
    if help == nil { usage = Tvm.usageString(for: tree.command) }
  }

  /// Reports it: to standard error, and under `--json` also as JSON.
  func report(asJSON: Bool) throws {
    let text = ([message, help.map { "help: \($0)" }]).compactMap(\.self).joined(separator: "\n")
    if asJSON { try Output.print(json: JSONReport([:], error: JSONReport.Problem(text))) }
    Output.failure([text, usage.map { "Usage: \($0)" }].compactMap(\.self).joined(separator: "\n"))
  }

  /// A command line with one word replaced by another, as it may be pasted; nil where the word is not in it.
  private static func corrected(_ arguments: [String], _ typed: String, _ meant: String) -> String?
  {
    guard let index = arguments.firstIndex(where: { $0.pieces.contains(typed[...]) }) else {
      return nil
    }
    var words = arguments
    words[index] = words[index].replacingPiece(typed, with: meant)
    return (["tvm"] + words.map(quoted)).joined(separator: " ")
  }

  /// A word as the shell takes it that somebody types into.
  private static func quoted(_ word: String) -> String {
    shell.word(Bytes(argument: word)).printable.text
  }

  private static var shell: Shell { .calling(.live) ?? .standard }

  private static func shown(_ text: String) -> String { Bytes(argument: text).printable.text }
}

extension ForeignCommand {
  /// What does here what a command line means elsewhere, for the shell that somebody types into.
  fileprivate static func answer(to arguments: [String]) -> String? {
    let shell = Shell.calling(.live) ?? .standard
    return answer(to: arguments, shell: shell.rawValue) {
      shell.word(Bytes(argument: $0)).printable.text
    }
  }
}
