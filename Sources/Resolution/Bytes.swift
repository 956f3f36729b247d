/// A byte string: what paths, arguments and environment variables are on Unix, UTF-8 or not.
package typealias Bytes = [UInt8]

/// A part of a byte string.
package typealias BytesSlice = ArraySlice<UInt8>

extension Array where Element == UInt8 {
  /// The bytes of a literal.
  @inline(never)
  package init(_ literal: StaticString) {
    self.init(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// The bytes of a C string, without its final NUL.
  @inline(never)
  package init(cString: UnsafePointer<CChar>) {
    var count = 0
    while cString[count] != 0 { count += 1 }
    self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      for index in 0..<count {
        buffer.initializeElement(at: index, to: UInt8(bitPattern: cString[index]))
      }
      initialized = count
    }
  }

  /// The decimal digits of a number.
  package init(decimal number: Int) {
    self = []
    var rest = number.magnitude
    repeat {
      append(UInt8(truncatingIfNeeded: 48 + rest % 10))
      rest /= 10
    } while rest > 0
    if number < 0 { append(UInt8(ascii: "-")) }
    reverse()
  }

  /// The bytes of both, one behind the other.
  @inline(never)
  package static func + (left: Self, right: Self) -> Self {
    var joined = left
    joined.append(contentsOf: right)
    return joined
  }

  /// The bytes and those of a literal behind them.
  @inline(never)
  package static func + (left: Self, right: StaticString) -> Self {
    var joined = left
    joined += right
    return joined
  }

  /// The parts with a separator between them.
  @inline(never)
  package init(_ parts: [BytesSlice], separatedBy separator: StaticString) {
    self = []
    for index in parts.indices {
      if index > 0 { self += separator }
      append(contentsOf: parts[index])
    }
  }

  /// The parts with a separator between them.
  @inline(never)
  package init(_ parts: [Bytes], separatedBy separator: StaticString) {
    self = []
    for index in parts.indices {
      if index > 0 { self += separator }
      append(contentsOf: parts[index])
    }
  }

  /// Appends the bytes of a literal.
  @inline(never)
  package static func += (left: inout Self, right: StaticString) {
    left.append(
      contentsOf: UnsafeBufferPointer(start: right.utf8Start, count: right.utf8CodeUnitCount))
  }

  /// Calls the body with the bytes as a C string, NUL appended.
  package func withCString<Result, Failure: Error>(
    _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var terminated = self
    terminated.append(0)
    let count = terminated.count
    return try terminated.withUnsafeMutableBufferPointer {
      (buffer) throws(Failure) -> Result in
      try buffer.withMemoryRebound(to: CChar.self) { (chars) throws(Failure) -> Result in
        // A non-empty array has a base address; the fallback only satisfies the type.
        guard let start = chars.baseAddress, count > 0 else { return try body([0]) }
        return try body(start)
      }
    }
  }
}

extension BytesSlice {
  /// Whether these are exactly the bytes of a literal.
  @inline(never)
  package func equals(_ literal: StaticString) -> Bool {
    count == literal.utf8CodeUnitCount && starts(with: literal)
  }

  /// Whether these begin with the bytes of a literal.
  @inline(never)
  package func starts(with literal: StaticString) -> Bool {
    starts(
      with: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// The part without blanks at both ends: spaces, tabs, carriage returns, line feeds.
  @inline(never)
  package var trimmed: BytesSlice {
    var part = self[...]
    while let first = part.first, first.isBlank { part.removeFirst() }
    while let last = part.last, last.isBlank { part.removeLast() }
    return part
  }

  /// The non-empty parts between runs of blanks.
  @inline(never)
  package var words: [BytesSlice] {
    var words: [BytesSlice] = []
    var rest = trimmed
    while !rest.isEmpty {
      let word = rest.prefix(while: { !$0.isBlank })
      words.append(word)
      rest = rest[word.endIndex...].trimmed
    }
    return words
  }

  /// The parts between separators, empty ones included.
  @inline(never)
  package func parts(between separator: Unicode.Scalar) -> [BytesSlice] {
    var parts: [BytesSlice] = []
    var rest = self[...]
    while let end = rest.firstIndex(of: UInt8(ascii: separator)) {
      parts.append(rest[..<end])
      rest = rest[(end + 1)...]
    }
    parts.append(rest)
    return parts
  }

  /// The number these decimal digits write, or nil where there are none, others, a leading zero or
  /// more than nine.
  @inline(never)
  package var decimal: Int? {
    guard !isEmpty, count <= 9, count == 1 || first != UInt8(ascii: "0") else { return nil }
    var value = 0
    for byte in self {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return value
  }
}

extension Array where Element == UInt8 {
  /// Whether these begin with the bytes of a literal.
  package func starts(with literal: StaticString) -> Bool { self[...].starts(with: literal) }

  /// The part without blanks at both ends: spaces, tabs, carriage returns, line feeds.
  package var trimmed: BytesSlice { self[...].trimmed }

  /// The non-empty parts between runs of blanks.
  package var words: [BytesSlice] { self[...].words }

  /// The parts between separators, empty ones included.
  package func parts(between separator: Unicode.Scalar) -> [BytesSlice] {
    self[...].parts(between: separator)
  }
}

extension UInt8 {
  /// Whether this is an ASCII digit.
  package var isDigit: Bool { self >= 48 && self <= 57 }

  /// Whether this is an ASCII letter.
  package var isLetter: Bool { (self | 32) >= 97 && (self | 32) <= 122 }

  /// Whether this is a space, a tab, a carriage return or a line feed.
  package var isBlank: Bool { self == 32 || self == 9 || self == 13 || self == 10 }
}
