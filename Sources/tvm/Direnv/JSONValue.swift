import Resolution
import Toolchains

/// A value of JSON whose texts are bytes.
///
/// What is not UTF-8 in a text is written as a lone surrogate from `\udc80` to `\udcff`, which other
/// readers show as a replacement character, and is the same byte again when it is read here.
enum JSONValue: Equatable {
  case array([JSONValue])
  case boolean(Bool)
  case null
  case number(Int)
  case object([(name: Bytes, value: JSONValue)])
  case text(Bytes)

  /// An object of texts, sorted by name; a missing value is `null`.
  init(_ values: [Bytes: Bytes?]) {
    self = .object(
      values.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        .map { ($0.key, $0.value.map { .text($0) } ?? .null) })
  }

  /// A member of an object; nil where there is none or this is no object.
  subscript(_ name: StaticString) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name[...].equals(name) }?.value
  }

  /// The members of an object that are texts.
  var texts: [Bytes: Bytes] {
    guard case .object(let members) = self else { return [:] }
    var texts: [Bytes: Bytes] = [:]
    for (name, value) in members {
      if case .text(let text) = value { texts[name] = text }
    }
    return texts
  }

  /// The number, if this is one.
  var number: Int? {
    guard case .number(let number) = self else { return nil }
    return number
  }

  /// The text, if this is one.
  var text: Bytes? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// The value for readers that want UTF-8: what is none is a replacement character, as direnv writes it.
  var readable: JSONValue {
    switch self {
    case .array(let values): .array(values.map(\.readable))
    case .object(let members): .object(members.map { ($0.name.repaired, $0.value.readable) })
    case .text(let text): .text(text.repaired)
    case .boolean, .null, .number: self
    }
  }

  static func == (left: JSONValue, right: JSONValue) -> Bool { left.compact == right.compact }
}

extension JSONValue {
  /// The value on one line.
  var compact: Bytes {
    var text = Bytes()
    write(to: &text, indentation: nil)
    return text
  }

  /// The value on several lines, two blanks further in for each level.
  var indented: Bytes {
    var text = Bytes()
    write(to: &text, indentation: 0)
    return text
  }

  private func write(to text: inout Bytes, indentation: Int?) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let value): text += Bytes(decimal: value)
    case .text(let value): JSONValue.quote(value, to: &text)
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

  private static func quote(_ value: Bytes, to text: inout Bytes) {
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

extension Bytes {
  /// The text with replacement characters for what is not UTF-8.
  fileprivate var repaired: Bytes { Bytes(String(decoding: self, as: UTF8.self).utf8) }
}
