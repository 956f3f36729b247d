import Resolution
import Toolchains

/// A command with its words, quotes taken away.
package struct ScriptCommand: Equatable, Sendable {
  /// The words; `$` and `~` and what a program would print stay as they stand.
  package let words: [String]
  /// Where each word stands among the bytes of its line.
  package let ranges: [Range<Int>]
  /// Whether it runs whenever the file is read: it stands in no block, and behind no `&&` or `||`.
  package let isCertain: Bool

  /// What it stands for as text, to look for a part of it.
  package var text: String { words.joined(separator: " ") }

  /// Where it stands among the bytes of its line.
  package var range: Range<Int> {
    (ranges.first?.lowerBound ?? 0)..<(ranges.last?.upperBound ?? 0)
  }

  /// Whether it only looks at something, so that nothing is lost with it.
  package var isTest: Bool {
    switch words.first {
    case "[", "[[", "test", "type", "hash", "which", ":", "true", "status": true
    case "command": words.dropFirst().first?.hasPrefix("-") == true
    case "set": words.dropFirst().first?.hasPrefix("-q") == true
    default: false
    }
  }

  /// The program that it runs, words before it such as `nocorrect` or `env X=1` passed over, and whether
  /// one of them makes the shell look for a program only.
  package var program: (name: String, isPastFunctions: Bool)? {
    var isPastFunctions = false
    for word in words {
      switch word {
      case "command", "env", "exec", "nice", "nohup", "grc": isPastFunctions = true
      case "noglob", "nocorrect", "time", "builtin", "-", "and", "or", "not", "if", "while":
        continue
      default:
        if word.hasPrefix("-") || RawAssignment.isAssignment(word) { continue }
        return (word, isPastFunctions)
      }
    }
    return nil
  }
}

extension ScriptCommand {
  /// The words between the blanks of a line of an unknown grammar; nil where it has none but a comment.
  init?(words line: BytesSlice) {
    let words = line.words
    guard let first = words.first, first.first != UInt8(ascii: "#") else { return nil }
    self.words = words.map { Bytes($0).text }
    ranges = words.map {
      ($0.startIndex - line.startIndex)..<($0.endIndex - line.startIndex)
    }
    isCertain = false
  }
}
