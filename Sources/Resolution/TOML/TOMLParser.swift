/// Reads a TOML file from start to end, once.
struct TOMLParser {
  private(set) var entries: [TOMLDocument.Entry] = []
  private(set) var headers: [TOMLDocument.Header] = []

  private let contents: Bytes
  private var position: Int
  private var line = 1
  private var table: [Bytes] = []
  private var arrayDepth = 0
  private var depth = 0
  /// Of every entry's path, so that thousands of keys need no comparison of paths.
  private var fingerprints = FingerprintSet()

  /// How deep arrays and inline tables may lie in each other: a file of nothing but brackets must not
  /// use up the stack.
  private static let deepest = 64
  private var arrayElementStart = 0

  /// The fingerprints of the tables since the last element of an array of tables.
  private var tables = FingerprintSet()

  init(_ contents: Bytes) {
    self.contents = contents
    position = contents.withoutByteOrderMark.startIndex
  }

  mutating func parse() throws(TOMLError) {
    while true {
      skipBlankLines()
      guard let byte = peek else { return }
      if byte == UInt8(ascii: "[") {
        try parseHeader()
      } else {
        try parseKeyValue(under: table)
      }
      skipBlanks()
      skipComment()
      guard peek == nil || skipLineEnd() else { throw fault(.lineEnd) }
    }
  }

  private mutating func parseHeader() throws(TOMLError) {
    let start = line
    position += 1
    let isArrayElement = peek == UInt8(ascii: "[")
    if isArrayElement { position += 1 }
    skipBlanks()
    table = try parseKey(under: [])
    skipBlanks()
    for _ in 0..<(isArrayElement ? 2 : 1) {
      guard peek == UInt8(ascii: "]") else { throw fault(.tableHeader) }
      position += 1
    }
    if isArrayElement {
      arrayElementStart = entries.count
      tables = FingerprintSet()
    } else {
      guard tables.insert(table.fingerprint) else { throw fault(.duplicateKey) }
    }
    headers.append(
      TOMLDocument.Header(
        path: table, isArrayElement: isArrayElement, line: start, end: position))
  }

  private mutating func parseKeyValue(under prefix: [Bytes]) throws(TOMLError) {
    let start = line
    let path = try parseKey(under: prefix)
    skipBlanks()
    guard peek == UInt8(ascii: "=") else { throw fault(.key) }
    position += 1
    skipBlanks()
    // Elements of an array of tables share their paths, so only what follows the last one counts.
    if !fingerprints.insert(path.fingerprint), arrayDepth == 0,
      entries[arrayElementStart...].contains(where: { $0.path == path })
    {
      throw fault(.duplicateKey)
    }
    let index = entries.count
    let first = position
    let value = try parseValue(under: path)
    let entry = TOMLDocument.Entry(path: path, value: value, line: start, range: first..<position)
    // The entries of an inline table follow it.
    if index == entries.count { entries.append(entry) } else { entries.insert(entry, at: index) }
  }

