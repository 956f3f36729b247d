extension Array where Element == UInt8 {
  /// The text as it may be shown on a terminal: longer texts are cut, and control characters, what
  /// turns the direction of writing, and bytes that are not UTF-8 become `\xNN`, so that nothing a
  /// project wrote can move the cursor, set colours or read as something else.
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

extension BytesSlice {
  /// How many bytes the first character has if it may be shown as it is; 0 if not.
  fileprivate var lengthOfShownCharacter: Int {
    guard let first else { return 0 }
    if first < 0x80 { return first < 32 || first == 127 ? 0 : 1 }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let smallest: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
    guard first >= 0xC2, first <= 0xF4, count >= length else { return 0 }
    var code = UInt32(first) & (0x7F >> UInt32(length))
    for byte in dropFirst().prefix(length - 1) {
      guard byte & 0xC0 == 0x80 else { return 0 }
      code = code << 6 | UInt32(byte & 0x3F)
    }
    guard code >= smallest, let scalar = Unicode.Scalar(code) else { return 0 }
    return scalar.isControl ? 0 : length
  }
}

extension Unicode.Scalar {
  /// Whether this is one of the C1 controls, a line separator or a mark of the writing's direction.
  fileprivate var isControl: Bool {
    switch value {
    case 0x80...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
