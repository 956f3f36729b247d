import Resolution
import Toolchains

/// Reads JSON as direnv writes it into variables.
struct JSONReader {
  private var rest: BytesSlice

  /// How deep values may lie in each other: direnv's own lie three deep.
  private static let depth = 16

  /// The value that a text is, or nil where it is no JSON.
  static func value(of text: Bytes) -> JSONValue? {
    var reader = JSONReader(rest: text[...])
    guard let value = reader.value(depth: 0) else { return nil }
    reader.skipBlanks()
    return reader.rest.isEmpty ? value : nil
  }

  private mutating func value(depth: Int) -> JSONValue? {
    skipBlanks()
    guard depth < JSONReader.depth, let first = rest.first else { return nil }
    switch first {
    case UInt8(ascii: "\""): return text().map { .text($0) }
    case UInt8(ascii: "["):
      var values: [JSONValue] = []
      let isComplete = list(until: "]") { reader in
        guard let value = reader.value(depth: depth + 1) else { return false }
        values.append(value)
        return true
      }
      return isComplete ? .array(values) : nil
    case UInt8(ascii: "{"):
      var members: [(name: Bytes, value: JSONValue)] = []
      let isComplete = list(until: "}") { reader in
        reader.skipBlanks()
        guard let name = reader.text(), reader.take(":"),
          let value = reader.value(depth: depth + 1)
        else { return false }
        members.append((name, value))
        return true
      }
      return isComplete ? .object(members) : nil
    default: return word()
    }
  }

  /// Reads elements between commas, the brackets around them included.
  private mutating func list(
    until end: StaticString, _ element: (inout JSONReader) -> Bool
  ) -> Bool {
    rest.removeFirst()
    if take(end) { return true }
    while element(&self) {
      if take(end) { return true }
      guard take(",") else { return false }
    }
    return false
  }

  private mutating func word() -> JSONValue? {
    let word = rest.prefix { $0.isLetter || $0.isDigit || "-+.".utf8.contains($0) }
    rest = rest[word.endIndex...]
    if word.equals("null") { return .null }
    if word.equals("true") { return .boolean(true) }
    if word.equals("false") { return .boolean(false) }
    return Int(Bytes(word).text).map { .number($0) }
  }

  private mutating func text() -> Bytes? {
    guard take("\"") else { return nil }
    var text = Bytes()
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return text
      case UInt8(ascii: "\\"):
        guard let escaped = escaped() else { return nil }
        text += escaped
      default: text.append(byte)
      }
    }
    return nil
  }

  /// What the letters behind a backslash stand for.
  private mutating func escaped() -> Bytes? {
    switch rest.popFirst() {
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "u"):
      guard let unit = unit() else { return nil }
      if (0xDC80...0xDCFF).contains(unit) { return [UInt8(unit - 0xDC00)] }
      guard (0xD800..<0xDC00).contains(unit) else { return UTF8Character.bytes(unit) }
      guard rest.starts(with: "\\u") else { return nil }
      rest = rest.dropFirst(2)
      guard let low = self.unit(), (0xDC00..<0xE000).contains(low) else { return nil }
      return UTF8Character.bytes(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    case .some(let byte): return [byte]
    case nil: return nil
    }
  }

  private mutating func unit() -> UInt32? {
    let digits = rest.prefix(4)
    rest = rest.dropFirst(4)
    return digits.count == 4 ? UInt32(Bytes(digits).text, radix: 16) : nil
  }

  private mutating func take(_ word: StaticString) -> Bool {
    skipBlanks()
    guard rest.starts(with: word) else { return false }
    rest = rest.dropFirst(word.utf8CodeUnitCount)
    return true
  }

  private mutating func skipBlanks() {
    while let first = rest.first, first.isBlank { rest.removeFirst() }
  }
}
