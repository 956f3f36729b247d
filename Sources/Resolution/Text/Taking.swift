extension BytesSlice {
  /// Takes leading digits off as a number.
  ///
  /// - Returns: the number, or nil where there is none, one with a leading zero or one too long.
  @inline(never)
  mutating func takeNumber() -> Int? {
    var number = 0
    var index = startIndex
    while index < endIndex, self[index].isDigit {
      // More than nine digits, or more than a zero.
      guard index - startIndex < 9, index == startIndex || number > 0 else { return nil }
      number = number * 10 + Int(self[index] - 48)
      index += 1
    }
    guard index > startIndex else { return nil }
    self = self[index...]
    return number
  }

  /// Takes one byte off if it is the first.
  @inline(never)
  mutating func takeByte(_ byte: Unicode.Scalar) -> Bool {
    guard first == UInt8(ascii: byte) else { return false }
    self = self[(startIndex + 1)...]
    return true
  }

  /// Takes a leading literal off if it is there.
  @inline(never)
  mutating func take(_ literal: StaticString) -> Bool {
    guard starts(with: literal) else { return false }
    self = self[(startIndex + literal.utf8CodeUnitCount)...]
    return true
  }
}
