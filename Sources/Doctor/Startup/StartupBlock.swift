package import Resolution
import Toolchains

extension StartupLine {
  /// Whether this line makes the shell read another file.
  package func reads(_ path: Path, _ startup: StartupFiles) -> Bool {
    words.commands.contains { command in
      guard let verb = command.firstIndex(where: { [".", "source"].contains($0) }),
        verb + 1 < command.count
      else { return false }
      return Path(startup.expanded(command[verb + 1])) == path
    }
  }
}

extension StartupLine {
  /// Whether this line defines an alias or a function that a shell prefers to a shim.
  var hidesShim: Bool {
    words.commands.contains { command in
      guard command.count >= 2, ["alias", "function"].contains(command[0]) else { return false }
      // Options of zsh's alias are no names.
      return command.dropFirst().prefix(1).contains { word in
        let name = word.prefix { $0 != "=" && $0 != "(" }
        let isLonger = command[0] == "alias" && Self.isSame(name, word, command)
        return Language(program: Bytes(name.utf8)[...]) != nil && !isLonger
      }
    }
  }

  /// Whether an alias only adds arguments to the program of its own name.
  private static func isSame(_ name: Substring, _ word: String, _ command: [String]) -> Bool {
    let value =
      word.contains("=") ? String(word.dropFirst(name.count + 1)) : command.dropFirst(2).first
    return value?.split(separator: " ").first == name
  }
}

extension StartupFile {
  /// A line before the hook that makes the shell read no further, whatever comes then.
  func lineThatEnds(before hooks: [HookLine]) -> StartupLine? {
    guard let hook = hooks.first(where: { $0.line.file == path }) else { return nil }
    return lines.first { line in
      guard line.number < hook.line.number, line.words.commands.count == 1,
        let verb = line.words.commands.first?.first, ["return", "exit", "exec"].contains(verb)
      else { return false }
      return block(around: line) == line
    }
  }

  /// The first line of the outermost `if` that a line stands in, or the line itself.
  package func block(around line: StartupLine) -> StartupLine? {
    var depth = 0
    var start: StartupLine?
    for candidate in lines {
      let verbs = candidate.words.commands.compactMap(\.first)
      if depth == 0 { start = candidate }
      depth += verbs.count { ["if", "case", "for", "while"].contains($0) }
      if candidate == line { return start }
      depth -= verbs.count { ["fi", "esac", "done"].contains($0) }
    }
    return nil
  }
}
