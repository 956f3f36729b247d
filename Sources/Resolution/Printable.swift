extension Array where Element == UInt8 {
  /// The text as it may be shown on a terminal: control bytes become `\xNN`, so that nothing a
  /// project wrote can move the cursor or set colours; longer texts are cut.
  package var printable: Bytes {
    let limit = 4096
    var text = Bytes()
    text.reserveCapacity(Swift.min(count, limit))
    for byte in prefix(limit) {
      if byte < 32 || byte == 127 {
        text += "\\x"
        for digit in [byte >> 4, byte & 15] { text.append(digit < 10 ? 48 + digit : 87 + digit) }
      } else {
        text.append(byte)
      }
    }
    if count > limit { text += "…" }
    return text
  }
}
