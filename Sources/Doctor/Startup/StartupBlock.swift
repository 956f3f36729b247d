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

extension StartupFile {
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
