import Resolution

/// Walks through the bytes of a JSON file with comments.
struct JSONCScanner {
  let bytes: Bytes
  private(set) var position: Int
  /// The line here, from 1.
  private(set) var line: Int

  init(_ bytes: Bytes, at position: Int = 0) {
    self.bytes = bytes
    self.position = position
    line = JSONCScanner.lineEnds(in: bytes[..<position]) + 1
  }

  /// The byte here; nil at the end.
  var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private static func lineEnds(in part: BytesSlice) -> Int {
    part.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
  }

  func error(_ fault: JSONCError.Fault) -> JSONCError { JSONCError(line: line, fault: fault) }

  /// Goes on by some bytes.
  mutating func advance(_ count: Int = 1) {
    line += JSONCScanner.lineEnds(in: bytes[position..<(position + count)])
    position += count
  }

  /// Goes beyond a byte if it is the one here.
  mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: wanted) else { return false }
    advance()
    return true
  }

  /// Goes beyond blanks, line ends and comments.
  mutating func skipTrivia() throws(JSONCError) {
    while let byte {
      if byte.isBlank {
        advance()
      } else if try !skipComment() {
        return
      }
    }
  }

  /// Goes beyond blanks and comments that begin on this line, and stops before the line's end.
  mutating func skipRestOfLine() throws(JSONCError) {
    var end = position
    while let byte {
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
        advance()
      } else if try skipComment() {
        end = position
      } else {
        break
      }
    }
    position = end
  }

  /// Goes beyond a comment; a line comment ends before its line's end.
  private mutating func skipComment() throws(JSONCError) -> Bool {
    guard byte == UInt8(ascii: "/"), position + 1 < bytes.count else { return false }
    switch bytes[position + 1] {
    case UInt8(ascii: "/"):
      while let byte, byte != UInt8(ascii: "\n") { advance() }
      if bytes[position - 1] == 13 { position -= 1 }
      return true
    case UInt8(ascii: "*"):
      let opened = error(.comment)
      advance(2)
      while let byte {
        if byte == UInt8(ascii: "*"), position + 1 < bytes.count,
          bytes[position + 1] == UInt8(ascii: "/")
        {
          advance(2)
          return true
        }
        advance()
      }
      throw opened
    default: return false
    }
  }
}