  private mutating func parseKey(under prefix: [Bytes]) throws(TOMLError) -> [Bytes] {
    var parts = prefix
    while true {
      guard let byte = peek else { throw fault(.key) }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        parts.append(try parseString(isKey: true))
      } else {
        let start = position
        while let byte = peek, byte.isBareKey { position += 1 }
        guard position > start else { throw fault(.key) }
        parts.append(Bytes(contents[start..<position]))
      }
      let end = position
      skipBlanks()
      guard peek == UInt8(ascii: ".") else {
        position = end
        return parts
      }
      position += 1
      skipBlanks()
    }
  }

  private mutating func parseValue(under path: [Bytes]) throws(TOMLError) -> TOMLValue {
    guard let byte = peek, depth < TOMLParser.deepest else { throw fault(.value) }
    depth += 1
    defer { depth -= 1 }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try parseString())
    case UInt8(ascii: "["): return try parseArray(under: path)
    case UInt8(ascii: "{"): return try parseInlineTable(under: path)
    default:
      let start = position
      while let byte = peek, !byte.endsScalar { position += 1 }
      let word = contents[start..<position].trimmed
      position = word.endIndex
      if word.equals("true") { return .boolean(true) }
      if word.equals("false") { return .boolean(false) }
      guard word.isTOMLNumber || word.isTOMLTime else { throw fault(.value) }
      return .other(Bytes(word))
    }
  }

  private mutating func parseArray(under path: [Bytes]) throws(TOMLError) -> TOMLValue {
    position += 1
    arrayDepth += 1
    defer { arrayDepth -= 1 }
    var elements: [TOMLValue] = []
    while true {
      skipBlankLines()
      if peek == UInt8(ascii: "]") { break }
      elements.append(try parseValue(under: path))
      skipBlankLines()
      guard peek == UInt8(ascii: ",") else { break }
      position += 1
    }
    guard peek == UInt8(ascii: "]") else { throw fault(.value) }
    position += 1
    return .array(elements)
  }

  private mutating func parseInlineTable(under path: [Bytes]) throws(TOMLError) -> TOMLValue {
    position += 1
    skipBlanks()
    if peek == UInt8(ascii: "}") {
      position += 1
      return .table
    }
    while true {
      skipBlanks()
      try parseKeyValue(under: path)
      skipBlanks()
      guard let byte = peek else { throw fault(.value) }
      position += 1
      if byte == UInt8(ascii: "}") { return .table }
      guard byte == UInt8(ascii: ",") else { throw fault(.value) }
    }
  }

  private mutating func parseString(isKey: Bool = false) throws(TOMLError) -> Bytes {
    guard let quote = peek else { throw fault(.string) }
    let isLiteral = quote == UInt8(ascii: "'")
    var isMultiline = false
    position += 1
    if peek == quote {
      guard position + 1 < contents.count, contents[position + 1] == quote else {
        position += 1
        return []
      }
      if isKey { throw fault(.key) }
      isMultiline = true
      position += 2
      _ = skipLineEnd()
    }
    var text = Bytes()
    if !isMultiline {
      // Nearly every string is a piece of the file as it stands.
      let piece = contents[position...].prefix { byte in
        byte != quote && byte != UInt8(ascii: "\n") && (isLiteral || byte != UInt8(ascii: "\\"))
      }
      text = Bytes(piece)
      position = piece.endIndex
    }
    while let byte = peek {
      if byte == quote {
        guard isMultiline else {
          position += 1
          return text
        }
        if let quotes = closingQuotes(quote) {
          text.append(contentsOf: repeatElement(quote, count: quotes - 3))
          position += quotes
          return text
        }
      } else if byte == UInt8(ascii: "\\"), !isLiteral {
        try parseEscape(into: &text, isMultiline: isMultiline)
        continue
      } else if byte == UInt8(ascii: "\n") {
        guard isMultiline else { throw fault(.string) }
        line += 1
      }
      text.append(byte)
      position += 1
    }
    throw fault(.string)
  }

  /// How many quotes stand here if they close a multi-line string: three, and up to two of its text.
  private func closingQuotes(_ quote: UInt8) -> Int? {
    var count = 0
    while count < 5, position + count < contents.count, contents[position + count] == quote {
      count += 1
    }
    return count >= 3 ? count : nil
  }

  private mutating func parseEscape(
    into text: inout Bytes, isMultiline: Bool
  ) throws(TOMLError) {
    position += 1
    guard let byte = peek else { throw fault(.string) }
    position += 1
    switch byte {
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
    case UInt8(ascii: "u"): try parseScalar(digits: 4, into: &text)
    case UInt8(ascii: "U"): try parseScalar(digits: 8, into: &text)
    default:
      // A backslash at the end of a line takes the line end and all blanks behind it away.
      position -= 1
      skipBlanks()
      guard isMultiline, skipLineEnd() else { throw fault(.string) }
      while let blank = peek, blank.isBlank {
        if blank == UInt8(ascii: "\n") { line += 1 }
        position += 1
      }
    }
  }

  private mutating func parseScalar(digits: Int, into text: inout Bytes) throws(TOMLError) {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = peek, let digit = byte.hexDigit else { throw fault(.string) }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    guard let character = UTF8Character.bytes(value) else { throw fault(.string) }
    text.append(contentsOf: character)
  }

  private var peek: UInt8? { position < contents.count ? contents[position] : nil }

  private func fault(_ reason: TOMLFault) -> TOMLError { TOMLError(line: line, reason: reason) }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 32 || byte == 9 { position += 1 }
  }

  private mutating func skipComment() {
    guard peek == UInt8(ascii: "#") else { return }
    while let byte = peek, byte != UInt8(ascii: "\n") { position += 1 }
  }

  private mutating func skipLineEnd() -> Bool {
    if peek == 13, position + 1 < contents.count, contents[position + 1] == 10 { position += 1 }
    guard peek == 10 else { return false }
    position += 1
    line += 1
    return true
  }

  private mutating func skipBlankLines() {
    repeat {
      skipBlanks()
      skipComment()
    } while skipLineEnd()
  }
}

extension Array where Element == Bytes {
  /// The path's FNV-1a hash; equal paths have equal ones.
  fileprivate var fingerprint: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in self {
      for byte in part { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    return hash
  }
}

extension UInt8 {
  fileprivate var isBareKey: Bool {
    isLetter || isDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
  }

  fileprivate var endsScalar: Bool {
    self == 10 || self == UInt8(ascii: ",") || self == UInt8(ascii: "]")
      || self == UInt8(ascii: "}") || self == UInt8(ascii: "#")
  }

  fileprivate var hexDigit: UInt8? {
    if isDigit { return self - 48 }
    let lower = self | 32
    return lower >= 97 && lower <= 102 ? lower - 87 : nil
  }
}
