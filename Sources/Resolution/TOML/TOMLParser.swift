/// Reads a TOML file from start to end, once.
///
/// It is a class because it may fail anywhere: what cleans up behind a structure takes more room in
/// the shim than all that is read by it.
final class TOMLParser {
  /// The entries and headers so far.
  private(set) var marks: [TOMLMark] = []

  /// Where it reads, in bytes from the start of the file.
  private(set) var position: Int

  private let contents: Bytes
  private var line = 1
  /// The header of the table whose keys follow, by its index among the marks.
  private var table: Int?
  private var arrayDepth = 0
  private var depth = 0
  /// The keys and tables so far, so that thousands of keys need no comparison of paths.
  private var seen = FingerprintSet()

  /// How deep arrays and inline tables may lie in each other: a file of nothing but brackets must not
  /// use up the stack.
  private static let deepest = 64

  /// How many elements of arrays of tables there have been: they share their paths, so that only
  /// what follows the last one counts.
  private var arrayElements = 0

  init(_ contents: Bytes, at position: Int) {
    self.contents = contents
    self.position = position
  }

  func parse() throws(TOMLError) {
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

  private func parseHeader() throws(TOMLError) {
    position += 1
    let isArrayElement = peek == UInt8(ascii: "[")
    if isArrayElement { position += 1 }
    skipBlanks()
    let use = isArrayElement ? FingerprintSet.Use.element : FingerprintSet.Use.table
    let key = try parseKey(under: nil, as: use)
    skipBlanks()
    for _ in 0..<(isArrayElement ? 2 : 1) {
      guard peek == UInt8(ascii: "]") else { throw fault(.tableHeader) }
      position += 1
    }
    table = marks.count
    if isArrayElement {
      arrayElements += 1
      _ = seen.add(use, of: key.fingerprint, among: arrayElements)
    }
    marks.append(
      TOMLMark(
        key: key, value: nil, range: key.start..<position, isArrayElement: isArrayElement))
  }

  private func parseKeyValue(under parent: Int?) throws(TOMLError) {
    let key = try parseKey(under: parent, as: FingerprintSet.Use.value)
    skipBlanks()
    guard peek == UInt8(ascii: "=") else { throw fault(.key) }
    position += 1
    skipBlanks()
    let index = marks.count
    let first = position
    marks.append(TOMLMark(key: key, value: .table, range: first..<first))
    let value = try parseValue(under: index)
    marks[index].value = value
    marks[index].range = first..<position
  }

  private func parseKey(under parent: Int?, as use: UInt64) throws(TOMLError) -> TOMLKey {
    let start = position
    var root = parent.map { marks[$0].key.root }
    var fingerprint = parent.map { marks[$0].key.fingerprint } ?? Fingerprint()
    while true {
      try parsePart().withUnsafeBytes { fingerprint.add($0) }
      if root == nil { root = fingerprint }
      let end = position
      guard skipDot() else {
        position = end
        try add(use, of: fingerprint)
        return TOMLKey(
          parent: parent, start: start, line: line, root: root ?? fingerprint,
          fingerprint: fingerprint)
      }
      let isKey = use == FingerprintSet.Use.value
      try add(isKey ? FingerprintSet.Use.dotted : FingerprintSet.Use.above, of: fingerprint)
    }
  }

  /// Sees a path as a key or a table, which it may have been before or not.
  private func add(_ use: UInt64, of path: Fingerprint) throws(TOMLError) {
    let conflicts: UInt64
    switch use {
    case FingerprintSet.Use.value: conflicts = FingerprintSet.Use.any
    case FingerprintSet.Use.above: conflicts = FingerprintSet.Use.value
    case FingerprintSet.Use.dotted:
      conflicts = FingerprintSet.Use.value | FingerprintSet.Use.table | FingerprintSet.Use.element
    case FingerprintSet.Use.table:
      conflicts = FingerprintSet.Use.any - FingerprintSet.Use.above
    default:
      conflicts = FingerprintSet.Use.any - FingerprintSet.Use.element
    }
    // The tables in an array share their paths, too.
    if seen.add(use, of: path, among: arrayElements) & conflicts != 0, arrayDepth == 0 {
      throw fault(.duplicateKey)
    }
  }

  /// One part of a key, escapes resolved.
  func parsePart() throws(TOMLError) -> BytesSlice {
    guard let byte = peek else { throw fault(.key) }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      return try parseString(isKey: true)[...]
    }
    let start = position
    while let byte = peek, byte.isBareKey { position += 1 }
    guard position > start else { throw fault(.key) }
    return contents[start..<position]
  }

