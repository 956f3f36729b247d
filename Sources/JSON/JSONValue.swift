package import Resolution

/// A value of JSON whose texts are bytes.
///
/// What is not UTF-8 in a text is written as a lone surrogate from `\udc80` to `\udcff`, which other
/// readers show as a replacement character, and is the same byte again when it is read here.
package indirect enum JSONValue: Equatable, Sendable {
  case array([JSONValue])
  case boolean(Bool)
  case null
  /// A number, as written.
  case number(String)
  /// The members in their order; a name may come twice, and the last one counts.
  case object([JSONMember])
  case string(Bytes)
}

/// One name of an object with its value.
package struct JSONMember: Equatable, Sendable {
  /// The name, escapes resolved.
  package let name: Bytes

  /// What it is set to.
  package var value: JSONValue

  /// A member of this name.
  package init(_ name: Bytes, _ value: JSONValue) {
    self.name = name
    self.value = value
  }

  /// A member of this name.
  package init(_ name: String, _ value: JSONValue) { self.init(Bytes(name.utf8), value) }
}

extension JSONValue {
  /// A string.
  package static func string(_ text: String) -> JSONValue { .string(Bytes(text.utf8)) }

  /// A whole number.
  package static func number(_ number: Int) -> JSONValue { .number("\(number)") }

  /// The value of a name of this object; nil for anything else.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    let name = Bytes(name.utf8)
    return members.last { $0.name == name }?.value
  }

  /// The bytes of this string; nil for anything else.
  package var bytes: Bytes? {
    guard case .string(let bytes) = self else { return nil }
    return bytes
  }

  /// The text of this string, with replacement characters for what is not UTF-8; nil for anything else.
  package var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  /// This number, if it is a whole one; nil for anything else.
  package var integer: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }
}
