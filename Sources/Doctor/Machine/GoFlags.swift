/// The words of `GOFLAGS` and of `CC`.
///
/// Source: `Split` in cmd/internal/quoted: blanks part words, and a word may stand between quotes of
/// either kind as a whole.
struct GoFlags {
  /// The words in their order.
  let words: [String]

  /// The words of a value; nil where a quote is not closed.
  init?(_ text: String) {
    var words: [String] = []
    var rest = Substring(text)
    while true {
      rest = rest.drop { GoFlags.blanks.contains($0) }
      guard let first = rest.first else { break }
      if first == "'" || first == "\"" {
        let body = rest.dropFirst()
        guard let end = body.firstIndex(of: first) else { return nil }
        words.append(String(body[..<end]))
        rest = body[end...].dropFirst()
      } else {
        let word = rest.prefix { !GoFlags.blanks.contains($0) }
        words.append(String(word))
        rest = rest[word.endIndex...]
      }
    }
    self.words = words
  }

  /// The value with the whole words quoted where quotes were put around a part of one, as a shell
  /// would have it: `-ldflags="-s -w"`; nil where there is none.
  static func mended(_ text: String) -> String? {
    guard let flags = GoFlags(text) else { return nil }
    var words: [String] = []
    var open: (word: String, quote: Character)?
    for word in flags.words {
      if let (start, quote) = open {
        let part = start + " " + word.filter { $0 != quote }
        let isEnd = word.count { $0 == quote } % 2 == 1
        open = isEnd ? nil : (part, quote)
        if isEnd { words.append(part) }
      } else if let quote = word.first(where: { $0 == "\"" || $0 == "'" }),
        word.count(where: { $0 == quote }) % 2 == 1
      {
        open = (word.filter { $0 != quote }, quote)
      } else {
        words.append(word)
      }
    }
    guard open == nil, words.count < flags.words.count,
      !words.contains(where: { $0.contains("'") })
    else { return nil }
    return words.map { $0.contains { blanks.contains($0) } ? "'\($0)'" : $0 }
      .joined(separator: " ")
  }

  private static let blanks: Set<Character> = [" ", "\t", "\n", "\r", "\r\n"]

  /// Every value that a flag gets, in order; one or two dashes mean the same.
  func all(_ name: String) -> [String] {
    words.compactMap { word in
      for start in ["-\(name)=", "--\(name)="] where word.hasPrefix(start) {
        return String(word.dropFirst(start.count))
      }
      return nil
    }
  }

  /// The value of a flag, of which the last one counts.
  subscript(name: String) -> String? { all(name).last }

  /// Whether a switch is on.
  func isOn(_ name: String) -> Bool {
    words.contains("-\(name)") || words.contains("--\(name)") || self[name] == "true"
  }
}
