package import Resolution

extension JSONValue {
  /// The value on one line.
  package var compact: Bytes {
    var text = Bytes()
    write(to: &text, indentation: nil)
    return text
  }

  /// The value on several lines, two blanks further in for each level.
  package var indented: Bytes {
    var text = Bytes()
    write(to: &text, indentation: 0)
    return text
  }

  private func write(to text: inout Bytes, indentation: Int?) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let value): text += value.utf8
    case .string(let value): JSONValue.quote(value, to: &text)
    case .array(let values):
      JSONValue.list(values, "[", "]", to: &text, indentation) { value, text, inner in
        value.write(to: &text, indentation: inner)
      }
    case .object(let members):
      JSONValue.list(members, "{", "}", to: &text, indentation) { member, text, inner in
        JSONValue.quote(member.name, to: &text)
        text += inner == nil ? ":" : ": "
        member.value.write(to: &text, indentation: inner)
      }
    }
  }

  private static func list<Element>(
    _ elements: [Element], _ start: StaticString, _ end: StaticString, to text: inout Bytes,
    _ indentation: Int?, _ write: (Element, inout Bytes, Int?) -> Void
  ) {
    text += start
    let inner = indentation.map { $0 + 2 }
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      if let inner { text += Bytes("\n") + Bytes(repeating: 32, count: inner) }
      write(element, &text, inner)
    }
    if let indentation, !elements.isEmpty {
      text += Bytes("\n") + Bytes(repeating: 32, count: indentation)
    }
    text += end
  }

  /// Adds a string in quotes.
  ///
  /// - Parameters:
  ///   - value: what it holds.
  ///   - text: where to.
  static func quote(_ value: Bytes, to text: inout Bytes) {
    text += "\""
    var index = 0
    while index < value.count {
      let byte = value[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): text += "\\n"
      case UInt8(ascii: "\r"): text += "\\r"
      case UInt8(ascii: "\t"): text += "\\t"
      case 0..<32, 127: escape(UInt16(byte), to: &text)
      case 32..<127: text.append(byte)
      default:
        if let character = UTF8Character(beginning: value[index...]) {
          text += value[index..<(index + character.length)]
          index += character.length
          continue
        }
        escape(0xDC00 + UInt16(byte), to: &text)
      }
      index += 1
    }
    text += "\""
  }

  private static func escape(_ unit: UInt16, to text: inout Bytes) {
    text += "\\u"
    for shift in [12, 8, 4, 0] {
      let digit = UInt8(unit >> UInt16(shift) & 15)
      text.append(digit < 10 ? 48 + digit : 87 + digit)
    }
  }
}
