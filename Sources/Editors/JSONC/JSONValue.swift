/// A value of JSON.
package indirect enum JSONValue: Equatable, Sendable {
  case array([JSONValue])
  case boolean(Bool)
  case null
  /// A number, as written.
  case number(String)
  /// The members in their order; a name may come twice, and the last one counts.
  case object([JSONMember])
  case string(String)
}

/// One name of an object with its value.
package struct JSONMember: Equatable, Sendable {
  /// The name, escapes resolved.
  package let name: String

  /// What it is set to.
  package var value: JSONValue

  /// A member of this name.
  package init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

extension JSONValue {
  /// The value of a name of this object; nil for anything else.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  /// The text of this string; nil for anything else.
  package var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}
