import Resolution

/// Reads the elements of an XML file.
struct XMLParser {
  private let bytes: Bytes
  private var position: Int

  init(_ contents: Bytes) {
    bytes = contents
    position = contents.withoutByteOrderMark.startIndex
  }

  private var failure: XMLError {
    XMLError(line: bytes[..<position].reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) })
  }

  /// The outermost element.
  mutating func parse() throws(XMLError) -> XMLDocument.Element {
    var open: [XMLDocument.Element] = []
    while try skipToTag() {
      var element: XMLDocument.Element
      if bytes[position...].starts(with: "</") {
        guard var closed = open.popLast() else { throw failure }
        closed.endTag = position
        position += 2
        guard name() == closed.name else { throw failure }
        try skip(beyond: ">")
        element = closed
      } else {
        element = try startTag()
        if bytes[element.tagEnd] == UInt8(ascii: ">") {
          open.append(element)
          continue
        }
      }
      element.range = element.range.lowerBound..<position
      guard var parent = open.popLast() else { return element }
      parent.children.append(element)
      open.append(parent)
    }
    throw failure
  }

  /// Goes to the next start or end tag, beyond comments and the like.
  private mutating func skipToTag() throws(XMLError) -> Bool {
    while position < bytes.count {
      let rest = bytes[position...]
      if bytes[position] != UInt8(ascii: "<") {
        position += 1
      } else if rest.starts(with: "<!--") {
        try skip(beyond: "-->")
      } else if rest.starts(with: "<![CDATA[") {
        try skip(beyond: "]]>")
      } else if rest.starts(with: "<?") {
        try skip(beyond: "?>")
      } else if rest.starts(with: "<!") {
        try skip(beyond: ">")
      } else {
        return true
      }
    }
    return false
  }

  private mutating func skip(beyond end: StaticString) throws(XMLError) {
    let start = failure
    while position < bytes.count {
      if bytes[position...].starts(with: end) {
        position += end.utf8CodeUnitCount
        return
      }
      position += 1
    }
    throw start
  }

  private mutating func startTag() throws(XMLError) -> XMLDocument.Element {
    let start = position
    position += 1
    let name = name()
    guard !name.isEmpty else { throw failure }
    var attributes: [XMLDocument.Attribute] = []
    while true {
      skipBlanks()
      guard position < bytes.count else { throw failure }
      let tagEnd = position
      if bytes[position...].starts(with: "/>") {
        position += 2
      } else if bytes[position] == UInt8(ascii: ">") {
        position += 1
      } else {
        attributes.append(try attribute())
        continue
      }
      return XMLDocument.Element(
        name: name, attributes: attributes, range: start..<position, tagEnd: tagEnd)
    }
  }

  private mutating func attribute() throws(XMLError) -> XMLDocument.Attribute {
    let name = name()
    skipBlanks()
    guard !name.isEmpty, position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
      throw failure
    }
    position += 1
    skipBlanks()
    guard position < bytes.count else { throw failure }
    let quote = bytes[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let end = bytes[(position + 1)...].firstIndex(of: quote)
    else { throw failure }
    let range = (position + 1)..<end
    position = end + 1
    return XMLDocument.Attribute(name: name, value: XMLText.decode(bytes[range]), range: range)
  }

  private mutating func name() -> String {
    let name = bytes[position...].prefix {
      !$0.isBlank && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
    }
    position = name.endIndex
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position].isBlank { position += 1 }
  }
}

/// The text of an attribute's value.
enum XMLText {
  private static let entities: [(name: StaticString, byte: UInt8)] = [
    ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
    ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")), ("&#10;", 10),
  ]

  /// The text without entities.
  static func decode(_ bytes: BytesSlice) -> String {
    var text = Bytes()
    var rest = bytes
    while let byte = rest.first {
      if let entity = entities.first(where: { rest.starts(with: $0.name) }) {
        text.append(entity.byte)
        rest = rest.dropFirst(entity.name.utf8CodeUnitCount)
      } else {
        text.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The text as it stands between double quotes.
  static func encode(_ text: String) -> Bytes {
    var encoded = Bytes()
    for byte in text.utf8 {
      // An apostrophe needs none between double quotes.
      if byte != UInt8(ascii: "'"), let entity = entities.first(where: { $0.byte == byte }) {
        encoded += entity.name
      } else {
        encoded.append(byte)
      }
    }
    return encoded
  }
}
