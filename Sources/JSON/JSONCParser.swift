import Resolution

/// Reads JSON with comments and trailing commas.
struct JSONCParser {
  private var scanner: JSONCScanner

  /// More than any settings file needs, and far less than the stack bears.
  private static let deepest = 200

  init(_ contents: Bytes) {
    scanner = JSONCScanner(contents, at: contents.withoutByteOrderMark.startIndex)
  }

  /// The value of the file; nil where there is none.
  mutating func parse() throws(JSONCError) -> JSONCDocument.Node? {
    try scanner.skipTrivia()
    guard scanner.byte != nil else { return nil }
    let root = try value(depth: 0)
    try scanner.skipTrivia()
    guard scanner.byte == nil else { throw scanner.error(.end) }
    return root
  }

  private mutating func value(depth: Int) throws(JSONCError) -> JSONCDocument.Node {
    guard depth < JSONCParser.deepest else { throw scanner.error(.depth) }
    let start = scanner.position
    let line = scanner.line
    let content: JSONCDocument.Content
    switch scanner.byte ?? 0 {
    case UInt8(ascii: "{"): content = try object(depth: depth)
    case UInt8(ascii: "["): content = try array(depth: depth)
    case UInt8(ascii: "\""): content = .scalar(.string(try string()))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      content = .scalar(.number(try number()))
    default: content = .scalar(try word())
    }
    return JSONCDocument.Node(content: content, range: start..<scanner.position, line: line)
  }

  private mutating func object(depth: Int) throws(JSONCError) -> JSONCDocument.Content {
    scanner.advance()
    var members: [JSONCDocument.Member] = []
    while true {
      try scanner.skipTrivia()
      if scanner.take("}") { return .object(members) }
      let start = scanner.position
      guard scanner.byte == UInt8(ascii: "\"") else { throw scanner.error(.member) }
      let name = try string()
      let range = start..<scanner.position
      try scanner.skipTrivia()
      guard scanner.take(":") else { throw scanner.error(.member) }
      try scanner.skipTrivia()
      let value = try value(depth: depth + 1)
      members.append(JSONCDocument.Member(name: name, nameRange: range, value: value))
      try scanner.skipTrivia()
      guard scanner.take(",") || scanner.byte == UInt8(ascii: "}") else {
        throw scanner.error(.member)
      }
    }
  }

  private mutating func array(depth: Int) throws(JSONCError) -> JSONCDocument.Content {
    scanner.advance()
    var elements: [JSONCDocument.Node] = []
    while true {
      try scanner.skipTrivia()
      if scanner.take("]") { return .array(elements) }
      elements.append(try value(depth: depth + 1))
      try scanner.skipTrivia()
      guard scanner.take(",") || scanner.byte == UInt8(ascii: "]") else {
        throw scanner.error(.value)
      }
    }
  }

  private mutating func word() throws(JSONCError) -> JSONValue {
    let rest = scanner.bytes[scanner.position...]
    let word = rest.prefix { $0.isLetter }
    defer { scanner.advance(word.count) }
    if word.equals("true") { return .boolean(true) }
    if word.equals("false") { return .boolean(false) }
    if word.equals("null") { return .null }
    throw scanner.error(.value)
  }

  private mutating func number() throws(JSONCError) -> String {
    let rest = scanner.bytes[scanner.position...]
    let text = rest.prefix {
      $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
        || $0 == UInt8(ascii: ".")
    }
    let number = String(decoding: text, as: UTF8.self)
    guard Double(number) != nil else { throw scanner.error(.number) }
    scanner.advance(text.count)
    return number
  }

  private mutating func string() throws(JSONCError) -> Bytes {
    let opened = scanner.error(.string)
    scanner.advance()
    var text = Bytes()
    while let byte = scanner.byte, byte != UInt8(ascii: "\n") {
      scanner.advance()
      if byte == UInt8(ascii: "\"") { return text }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escaped = scanner.byte else { throw opened }
      scanner.advance()
      text += try unescape(escaped)
    }
    throw opened
  }

  /// What stands for a backslash and the byte behind it.
  private mutating func unescape(_ byte: UInt8) throws(JSONCError) -> Bytes {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"):
      var units = [try unit()]
      if (0xDC80...0xDCFF).contains(units[0]) { return [UInt8(units[0] - 0xDC00)] }
      // A character beyond the first 65536 is written as two units.
      if (0xD800..<0xDC00).contains(units[0]),
        scanner.bytes[scanner.position...].starts(with: "\\u")
      {
        scanner.advance(2)
        units.append(try unit())
      }
      return Bytes(String(decoding: units, as: UTF16.self).utf8)
    default: throw scanner.error(.string)
    }
  }

  private mutating func unit() throws(JSONCError) -> UInt16 {
    let digits = scanner.bytes[scanner.position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ $0.isDigit || $0.isLetter }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw scanner.error(.string) }
    scanner.advance(4)
    return unit
  }
}
