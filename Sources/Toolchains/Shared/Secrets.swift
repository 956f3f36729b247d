private import Resolution

extension String {
  /// The text without what nobody else may read: the user's part of URLs, the values of names that say
  /// that they are secret, what begins as the well-known tokens do.
  ///
  /// Reports, differences and messages are shown like this.
  package var withoutSecrets: String {
    guard utf8.contains(where: { ":=_-".utf8.contains($0) }) else { return self }
    return split(separator: "\n", omittingEmptySubsequences: false)
      .map { Secrets.hidden(Bytes($0.utf8)).text }.joined(separator: "\n")
  }
}

/// What is secret in a line of text.
private enum Secrets {
  static let mask = Bytes("***")

  /// What a name has in it that stands for something secret, in capital letters.
  static let marks =
    ([
      "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "API_KEY", "APIKEY",
      "ACCESS_KEY", "PRIVATE_KEY", "SIGNING_KEY", "AUTHORIZATION", "AUTH_KEY", "_PASS", "_KEY_BASE",
    ] as [StaticString]).map { Bytes($0) }

  /// Names whose values hold variables, and the key to tvm's own record.
  static let names = [Variables.environment, Variables.direnvDifference].map { Bytes($0) }

  /// What tokens begin with that are known for it.
  static let beginnings =
    ([
      "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk-",
      "AKIA",
      "pypi-", "eyJ",
    ] as [StaticString]).map { Bytes($0) }

  static func hidden(_ line: Bytes) -> Bytes {
    var text = Bytes()
    var index = 0
    while index < line.count {
      if line[index...].starts(with: "://".utf8), let end = userEnd(line, index + 3) {
        text += Bytes("://") + mask
        index = end
        continue
      }
      let word = line[index...].prefix { $0.isLetter || $0.isDigit || $0 == 0x5F || $0 == 0x2D }
      guard !word.isEmpty else {
        text.append(line[index])
        index += 1
        continue
      }
      index = word.endIndex
      if word.count >= 16, beginnings.contains(where: { word.starts(with: $0) }) {
        text += mask
        continue
      }
      text += word
      guard isSecret(word), let value = value(line, index) else { continue }
      text += line[index..<value.lowerBound] + mask
      index = value.upperBound
    }
    return text
  }

  /// Where the user's part of a URL ends, at its `@`; nil where it has none that is secret.
  private static func userEnd(_ line: Bytes, _ start: Int) -> Int? {
    let host = line[start...].prefix { byte in
      byte > 32 && !"/?#\"'`<>,;|)".utf8.contains(byte)
    }
    guard let at = host.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    // The one user whom everybody knows, and what stands in the place of a user in messages.
    return ["git", "USER:PASSWORD"].contains { host[..<at].elementsEqual($0.utf8) } ? nil : at
  }

  private static func isSecret(_ word: BytesSlice) -> Bool {
    let name = word.map { byte -> UInt8 in
      byte == 0x2D ? 0x5F : byte >= 0x61 && byte <= 0x7A ? byte - 32 : byte
    }
    return marks.contains { mark in
      name.indices.contains { name[$0...].starts(with: mark) }
    } || names.contains(name)
  }

  /// Where the value stands that follows a name; nil for none, and for one that stands elsewhere.
  private static func value(_ line: Bytes, _ end: Int) -> Range<Int>? {
    let blanks: [UInt8] = [0x20, 0x09]
    var index = end
    func skip(_ bytes: [UInt8]) {
      while index < line.count, bytes.contains(line[index]) { index += 1 }
    }
    skip(Array("\"'".utf8))
    skip(blanks)
    guard index < line.count, line[index] == UInt8(ascii: "=") || line[index] == UInt8(ascii: ":")
    else { return nil }
    let isHeader = line[index] == UInt8(ascii: ":")
    index += 1
    skip(blanks)
    guard index < line.count else { return nil }
    let quote = line[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      index += 1
      let stop = line[index...].firstIndex(of: quote) ?? line.count
      return range(line, index..<stop)
    }
    let rest = line[index...]
    let first = rest.prefix { !blanks.contains($0) && !",;\"'`)".utf8.contains($0) }
    let words = ["BEARER", "BASIC", "TOKEN"]
    let isScheme = words.contains(Bytes(first).text.uppercased())
    guard isHeader, isScheme else { return range(line, index..<first.endIndex) }
    return range(line, index..<(rest.firstIndex { "\"'`".utf8.contains($0) } ?? line.count))
  }

  private static func range(_ line: Bytes, _ range: Range<Int>) -> Range<Int>? {
    // A variable or an expression is only where the secret comes from.
    guard !range.isEmpty, line[range.lowerBound] != UInt8(ascii: "$") else { return nil }
    return range
  }
}
