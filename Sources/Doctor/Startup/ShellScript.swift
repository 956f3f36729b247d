import Resolution
import Toolchains

/// A script taken apart into lines and commands, as far as that can be told without running it.
///
/// A line here is a logical one: with what a backslash, an open quote, a here-document or an operator
/// at its end makes part of it.
struct ShellScript: Sendable {
  /// A logical line.
  struct Line: Sendable {
    /// The number of its first line in the file, the first is 1.
    let number: Int
    /// The bytes without the last line feed.
    let bytes: Bytes
    /// Its simple commands, words of the grammar such as `then` left out.
    let commands: [ShellCommand]
    /// How many blocks it stands in.
    let depth: Int
    /// Whether it begins and ends no block it stands in, so that the file parses without it.
    let isWhole: Bool
  }

  /// The lines in order, empty ones included.
  let lines: [Line]

  /// Whether the file ends within a quote or a here-document, or right behind a backslash.
  let endsWithinLine: Bool

  /// Takes a file apart.
  init(_ contents: Bytes, _ syntax: ShellSyntax) {
    if syntax == .environment {
      lines = contents.parts(between: "\n").enumerated().map { index, bytes in
        Line(
          number: index + 1, bytes: Bytes(bytes), commands: [], depth: 0, isWhole: true)
      }
      endsWithinLine = false
    } else {
      var lexer = ShellLexer(contents, syntax)
      lexer.run()
      lines = lexer.lines
      endsWithinLine = lexer.endsWithinLine
    }
  }
}

/// A command with its words, quotes taken away.
package struct ShellCommand: Equatable, Sendable {
  /// The words; `$` and `~` and what a program would print stay as they stand.
  package let words: [String]
  /// Where each word stands among the bytes of its line.
  package let ranges: [Range<Int>]
  /// Whether it runs whenever the file is read: it stands in no block, and behind no `&&` or `||`.
  package let isCertain: Bool

  /// What it stands for as text, to look for a part of it.
  package var text: String { words.joined(separator: " ") }

  /// Where it stands among the bytes of its line.
  package var range: Range<Int> {
    (ranges.first?.lowerBound ?? 0)..<(ranges.last?.upperBound ?? 0)
  }

  /// Whether it only looks at something, so that nothing is lost with it.
  package var isTest: Bool {
    switch words.first {
    case "[", "[[", "test", "type", "hash", "which", ":", "true", "status": true
    case "command": words.dropFirst().first?.hasPrefix("-") == true
    case "set": words.dropFirst().first?.hasPrefix("-q") == true
    default: false
    }
  }
}
