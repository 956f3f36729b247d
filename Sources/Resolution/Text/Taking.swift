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

  /// Takes lines off up to the first one that begins with a byte, blanks aside.
  ///
  /// Of a long file nearly all lines are about something else: they cost two steps each.
  ///
  /// - Parameters:
  ///   - first: the byte; nil for whatever line comes.
  ///   - number: counts the lines that are taken off.
  /// - Returns: the line without blanks before it and without its line feed; nil where there is none.
  @inline(never)
  mutating func takeLine(beginningWith first: UInt8?, counting number: inout Int) -> BytesSlice? {
    let found = withUnsafeBytes { bytes -> Range<Int>? in
      var start = 0
      while start < bytes.count {
        number += 1
        while start < bytes.count, bytes[start].isBlank, bytes[start] != 10 { start += 1 }
        let end = bytes.lineEnd(from: start)
        if first == nil || start < end && bytes[start] == first { return start..<end }
        start = end + 1
      }
      return nil
    }
    let all = self
    guard let found else {
      self = all[endIndex...]
      return nil
    }
    self = all[Swift.min(all.startIndex + found.upperBound + 1, all.endIndex)...]
    return all[(all.startIndex + found.lowerBound)..<(all.startIndex + found.upperBound)]
  }
}

extension UnsafeRawBufferPointer {
  /// Where the line that goes on at a position ends, eight bytes a step: most lines are too short for
  /// a call of the C library to be worth it.
  @inline(__always)
  fileprivate func lineEnd(from start: Int) -> Int {
    var index = start
    while index + 8 <= count {
      let word =
        UInt64(littleEndian: loadUnaligned(fromByteOffset: index, as: UInt64.self))
        ^ 0x0A0A_0A0A_0A0A_0A0A
      // The lowest bit that is set belongs to the first byte that was a line feed.
      let marks = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      if marks != 0 { return index + marks.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < count, self[index] != 10 { index += 1 }
    return index
  }
}
