package import Resolution
import Toolchains

/// A line that loads tvm's hook.
package struct HookLine: Equatable, Sendable {
  /// The line.
  package let line: StartupLine
  /// The shell whose hook is asked for.
  package let shell: String
  /// The program that is to print it, by a path or a name.
  package let program: Path

  init?(_ line: StartupLine) {
    for command in line.commands {
      guard let (program, shell) = HookLine.call(in: command, line.syntax) else { continue }
      self.line = line
      self.shell = shell
      self.program = program
      return
    }
    return nil
  }

  /// The commands that run what another one prints.
  private static let verbs = [
    "eval", "source", ".", "builtin", "command", "Invoke-Expression", "iex",
  ]

  /// The call of `tvm hook` in a command, however it is written: `eval "$(tvm hook bash)"`,
  /// `source <(tvm hook zsh)`, `tvm hook fish | source`.
  private static func call(
    in command: ScriptCommand, _ syntax: ShellSyntax
  ) -> (program: Path, shell: String)? {
    if let call = call(command.words) { return call }
    guard verbs.contains(command.words.first ?? "") else { return nil }
    let inner = command.words.flatMap { $0.substitutions }.flatMap { text in
      ShellScript(Bytes(text.utf8), syntax).lines.flatMap(\.commands)
    }
    // What the grammar does not tell apart is taken apart at blanks and signs.
    let parts = command.programWords.map { String($0) }
    return inner.lazy.compactMap { call($0.words) }.first
      ?? parts.indices.lazy.compactMap { call(Array(parts[$0...])) }.first
  }

  private static func call(_ words: [String]) -> (program: Path, shell: String)? {
    let words = words.drop { ["builtin", "command"].contains($0) }.prefix(3)
    guard words.count == 3, let program = words.first.map({ Path($0) }), program.name.equals("tvm"),
      words[words.startIndex + 1] == "hook"
    else { return nil }
    return (program, words[words.startIndex + 2])
  }
}

extension String {
  /// What stands in the first `$(…)`, `<(…)` or `(…)`, and between backquotes.
  fileprivate var substitutions: [String] {
    let inBrackets = firstIndex(of: "(").flatMap { open in
      lastIndex(of: ")").flatMap { open < $0 ? String(self[index(after: open)..<$0]) : nil }
    }
    let inQuotes = firstIndex(of: "`").flatMap { open in
      lastIndex(of: "`").flatMap { open < $0 ? String(self[index(after: open)..<$0]) : nil }
    }
    return [inBrackets, inQuotes].compactMap { $0 }
  }
}

extension StartupLine {
  /// Whether this line loads a program's hook, by asking the program for it in whatever way or by naming
  /// the program among the plugins of zsh.
  func loadsHook(of program: String) -> Bool {
    commands.contains { command in
      let words = command.programWords
      let isAsked = words.indices.dropFirst().contains { index in
        words[index] == "hook" && words[index - 1].split(separator: "/").last == program[...]
      }
      let isPlugin = ["plugins=", "plugins+="].contains { command.text.hasPrefix($0) }
      return isAsked
        || isPlugin && command.text.split { " \t\n()=".contains($0) }.contains(program[...])
    }
  }

  /// The part of this line that has a word in it, by its number in the file, for lines that go on.
  package func part(with word: String) -> (number: Int, text: String) {
    let parts = bytes.parts(between: "\n")
    let index = parts.firstIndex { Bytes($0).text.contains(word) } ?? 0
    return (number + index, Bytes(parts[index].trimmed).printable.text)
  }
}

extension ScriptCommand {
  /// The words, those of commands in it included.
  fileprivate var programWords: [Substring] { text.split { " \t$<()`\"'".contains($0) } }
}
