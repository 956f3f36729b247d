import Resolution
import Toolchains

extension StartupLine {
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

extension ScriptCommand {
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
