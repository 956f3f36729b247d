package import Resolution

/// A script taken apart into lines and commands, as far as that can be told without running it.
///
/// A line here is a logical one: with what a backslash, an open quote, a here-document or an operator
/// at its end makes part of it.
package struct ShellScript: Sendable {
  /// A logical line.
  package struct Line: Sendable {
    /// The number of its first line in the file, the first is 1.
    package let number: Int
    /// The bytes without the last line feed.
    package let bytes: Bytes
    /// Its simple commands, words of the grammar such as `then` left out.
    package let commands: [ScriptCommand]
    /// How many blocks it stands in.
    package let depth: Int
    /// Whether it begins and ends no block it stands in, so that the file parses without it.
    package let isWhole: Bool

    /// A line of these parts.
    package init(
      number: Int, bytes: Bytes, commands: [ScriptCommand], depth: Int, isWhole: Bool
    ) {
      self.number = number
      self.bytes = bytes
      self.commands = commands
      self.depth = depth
      self.isWhole = isWhole
    }
  }

  /// The lines in order, empty ones included.
  package let lines: [Line]

  /// Whether the file ends within a quote or a here-document, or right behind a backslash.
  package let endsWithinLine: Bool

  /// Takes a file apart.
  package init(_ contents: Bytes, _ syntax: ShellSyntax) {
    guard syntax == .posix || syntax == .fish else {
      lines = contents.parts(between: "\n").enumerated().map { index, bytes in
        Line(
          number: index + 1, bytes: Bytes(bytes),
          commands: syntax == .unknown ? ScriptCommand(words: bytes).map { [$0] } ?? [] : [],
          depth: 0, isWhole: true)
      }
      endsWithinLine = false
      return
    }
    var lexer = ShellLexer(contents, isFish: syntax == .fish)
    lexer.run()
    lines = lexer.lines
    endsWithinLine = lexer.endsWithinLine
  }
}
