package import Resolution
import Toolchains

/// A line of a file that a shell reads when it starts, with those that continue it.
package struct StartupLine: Equatable, Sendable {
  /// The file.
  package let file: Path
  /// The number of its first line, the first is 1.
  package let number: Int
  /// The bytes without the last line feed.
  package let bytes: Bytes
  /// The file's grammar.
  package let syntax: ShellSyntax
  /// Its commands.
  package let commands: [ScriptCommand]
  /// How many blocks it stands in.
  package let depth: Int
  /// Whether the file parses without it.
  package let isWhole: Bool
  /// What it does to variables.
  package let assignments: [Assignment]

  /// What a line says about one variable.
  package struct Assignment: Equatable, Sendable {
    /// The variable.
    package let name: String
    /// The value as it stands, without quotes; the elements of a list are separated by colons.
    package let value: String
    /// Whether the line does nothing but this, so that it may be taken out.
    package let isAlone: Bool
    /// Whether programs see the variable.
    package let isExported: Bool
    /// Whether the line is reached whenever the file is read.
    package let isCertain: Bool
    /// The position of its command in the line.
    package let command: Int
    /// The words that make it up: one with the name and the value, or in fish those of the value.
    package let words: Range<Int>
  }

  /// A line of a file.
  package init(_ file: Path, _ line: ShellScript.Line, _ syntax: ShellSyntax) {
    self.file = file
    number = line.number
    bytes = line.bytes
    self.syntax = syntax
    commands = line.commands
    depth = line.depth
    isWhole = line.isWhole
    assignments = StartupLine.assignments(line, syntax)
  }

  /// The text as messages show it, its first line if there are several.
  package var text: String {
    let first = bytes.parts(between: "\n").first ?? []
    return Bytes(first.trimmed).printable.text
  }

  private static func assignments(
    _ line: ShellScript.Line, _ syntax: ShellSyntax
  ) -> [Assignment] {
    if syntax == .environment {
      return RawAssignment(setting: line.bytes).map {
        [
          Assignment(
            name: $0.name, value: $0.value, isAlone: true, isExported: true, isCertain: true,
            command: 0, words: 0..<0)
        ]
      } ?? []
    }
    return line.commands.enumerated().flatMap { index, command in
      let found = command.rawAssignments(syntax)
      return found.map { raw in
        let others = line.commands.enumerated().filter { $0.offset != index }.map(\.element)
        let isAlone =
          found.count == 1 && line.isWhole
          && others.allSatisfy { $0.isTest || $0.words == ["export", raw.name] }
        return Assignment(
          name: raw.name, value: raw.value, isAlone: isAlone, isExported: raw.isExported,
          isCertain: command.isCertain, command: index, words: raw.words)
      }
    }
  }
}
