import Resolution
import Shells
import Toolchains

/// A definition of an alias or a function which stands before a shim.
struct HidingDefinition {
  /// The program that it hides.
  let program: String
  /// The lines of the definition as one.
  let line: StartupLine
  /// What takes it out and nothing else; nil where that cannot be told.
  let edit: Edit?
  /// Whether it is an alias, which can do nothing but hide.
  let isAlias: Bool

  /// The number of its last line.
  var lastNumber: Int { line.number + line.bytes.parts(between: "\n").count - 1 }
}

extension StartupFile {
  /// The definitions of aliases and functions which stand before a shim.
  var hidingDefinitions: [HidingDefinition] {
    statements.flatMap { statement in
      statement.flatMap { line in
        line.hiddenShims.filter { _, name in
          // A function may call what it is named after.
          !statement.contains { $0.commands.contains { $0.words.starts(with: ["command", name]) } }
        }.map { index, name in
          let isAlias = line.commands[index].words[0] == "alias"
          let whole = isAlias ? line : definition(line)
          let why = "it hides the shim of tvm"
          let edit =
            isAlias
            ? line.removal(ofCommand: index, why: why)
            : whole.flatMap { $0.withoutCommands(why: why) }
          return HidingDefinition(program: name, line: whole ?? line, edit: edit, isAlias: isAlias)
        }
      }
    }
  }

  /// A line that begins a function with those that end it, as one; nil where others share the lines.
  private func definition(_ first: StartupLine) -> StartupLine? {
    var part = [first]
    var rest = lines.drop { $0.number <= first.number }
    // The brace may stand on a line of its own.
    if let next = rest.first, next.bytes.trimmed.equals("{") { part.append(rest.removeFirst()) }
    part += rest.prefix { $0.depth > first.depth }
    let last = part[part.count - 1]
    guard first.commands.first?.words.first == "function",
      part.flatMap(\.commands).count(where: { $0.words.first == "function" }) == 1,
      let end = syntax.endOfFunction, last.commands.isEmpty || last.bytes.text.hasSuffix(end)
    else { return nil }
    return StartupLine(
      path,
      ShellScript.Line(
        number: first.number, bytes: Bytes(part.map { $0.bytes[...] }, separatedBy: "\n"),
        commands: first.commands, depth: first.depth, isWhole: true),
      syntax)
  }
}

extension StartupLine {
  /// The shims that its commands hide, with the positions of those.
  fileprivate var hiddenShims: [(command: Int, name: String)] {
    commands.enumerated().compactMap { index, command in
      guard command.words.count >= 2, ["alias", "function"].contains(command.words[0]) else {
        return nil
      }
      // Options of zsh's alias are no names.
      let name = String(command.words[1].prefix { $0 != "=" && $0 != "(" })
      let isLonger = command.words[0] == "alias" && command.runs(name)
      return Language(program: Bytes(name.utf8)[...]) != nil && !isLonger ? (index, name) : nil
    }
  }
}

extension ScriptCommand {
  /// Whether an alias only adds arguments to the program of its own name.
  fileprivate func runs(_ name: String) -> Bool {
    let value =
      words[1].contains("=")
      ? String(words[1].dropFirst(name.count + 1)) : words.dropFirst(2).first
    return value?.split(separator: " ").first.map(String.init) == name
  }
}
