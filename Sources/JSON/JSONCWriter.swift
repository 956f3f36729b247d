import Resolution

/// Writes new values in the manner of a file.
struct JSONCWriter {
  /// What one level is indented by.
  let unit: Bytes

  /// The file's kind of line end.
  let lineBreak: Bytes

  /// A value over as many lines as it needs.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - indent: what the line is indented by on which it begins.
  /// - Returns: its text.
  func text(of value: JSONValue, indentedBy indent: Bytes = []) -> Bytes {
    guard case .object(let members) = value, !members.isEmpty else { return line(of: value) }
    let inner = indent + unit
    let lines = members.map { inner + text(of: $0, indentedBy: inner) }
    return Bytes("{") + lineBreak + Bytes(lines.joined(separator: Bytes(",") + lineBreak))
      + lineBreak + indent + Bytes("}")
  }

  /// A name and its value over as many lines as they need.
  func text(of member: JSONMember, indentedBy indent: Bytes) -> Bytes {
    quote(member.name) + Bytes(": ") + text(of: member.value, indentedBy: indent)
  }

  /// A name and its value on one line.
  func line(of member: JSONMember) -> Bytes {
    quote(member.name) + Bytes(": ") + line(of: member.value)
  }

  private func line(of value: JSONValue) -> Bytes {
    switch value {
    case .array(let elements):
      return Bytes("[") + Bytes(elements.map { line(of: $0) }, separatedBy: ", ") + Bytes("]")
    case .boolean(let value): return value ? Bytes("true") : Bytes("false")
    case .null: return Bytes("null")
    case .number(let text): return Bytes(text.utf8)
    case .object(let members):
      guard !members.isEmpty else { return Bytes("{}") }
      return Bytes("{ ") + Bytes(members.map { line(of: $0) }, separatedBy: ", ") + Bytes(" }")
    case .string(let bytes): return quote(bytes)
    }
  }

  private func quote(_ bytes: Bytes) -> Bytes {
    var text = Bytes()
    JSONValue.quote(bytes, to: &text)
    return text
  }
}
