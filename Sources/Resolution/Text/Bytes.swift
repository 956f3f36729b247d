private import CLibc

/// A byte string: what paths, arguments and environment variables are on Unix, UTF-8 or not.
package typealias Bytes = [UInt8]

/// A part of a byte string.
package typealias BytesSlice = ArraySlice<UInt8>

extension Array where Element == UInt8 {
  /// The bytes of two pieces of memory, one behind the other, with a separator between them.
  ///
  /// Embedded Swift appends byte for byte; nearly all that is built here is two pieces.
  @inline(never)
  private init(
    _ first: UnsafeRawBufferPointer, separator: UInt8?, _ second: UnsafeRawBufferPointer
  ) {
    let middle = first.count + (separator == nil ? 0 : 1)
    let count = middle + second.count
    self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      guard let memory = buffer.baseAddress else { return }
      if let start = first.baseAddress { memcpy(memory, start, first.count) }
      if let separator { memory[first.count] = separator }
      if let start = second.baseAddress { memcpy(memory + middle, start, second.count) }
      initialized = count
    }
  }

  /// The bytes of two slices, one behind the other, with a separator between them.
  init(_ left: BytesSlice, separator: UInt8? = nil, _ right: BytesSlice) {
    self = left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in Self(left, separator: separator, right) }
    }
  }

  /// The bytes of a slice and those of a literal behind them, with a separator between them.
  @inline(never)
  init(_ left: BytesSlice, separator: UInt8?, _ right: StaticString) {
    self = left.withUnsafeBytes { Self($0, separator: separator, right.memory) }
  }

  /// The bytes of a slice.
  @inline(never)
  package init(_ slice: BytesSlice) {
    self = slice.withUnsafeBytes {
      Self($0, separator: nil, UnsafeRawBufferPointer(start: nil, count: 0))
    }
  }

  /// The bytes of a literal.
  package init(_ literal: StaticString) {
    self.init(literal.memory, separator: nil, UnsafeRawBufferPointer(start: nil, count: 0))
  }

  /// The bytes of a C string, without its final NUL.
  package init(cString: UnsafePointer<CChar>) {
    self.init(
      UnsafeRawBufferPointer(start: cString, count: strlen(cString)), separator: nil,
      UnsafeRawBufferPointer(start: nil, count: 0))
  }

  /// The decimal digits of a number.
  package init(decimal number: Int) {
    self = []
    append(decimal: number)
  }

  /// Appends the decimal digits of a number.
  @inline(never)
  mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var divisor: UInt = 1
    while number.magnitude / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(truncatingIfNeeded: 48 + number.magnitude / divisor % 10))
      divisor /= 10
    }
  }

  /// The bytes of both, one behind the other.
  @inline(never)
  package static func + (left: Self, right: Self) -> Self { Self(left[...], right[...]) }

  /// The bytes and those of a literal behind them.
  @inline(never)
  package static func + (left: Self, right: StaticString) -> Self {
    left.withUnsafeBytes { Self($0, separator: nil, right.memory) }
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

  /// Appends other bytes.
  @inline(never)
  package mutating func append(contentsOf other: Self) { append(contentsOf: other[...]) }

  /// Appends the bytes of a literal.
  @inline(never)
  package static func += (left: inout Self, right: StaticString) {
    #if hasFeature(Embedded)
    left = left + right
    #else
    // In place, so that a long text grows in time that its own length takes.
    left.append(contentsOf: right.memory)
    #endif
  }

  /// Calls the body with the bytes as a C string, NUL appended, which lives until it returns.
  package func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let copy = terminatedCopy
    defer { copy.deallocate() }
    return body(copy)
  }

  /// The bytes as a C string that whoever asked has to deallocate.
  @inline(never)
  private var terminatedCopy: UnsafeMutablePointer<CChar> {
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: count + 1)
    withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { memcpy(copy, start, bytes.count) }
    }
    copy[count] = 0
    return copy
  }
}

extension StaticString {
  /// The bytes in memory; a NUL follows them.
  var memory: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }

  /// Whether other bytes begin with these.
  fileprivate func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= utf8CodeUnitCount, let start = bytes.baseAddress else {
      return utf8CodeUnitCount == 0
    }
    return memcmp(start, utf8Start, utf8CodeUnitCount) == 0
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
    withUnsafeBytes { literal.begins($0) }
  }

  /// Whether these begin with other bytes.
  @inline(never)
  func begins(with prefix: Bytes) -> Bool {
    count >= prefix.count && self[..<(startIndex + prefix.count)] == prefix[...]
  }

  /// The part without blanks at both ends: spaces, tabs, carriage returns, line feeds.
  @inline(never)
  package var trimmed: BytesSlice {
    var start = startIndex
    var end = endIndex
    while start < end, self[start].isBlank { start += 1 }
    while start < end, self[end - 1].isBlank { end -= 1 }
    return self[start..<end]
  }

  /// The part before any slashes at the end.
  @inline(never)
  package var withoutTrailingSlashes: BytesSlice {
    var end = endIndex
    while end > startIndex, self[end - 1] == UInt8(ascii: "/") { end -= 1 }
    return self[..<end]
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

  /// Takes the first line off, without its line feed; nil where nothing is left.
  @inline(never)
  mutating func takeLine() -> BytesSlice? {
    guard !isEmpty else { return nil }
    let length = withUnsafeBytes { bytes -> Int? in
      guard let start = bytes.baseAddress, let end = memchr(start, 10, bytes.count) else {
        return nil
      }
      return UnsafeRawPointer(end) - start
    }
    let line = self[..<(startIndex + (length ?? count))]
    self = length == nil ? self[endIndex...] : self[(line.endIndex + 1)...]
    return line
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
  /// Whether these are exactly the bytes of a literal.
  @inline(never)
  package func equals(_ literal: StaticString) -> Bool {
    count == literal.utf8CodeUnitCount && withUnsafeBytes { literal.begins($0) }
  }

  /// Whether these begin with the bytes of a literal.
  package func starts(with literal: StaticString) -> Bool { self[...].starts(with: literal) }

  /// Where an element of a list with colons stands, or nil where it is none.
  @inline(never)
  func range(ofElement element: Bytes) -> Range<Int>? {
    var start = 0
    while start <= count {
      var end = start
      while end < count, self[end] != UInt8(ascii: ":") { end += 1 }
      if end - start == element.count, self[start..<end] == element[...] { return start..<end }
      start = end + 1
    }
    return nil
  }

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
