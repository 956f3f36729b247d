extension Array where Element == UInt8 {
  /// The text as it may be shown on a terminal: longer texts are cut, and control characters, what
  /// turns the direction of writing, and bytes that are not UTF-8 become `\xNN`, so that nothing a
  /// project wrote can move the cursor, set colours or read as something else.
  @inline(never)
  package var printable: Bytes {
    let limit = 4096
    var text = Bytes()
    text.reserveCapacity(Swift.min(count, limit))
    var index = 0
    while index < count, index < limit {
      let length = self[index...].lengthOfShownCharacter
      text.append(contentsOf: self[index..<(index + length)])
      index += length
      guard length == 0 else { continue }
      text += "\\x"
      let byte = self[index]
      for digit in [byte >> 4, byte & 15] { text.append(digit < 10 ? 48 + digit : 87 + digit) }
      index += 1
    }
    if index < count { text += "…" }
    return text
  }
}

extension Array where Element == UInt8 {
  /// The text for people, with `~` for the home directory where a shell would take it so, too: at the
  /// beginning of a word that is not quoted.
  package func withTilde(for home: Bytes?) -> Bytes {
    guard let home, home.count > 1 else { return self }
    var text = Bytes()
    var index = 0
    while index < count {
      let isStart = index == 0 || self[index - 1] <= 32 || self[index - 1] == UInt8(ascii: "(")
      if isStart, self[index...].begins(with: home + "/") {
        text += "~"
        index += home.count
      } else {
        text.append(self[index])
        index += 1
      }
    }
    return text
  }
}

extension BytesSlice {
  /// How many bytes the first character has if it may be shown as it is; 0 if not.
  fileprivate var lengthOfShownCharacter: Int {
    guard let character = UTF8Character(beginning: self), !character.isControl else { return 0 }
    return character.length
  }
}

extension UTF8Character {
  /// Whether this is a control character, a line separator or a mark of the writing's direction.
  fileprivate var isControl: Bool {
    switch code {
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
