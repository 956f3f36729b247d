extension BytesSlice {
  /// Whether this is an integer or a float of TOML.
  var isTOMLNumber: Bool {
    var rest = self
    let isSigned = rest.takeByte("+") || rest.takeByte("-")
    if rest.equals("inf") || rest.equals("nan") { return true }
    if !isSigned, rest.take("0x") { return rest.isDigits(where: { $0.isHexDigit }) }
    if !isSigned, rest.take("0o") { return rest.isDigits(where: { $0 >= 48 && $0 <= 55 }) }
    if !isSigned, rest.take("0b") { return rest.isDigits(where: { $0 == 48 || $0 == 49 }) }
    let whole = rest.takeDigits()
    guard whole.isDigits(where: { $0.isDigit }), whole.count == 1 || whole.first != 48 else {
      return false
    }
    if rest.takeByte("."), !rest.takeDigits().isDigits(where: { $0.isDigit }) { return false }
    if rest.takeByte("e") || rest.takeByte("E") {
      if !rest.takeByte("+") { _ = rest.takeByte("-") }
      if !rest.takeDigits().isDigits(where: { $0.isDigit }) { return false }
    }
    return rest.isEmpty
  }

  /// Whether this has the shape of a date, a time or both of TOML.
  var isTOMLTime: Bool {
    var rest = self
    if rest.takeShape("dd:dd:dd") {
      return rest.takeFraction() && rest.isEmpty
    }
    guard rest.takeShape("dddd-dd-dd") else { return false }
    if rest.isEmpty { return true }
    guard rest.takeByte("T") || rest.takeByte("t") || rest.takeByte(" "),
      rest.takeShape("dd:dd:dd"), rest.takeFraction()
    else { return false }
    if rest.takeByte("Z") || rest.takeByte("z") { return rest.isEmpty }
    if rest.takeByte("+") || rest.takeByte("-") { return rest.takeShape("dd:dd") && rest.isEmpty }
    return rest.isEmpty
  }

  @inline(never)
  private mutating func takeDigits() -> BytesSlice {
    let digits = prefix(while: { $0.isDigit || $0 == UInt8(ascii: "_") })
    self = self[digits.endIndex...]
    return digits
  }

  /// Whether these are digits with single underscores between them.
  @inline(never)
  private func isDigits(where isDigit: (UInt8) -> Bool) -> Bool {
    var previous = UInt8(ascii: "_")
    for byte in self {
      if byte == UInt8(ascii: "_") {
        if previous == byte { return false }
      } else if !isDigit(byte) {
        return false
      }
      previous = byte
    }
    return previous != UInt8(ascii: "_")
  }

  /// Takes a text off in which `d` stands for a digit and everything else for itself.
  private mutating func takeShape(_ shape: StaticString) -> Bool {
    guard count >= shape.utf8CodeUnitCount else { return false }
    for offset in 0..<shape.utf8CodeUnitCount {
      let wanted = shape.utf8Start[offset]
      let byte = self[startIndex + offset]
      guard wanted == UInt8(ascii: "d") ? byte.isDigit : byte == wanted else { return false }
    }
    removeFirst(shape.utf8CodeUnitCount)
    return true
  }

  /// Takes a fraction of a second off; false where a dot has no digits behind it.
  private mutating func takeFraction() -> Bool {
    guard takeByte(".") else { return true }
    let digits = prefix(while: { $0.isDigit })
    self = self[digits.endIndex...]
    return !digits.isEmpty
  }
}

extension UInt8 {
  /// Whether this is a hexadecimal digit.
  fileprivate var isHexDigit: Bool { isDigit || isLetter && (self | 32) <= 102 }
}
