/// A character of UTF-8 text with the bytes it takes.
package struct UTF8Character {
  /// The number that Unicode gives it.
  package let code: UInt32

  /// How many bytes it takes.
  package let length: Int

  /// The character that bytes begin with, or nil where they are not well-formed.
  package init?(beginning bytes: BytesSlice) {
    guard let first = bytes.first else { return nil }
    if first < 0x80 {
      code = UInt32(first)
      length = 1
      return
    }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let smallest: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
    guard first >= 0xC2, first <= 0xF4, bytes.count >= length else { return nil }
    var code = UInt32(first) & (0x7F >> UInt32(length))
    for index in (bytes.startIndex + 1)..<(bytes.startIndex + length) {
      guard bytes[index] & 0xC0 == 0x80 else { return nil }
      code = code << 6 | UInt32(bytes[index] & 0x3F)
    }
    guard code >= smallest, UTF8Character.isScalar(code) else { return nil }
    self.code = code
    self.length = length
  }

  /// Whether a number stands for a character and not for half of one or nothing.
  static func isScalar(_ code: UInt32) -> Bool {
    code < 0xD800 || code > 0xDFFF && code <= 0x10FFFF
  }

  /// The bytes of a character, or nil where the number stands for none.
  package static func bytes(_ code: UInt32) -> Bytes? {
    guard isScalar(code) else { return nil }
    func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(code >> shift & 0x3F) }
    if code < 0x80 { return [UInt8(code)] }
    if code < 0x800 { return [0xC0 | UInt8(code >> 6), tail(0)] }
    if code < 0x10000 { return [0xE0 | UInt8(code >> 12), tail(6), tail(0)] }
    return [0xF0 | UInt8(code >> 18), tail(12), tail(6), tail(0)]
  }
}

extension Array where Element == UInt8 {
  /// Whether the bytes are well-formed UTF-8 without any NUL, as a text file is.
  package var isText: Bool {
    var index = lengthOfASCII
    while index < count {
      if self[index] > 0, self[index] < 0x80 {
        index += 1
        continue
      }
      guard let character = UTF8Character(beginning: self[index...]), character.code > 0 else {
        return false
      }
      index += character.length
    }
    return true
  }

  /// How many bytes at the start are ASCII without any NUL, in steps of eight: nearly everything is.
  private var lengthOfASCII: Int {
    withUnsafeBytes { bytes in
      var index = 0
      while index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // Of a byte that is zero or above 127 the first bit is set in one of the two.
        let marks = (word &- 0x0101_0101_0101_0101) | word
        if marks & 0x8080_8080_8080_8080 != 0 { break }
        index += 8
      }
      return index
    }
  }
}
