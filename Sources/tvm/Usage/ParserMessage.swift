import Resolution
import Shells
import Toolchains

/// What ArgumentParser says of a command line, in the words of the other messages.
struct ParserMessage {
  /// What is wrong.
  let text: String

  /// The word that was typed, and the one that was meant.
  private(set) var correction: (typed: String, meant: String)?

  /// A command line that would do.
  private(set) var example: String?

  /// Understands a message; nil for one of a command's own.
  ///
  /// - Parameters:
  ///   - message: what ArgumentParser says.
  ///   - path: the names of the command, such as `component`, `add`.
  init?(_ message: String, _ path: [String]) {
    let quoted = message.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
    func quote(_ index: Int) -> String { quoted.count > index * 2 + 1 ? quoted[index * 2 + 1] : "" }
    if message.hasPrefix("Unknown option ") {
      text = "unknown option \"\(quote(0))\""
      // What every command has it does not suggest.
      let common = ["--help", "--version"]
      let suggested = quoted.count > 3 ? quote(1) : Spelling.nearest(to: quote(0), among: common)
      correction = suggested.map { (quote(0), $0) }
    } else if message.hasPrefix("Unexpected argument ")
      || message.contains(" unexpected arguments: ")
    {
      text = "unexpected argument \"\(quote(0))\""
    } else if message.hasPrefix("Missing value for ") {
      text = "\(quote(0).split(separator: " ").first ?? "") needs a value"
    } else if message.hasPrefix("Missing expected argument ") {
      guard let missing = ParserMessage.missing[path.joined(separator: " ")] else {
        text = "specify \(quote(0))"
        return
      }
      text = "specify \(missing.what)"
      example = "tvm \(missing.example)"
    } else if message.hasPrefix("The value ") {
      // Five and fewer are on the line, more on lines of their own.
      let more = message.split(separator: "\n").dropFirst().map {
        $0.split(separator: " ").joined()
      }
      let values =
        quoted.indices.filter { $0 > 4 && $0 % 2 == 1 }.map { quoted[$0] }
        + more.map { $0.drop { "-• ".contains($0) }.description }
      let what = quote(1).split { "<>".contains($0) }.last ?? "value"
      let known = values.isEmpty ? ParserMessage.values(String(what)) : values
      text =
        "unknown \(what) \"\(quote(0))\""
        + (known.isEmpty ? "" : "; use \(ParserMessage.list(known))")
      if let nearest = Spelling.nearest(to: quote(0), among: known) {
        correction = (quote(0), nearest)
      }
    } else {
      return nil
    }
  }

  /// What commands cannot do without.
  private static let missing: [String: (what: String, example: String)] = [
    "use": ("a toolchain, such as 1.21.6 or rust@stable", "use go@latest"),
    "uninstall": ("a toolchain, such as 1.21.6 or rust@stable", "list"),
    "which": ("a program, such as go or cargo", "which go"),
    "link": ("a name and a directory", "link NAME PATH"),
    "hook": ("a shell: \(list(Shell.hooked.map(\.rawValue)))", "hook \(shell)"),
    "completions": ("a shell: \(list(Shell.hooked.map(\.rawValue)))", "completions \(shell)"),
    "ide": ("an editor, such as vscode or goland", "ide vscode"),
    "adopt": ("what to take over", "adopt direnv"),
    "component add": ("a component, such as clippy", "component add clippy"),
    "component remove": ("a component, such as clippy", "component list --installed"),
    "target add": ("a target, such as wasm32-unknown-unknown", "target add wasm32-unknown-unknown"),
    "target remove": ("a target, such as wasm32-unknown-unknown", "target list --installed"),
  ]

  private static var shell: String { (Shell.calling(.live) ?? .standard).rawValue }

  private static func values(_ name: String) -> [String] {
    name == "shell" ? Shell.hooked.map(\.rawValue) : []
  }

  private static func list(_ words: [String]) -> String {
    words.count < 3
      ? words.joined(separator: " or ")
      : words.dropLast().joined(separator: ", ") + ", or " + words[words.count - 1]
  }
}

extension String {
  /// The parts of a word that are names of their own: `rust@stable`, `clippy,miri`, `--color=auto`.
  var pieces: [Substring] { split { "@,=".contains($0) } + [self[...]] }

  /// The word with one of its parts replaced.
  func replacingPiece(_ piece: String, with other: String) -> String {
    if self == piece { return other }
    var result = ""
    var rest = self[...]
    while !rest.isEmpty {
      let part = rest.prefix { !"@,=".contains($0) }
      result += part == piece ? other : String(part)
      rest = rest.dropFirst(part.count)
      if let sign = rest.popFirst() { result.append(sign) }
    }
    return result
  }
}