  /// Goes on to the next part of a key; returns whether there is one.
  func skipDot() -> Bool {
    skipBlanks()
    guard peek == UInt8(ascii: ".") else { return false }
    position += 1
    skipBlanks()
    return true
  }

  private func parseValue(under parent: Int) throws(TOMLError) -> TOMLValue {
    guard let byte = peek, depth < TOMLParser.deepest else { throw fault(.value) }
    depth += 1
    defer { depth -= 1 }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try parseString())
    case UInt8(ascii: "["): return .array(try parseItems(under: parent, isTable: false))
    case UInt8(ascii: "{"):
      _ = try parseItems(under: parent, isTable: true)
      return .table
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

  /// The elements of an array, or the keys of an inline table, which are entries of their own.
  private func parseItems(
    under parent: Int, isTable: Bool
  ) throws(TOMLError) -> [TOMLValue] {
    position += 1
    if !isTable { arrayDepth += 1 }
    var elements: [TOMLValue] = []
    let end = UInt8(ascii: isTable ? "}" : "]")
    while true {
      skipBlankLines()
      if peek == end { break }
      if isTable {
        try parseKeyValue(under: parent)
      } else {
        elements.append(try parseValue(under: parent))
      }
      skipBlankLines()
      guard peek == UInt8(ascii: ",") else { break }
      position += 1
    }
    guard peek == end else { throw fault(.value) }
    position += 1
    if !isTable { arrayDepth -= 1 }
    return elements
  }

  private func parseString(isKey: Bool = false) throws(TOMLError) -> Bytes {
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
      let end = contents.end(ofStringFrom: position, quote: quote, isLiteral: isLiteral)
      text = Bytes(contents[position..<end])
      position = end
    }
    while let byte = peek {
      if byte == quote {
        guard isMultiline else {
          position += 1
          return text
        }
        if let quotes = closingQuotes(quote) {
          for _ in 3..<quotes { text.append(quote) }
          position += quotes
          return text
        }
      } else if byte == UInt8(ascii: "\\"), !isLiteral {
        try parseEscape(into: &text, isMultiline: isMultiline)
        continue
      } else if byte.isControl {
        let start = position
        guard isMultiline, skipLineEnd() else { throw fault(.string) }
        text.append(contentsOf: contents[start..<position])
        continue
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

  private func parseEscape(
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
    case UInt8(ascii: "e"): text.append(27)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
    case UInt8(ascii: "x"): try parseScalar(digits: 2, into: &text)
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

  private func parseScalar(digits: Int, into text: inout Bytes) throws(TOMLError) {
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

  private func skipBlanks() {
    while let byte = peek, byte == 32 || byte == 9 { position += 1 }
  }

  private func skipComment() {
    guard peek == UInt8(ascii: "#") else { return }
    while let byte = peek, !byte.isControl { position += 1 }
  }

  private func skipLineEnd() -> Bool {
    if peek == 13, position + 1 < contents.count, contents[position + 1] == 10 { position += 1 }
    guard peek == 10 else { return false }
    position += 1
    line += 1
    return true
  }

  private func skipBlankLines() {
    repeat {
      skipBlanks()
      skipComment()
    } while skipLineEnd()
  }
}

extension Array where Element == UInt8 {
  /// Where the quote, the escape, the line end or what no string may hold is that ends a piece of one.
  @inline(never)
  fileprivate func end(ofStringFrom start: Int, quote: UInt8, isLiteral: Bool) -> Int {
    withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        if byte == quote || byte.isControl { break }
        if byte == UInt8(ascii: "\\"), !isLiteral { break }
        index += 1
      }
      return index
    }
  }
}

extension UInt8 {
  fileprivate var isBareKey: Bool {
    isLetter || isDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
  }

  /// Whether this stands in no comment and no string as it is; a line end is one of them.
  fileprivate var isControl: Bool { self < 32 && self != 9 || self == 127 }

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
