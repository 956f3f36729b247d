package import Resolution
import Toolchains

/// A line of a file that a shell reads when it starts.
package struct StartupLine: Equatable, Sendable {
  /// The file.
  package let file: Path
  /// The line's number, the first is 1.
  package let number: Int
  /// The bytes without the line feed.
  package let bytes: Bytes
  /// Its words.
  package let words: ShellWords
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
  }

  init(file: Path, number: Int, bytes: Bytes, syntax: Syntax) {
    self.file = file
    self.number = number
    self.bytes = bytes
    let words = ShellWords(bytes.text)
    self.words = words
    assignments = words.commands.flatMap { command in
      let found = StartupLine.assignments(command, syntax)
      let isAlone =
        found.count == 1 && words.commands.count == 1 && words.isComplete && !words.continues
      return found.map {
        Assignment(
          name: $0.name, value: $0.value, isAlone: isAlone, isExported: $0.isExported)
      }
    }
  }

  /// The grammar of a file.
  enum Syntax: Equatable, Sendable {
    case environment, fish, posix
  }

  /// The text as messages show it.
  package var text: String { Bytes(bytes.trimmed).printable.text }

  private typealias Raw = (name: String, value: String, isExported: Bool)

  private static func assignments(_ command: [String], _ syntax: Syntax) -> [Raw] {
    if syntax == .fish { return fishAssignments(command) }
    var words = command[...]
    // What stands before a command in `if …; then export X=…`.
    while let first = words.first, ["then", "else", "do", "{", "builtin"].contains(first) {
      words = words.dropFirst()
    }
    var isExported = syntax == .environment
    if let first = words.first, ["export", "declare", "typeset", "readonly"].contains(first) {
      words = words.dropFirst()
      isExported = first == "export"
      while let option = words.first, option.hasPrefix("-") {
        isExported = isExported || option.contains("x")
        words = words.dropFirst()
      }
    }
    var found: [Raw] = []
    for (offset, word) in words.enumerated() {
      guard let raw = assignment(word) else {
        // `X=1 program` sets the variable for that program only.
        if !isExported { return [] }
        continue
      }
      if raw.value.hasPrefix("("), raw.name == "path" {
        // zsh's `path=(a b $path)` is one assignment of many words.
        let list = words.dropFirst(offset).joined(separator: ":")
        let elements = list.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
        return [(name: "PATH", value: String(elements), isExported: true)]
      }
      found.append((name: raw.name, value: raw.value, isExported: isExported || raw.name == "PATH"))
    }
    return found
  }

  private static func assignment(_ word: String) -> (name: String, value: String)? {
    guard let sign = word.firstIndex(of: "=") else { return nil }
    var name = word[..<sign]
    var value = String(word[word.index(after: sign)...])
    if name.hasSuffix("+") {
      name = name.dropLast()
      value = "$\(name)" + value
    }
    let isName = name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    guard let first = name.utf8.first, isName, !first.isDigit else { return nil }
    return (String(name), value)
  }

  private static func fishAssignments(_ command: [String]) -> [Raw] {
    // What stands before a command in `set -q X; or set -x X …`.
    let command = command.drop { ["and", "or", "not", "begin", "if", "else"].contains($0) }
    guard let verb = command.first else { return [] }
    var words = command.dropFirst()
    var options = ""
    while let option = words.first, option.hasPrefix("-") {
      options += option
      words = words.dropFirst()
    }
    if verb == "fish_add_path" {
      let list = words.joined(separator: ":")
      let isLast = options.contains("a") && !options.contains("path")
      return [(name: "PATH", value: isLast ? "$PATH:\(list)" : "\(list):$PATH", isExported: true)]
    }
    guard verb == "set", !options.contains("e"), !options.contains("q"), let name = words.first
    else { return [] }
    var list = words.dropFirst().joined(separator: ":")
    if options.contains("p"), !options.hasPrefix("--path") { list += ":$\(name)" }
    if options.contains("a") { list = "$\(name):" + list }
    let isExported = options.contains("x") || name == "PATH"
    return [(name: name == "fish_user_paths" ? "PATH" : name, value: list, isExported: isExported)]
  }
}
