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

  /// Whether this is a date, a time or both of TOML.
  var isTOMLTime: Bool {
    var rest = self
    if rest.takeTime() { return rest.isEmpty }
    rest = self
    guard rest.takeDay() else { return false }
    if rest.isEmpty { return true }
    guard rest.takeByte("T") || rest.takeByte("t") || rest.takeByte(" "), rest.takeTime()
    else { return false }
    if rest.takeByte("+") || rest.takeByte("-") {
      guard rest.takeNumber(2, 0...23) != nil, rest.takeByte(":"),
        rest.takeNumber(2, 0...59) != nil
      else { return false }
    } else if !rest.takeByte("Z") {
      _ = rest.takeByte("z")
    }
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

  /// Takes a number of so many digits off; nil where it is another.
  @inline(never)
  private mutating func takeNumber(_ digits: Int, _ range: ClosedRange<Int>) -> Int? {
    var number = 0
    for _ in 0..<digits {
      guard let byte = first, byte.isDigit else { return nil }
      number = 10 * number + Int(byte - 48)
      self = dropFirst()
    }
    return range.contains(number) ? number : nil
  }

  /// Takes a day of the calendar off.
  private mutating func takeDay() -> Bool {
    guard let year = takeNumber(4, 0...9999), takeByte("-"), let month = takeNumber(2, 1...12),
      takeByte("-"), let day = takeNumber(2, 1...31)
    else { return false }
    if month == 2 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      return day <= (isLeap ? 29 : 28)
    }
    // Up to July the odd months are the long ones, then the even ones.
    return day <= 30 + (month + month / 8) % 2
  }

  /// Takes a time of day off, whose seconds may be missing.
  private mutating func takeTime() -> Bool {
    guard takeNumber(2, 0...23) != nil, takeByte(":"), takeNumber(2, 0...59) != nil else {
      return false
    }
    guard takeByte(":") else { return true }
    guard takeNumber(2, 0...60) != nil else { return false }
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
