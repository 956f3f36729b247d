package import Resolution
import Toolchains

extension StartupLine {
  /// Whether this line makes the shell read another file.
  package func reads(_ path: Path, _ startup: StartupFiles) -> Bool {
    commands.contains { command in
      guard let verb = command.words.firstIndex(where: { [".", "source"].contains($0) }),
        verb + 1 < command.words.count
      else { return false }
      return Path(startup.expanded(command.words[verb + 1])) == path
    }
  }

  /// Whether this line may make the shell read no further.
  fileprivate var mayEnd: Bool {
    commands.contains { ["return", "exit", "exec"].contains($0.words.first) && !$0.isRedirection }
  }

  /// Whether this line asks whether the shell has a prompt.
  fileprivate var asksForPrompt: Bool {
    let text = bytes.text
    return ["$-", "$PS1", "${PS1", "interactive", "-t 0", "-t 1"].contains { text.contains($0) }
  }
}

extension ShellCommand {
  /// Whether `exec` only moves descriptors.
  fileprivate var isRedirection: Bool {
    words.first == "exec" && words.dropFirst().allSatisfy { $0.contains("<") || $0.contains(">") }
  }
}

extension StartupFile {
  /// The lines of each statement outside of all blocks, blocks with what is in them.
  package var statements: [[StartupLine]] {
    lines.reduce(into: []) { statements, line in
      if line.depth == 0 || statements.isEmpty {
        statements.append([line])
      } else {
        statements[statements.count - 1].append(line)
      }
    }
  }

  /// The line at which the shell stops reading, whatever comes then.
  package var lineThatEnds: StartupLine? {
    lines.first { line in
      line.depth == 0 && line.mayEnd
        && line.commands.allSatisfy {
          $0.isCertain && ["return", "exit", "exec"].contains($0.words.first)
        }
    }
  }

  /// The first line of the statement before a line at which the shell may stop reading.
  ///
  /// One that asks for a prompt lets shells with a prompt go on, so any other is likelier.
  package func statementThatEnds(before number: Int) -> StartupLine? {
    if let line = lineThatEnds, line.number < number { return line }
    let found = statements.filter { statement in
      guard let first = statement.first, let last = statement.last, last.number < number else {
        return false
      }
      return first.commands.first?.words.first != "function" && statement.contains(where: \.mayEnd)
    }
    let likely = found.last { statement in !statement.contains(where: \.asksForPrompt) }
    return (likely ?? found.first)?.first
  }

  /// Whether no command that a shell comes to stands behind a line.
  package func isLast(_ line: StartupLine) -> Bool {
    let end = lineThatEnds?.number ?? .max
    return !lines.contains {
      $0.number > line.number && $0.number < end && !$0.commands.isEmpty
    }
  }
}

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
    let end = syntax == .fish ? "end" : "}"
    let last = part[part.count - 1]
    guard first.commands.first?.words.first == "function",
      part.flatMap(\.commands).count(where: { $0.words.first == "function" }) == 1,
      last.commands.isEmpty || last.bytes.text.hasSuffix(end)
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

extension ShellCommand {
  /// Whether an alias only adds arguments to the program of its own name.
  fileprivate func runs(_ name: String) -> Bool {
    let value =
      words[1].contains("=")
      ? String(words[1].dropFirst(name.count + 1)) : words.dropFirst(2).first
    return value?.split(separator: " ").first.map(String.init) == name
  }
}
