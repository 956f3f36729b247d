internal import Resolution

extension Array where Element == UInt8 {
  /// The text as it may be shown on a terminal.
  var shown: String { printable.text }
}

extension String {
  /// The text as it may be shown on a terminal.
  package var shown: String { Bytes(utf8).printable.text }

  /// The text as it may be shown on a terminal, but for line ends and tabs, which stay: what consists of
  /// lines, such as a message or a piece of a file.
  package var shownLines: String {
    guard utf8.contains(where: { $0 < 32 || $0 > 126 }) else { return self }
    return split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).shown }
        .joined(separator: "\t")
    }.joined(separator: "\n")
  }

  /// The text where it quotes words of a command line as they are: none of them makes a line.
  package func shown(quoting words: [String]) -> String {
    words.reduce(self) { text, word in
      // The value of `--name=value` is quoted alone.
      ([word] + word.split(separator: "=", maxSplits: 1).map(String.init))
        .filter { $0.contains("\n") }.reduce(text) { $0.replacing($1, with: $1.shown) }
    }
  }

  /// The text for people, with `~` for the user's home directory.
  package var withTilde: String {
    Bytes(utf8).withTilde(for: World.live.setVariable(Variables.userHome)).text
  }

  /// The text with as much of its middle left out as it takes to be no longer than some characters; what is
  /// behind the last slash stays.
  package func shortened(to width: Int) -> String {
    guard count > width else { return self }
    let end = lastIndex(of: "/").map { String(self[$0...]) } ?? String(suffix(width / 2))
    return prefix(max(0, width - end.count - 1)) + "…" + end
  }

  /// A server's URL as it may be shown to anybody.
  var shownURL: String { withoutCredentials.shown }

  /// The text as one word of a command that may be copied.
  var quoted: String { Bytes(utf8).shellQuoted.text }
}
