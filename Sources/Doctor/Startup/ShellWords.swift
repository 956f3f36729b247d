/// The words of one line of a shell script, as far as they can be told without running it.
package struct ShellWords: Equatable, Sendable {
  /// The words of each command of the line, without quotes, `$` and `~` as they stand.
  package let commands: [[String]]

  /// Whether every quote on the line is closed on it.
  package let isComplete: Bool

  /// Whether the line continues on the next one.
  package let continues: Bool

  /// The words of a line.
  package init(_ line: String) {
    var scanner = Scanner(Array(line.unicodeScalars))
    scanner.scan()
    commands = scanner.commands.filter { !$0.isEmpty }
    isComplete = scanner.isComplete
    continues = scanner.continues
  }

  private struct Scanner {
    private let text: [Unicode.Scalar]
    private var index = 0
    private var word = String.UnicodeScalarView()
    private var hasWord = false
    private(set) var commands: [[String]] = [[]]
    private(set) var isComplete = true
    private(set) var continues = false

    init(_ text: [Unicode.Scalar]) { self.text = text }

    mutating func scan() {
      while index < text.count {
        let scalar = text[index]
        index += 1
        switch scalar {
        case " ", "\t", "\r": endWord()
        case "#" where !hasWord: index = text.count
        case "'": quoted("'")
        case "\"": quoted("\"")
        case "\\":
          if index < text.count { take(text[index]) } else { continues = true }
          index += 1
        case "$" where index < text.count && text[index] == "(": substitution()
        case ";", "&", "|", "\n": endCommand()
        case "(" where !hasWord, ")" where !hasWord: endCommand()
        default: take(scalar)
        }
      }
      endWord()
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
      word.append(scalar)
      hasWord = true
    }

    private mutating func endWord() {
      if hasWord { commands[commands.count - 1].append(String(word)) }
      word = String.UnicodeScalarView()
      hasWord = false
    }

    private mutating func endCommand() {
      endWord()
      commands.append([])
    }

    private mutating func quoted(_ quote: Unicode.Scalar) {
      hasWord = true
      while index < text.count {
        let scalar = text[index]
        index += 1
        if scalar == quote { return }
        if quote == "\"", scalar == "$", index < text.count, text[index] == "(" {
          substitution()
        } else if quote == "\"", scalar == "\\", index < text.count,
          ["\"", "\\", "$", "`"].contains(text[index])
        {
          word.append(text[index])
          index += 1
        } else {
          word.append(scalar)
        }
      }
      isComplete = false
    }

    /// A `$(…)` stays as it stands: what it gives is known to nobody here.
    private mutating func substitution() {
      hasWord = true
      word.append("$")
      var depth = 0
      while index < text.count {
        let scalar = text[index]
        index += 1
        word.append(scalar)
        if scalar == "(" { depth += 1 }
        if scalar == ")" {
          depth -= 1
          if depth == 0 { return }
        }
      }
      isComplete = false
    }
  }
}
