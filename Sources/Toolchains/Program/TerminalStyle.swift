/// How text stands out on a terminal; the words mean the same without.
package enum TerminalStyle: Int, Sendable {
  case bold = 1
  case dim = 2
  case red = 31
  case green = 32
  case yellow = 33
  case cyan = 36

  /// A text in this style.
  package func painted(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }

  /// A message whose first word is in this style; warnings, notes and help have their own.
  func painted(message: String) -> String {
    message.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { index, line in
        let (start, rest) = index == 0 ? line.cut(behind: "tvm: ") : ("", line)
        return (start.isEmpty ? "" : painted(String(start))) + TerminalStyle.painted(line: rest)
      }
      .joined(separator: "\n")
  }

  private static func painted(line: Substring) -> String {
    let words: [(String, TerminalStyle)] = [
      ("warning: ", .yellow), ("note: ", .cyan), ("help: ", .cyan),
    ]
    for (word, style) in words where line.hasPrefix(word) {
      let (start, rest) = line.cut(behind: word)
      let text = String(rest)
      return style.painted(String(start)) + (word == "help: " ? bold.painted(text) : text)
    }
    return String(line)
  }
}

extension Substring {
  /// What the text begins with, and the rest; nothing where it begins otherwise.
  fileprivate func cut(behind start: String) -> (start: Substring, rest: Substring) {
    hasPrefix(start) ? (prefix(start.count), dropFirst(start.count)) : ("", self)
  }
}
