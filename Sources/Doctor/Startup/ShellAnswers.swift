package import Resolution
import Shells
import Toolchains

/// What a shell has written when it was asked by a script of `shell/doctor`.
struct ShellAnswers {
  /// Its variables; those before a prompt where it got there.
  private(set) var variables: [String: Bytes] = [:]

  /// What it has in place of programs.
  private(set) var definitions: [ShellDefinition] = []

  /// The commands that have changed `PATH` before a prompt, those of tvm's hook left out.
  private(set) var promptChanges: [String] = []

  /// Whether it has answered everything that was asked about its start.
  private(set) var isStarted = false

  /// Whether it is a zsh that reads none of its further files.
  private(set) var readsNoFurther = false

  /// The answers in a text of `NAME=VALUE`.
  init(_ text: Bytes, separatedBy separator: Unicode.Scalar) {
    for part in text.parts(between: separator) {
      guard let index = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
      read(Bytes(part[..<index]).text, Bytes(part[(index + 1)...]))
    }
  }

  private mutating func read(_ name: String, _ value: Bytes) {
    // No variable has a name with a blank.
    let words = name.split(separator: " ", maxSplits: 2).map(String.init)
    switch words.first {
    case "definition" where words.count == 3:
      if let definition = ShellDefinition(words[1], words[2], value) {
        definitions.append(definition)
      }
    case "before" where words.count > 1:
      // The hook's own function puts the shims first.
      if !value.text.contains("__tvm_") { promptChanges.append(value.text) }
    case "option" where words.count > 1: readsNoFurther = true
    case "end" where words.count > 1: isStarted = true
    default: variables[name] = value
    }
  }
}

/// What a shell has in place of a program on `PATH`.
package struct ShellDefinition: Equatable, Sendable {
  /// What it is.
  package enum Kind: String, Equatable, Sendable {
    /// An alias, a global one of zsh included.
    case alias
    /// A function, one that is loaded when it is called included.
    case function
    /// A path that the shell remembers for the name.
    case hash
  }

  /// What it is.
  package let kind: Kind
  /// The name that it answers to.
  package let name: String
  /// The file that it was read from; nil where the shell does not know.
  package let file: Path?
  /// The line where it begins, from 1; nil where the shell does not know.
  package let line: Int?
  /// The value, the function or the path.
  package let text: String

  /// A definition as a shell has answered: the file, the line and the text, a line each.
  init?(_ kind: String, _ name: String, _ answer: Bytes) {
    guard let kind = Kind(rawValue: kind) else { return nil }
    let parts = answer.text.split(
      separator: "\n", maxSplits: 2, omittingEmptySubsequences: false
    ).map(String.init)
    guard parts.count == 3 else { return nil }
    self.kind = kind
    self.name = name
    file = parts[0].hasPrefix("/") ? Path(parts[0]) : nil
    line = Int(parts[1]).flatMap { $0 > 0 ? $0 : nil }
    text = parts[2]
  }

  /// Whether it runs the program of its own name in the end, as one that only adds arguments does.
  ///
  /// - Parameters:
  ///   - shim: the path of the program's shim.
  ///   - syntax: the grammar of the shell.
  /// - Returns: whether it does.
  func runs(_ shim: Path, _ syntax: ShellSyntax) -> Bool {
    let commands = ShellScript(Bytes(text.utf8), syntax).lines.flatMap(\.commands)
    let isAlias = kind == .alias
    return (isAlias ? Array(commands.prefix(1)) : commands).contains { command in
      // A function that calls its own name calls itself.
      guard let program = command.program, isAlias || program.isPastFunctions else { return false }
      return program.name == name || program.name == shim.text
    } || !isAlias && commands.contains { $0.words.contains(shim.text) }
  }
}
