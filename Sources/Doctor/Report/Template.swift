package import Resolution
import Toolchains

/// A text with places for values: `{{name}}`, and `{{#name}}…{{/name}}` for each element of a list.
///
/// Source: the part of https://mustache.github.io/mustache.5.html that a report needs.
package struct Template: Sendable {
  /// What is put in a place.
  package enum Value: Sendable {
    /// A text, which is escaped.
    case text(String)
    /// What a section is repeated for; names that an element lacks are looked up around it.
    case list([[String: Value]])
  }

  private enum Part: Sendable {
    case literal(BytesSlice)
    case value(String)
    case section(String, [Part])
  }

  private let parts: [Part]

  /// A template; what is no place stays as it is.
  package init(_ text: Bytes) {
    var rest = text[...]
    parts = Template.parse(&rest, until: nil)
  }

  private static func parse(_ rest: inout BytesSlice, until end: String?) -> [Part] {
    var parts: [Part] = []
    while let open = rest.firstRange(of: Bytes("{{")) {
      let behind = rest[open.upperBound...]
      guard let close = behind.firstRange(of: Bytes("}}")) else { break }
      let tag = Bytes(behind[..<close.lowerBound]).text
      parts.append(.literal(rest[..<open.lowerBound]))
      rest = behind[close.upperBound...]
      if tag.hasPrefix("#") {
        let name = String(tag.dropFirst())
        parts.append(.section(name, parse(&rest, until: name)))
      } else if tag.hasPrefix("/") {
        return parts
      } else {
        parts.append(.value(tag))
      }
    }
    parts.append(.literal(rest))
    rest = []
    return parts
  }

  /// The text with values in its places; a name without a value leaves nothing.
  package func filled(with values: [String: Value]) -> Bytes {
    var result = Bytes()
    Template.fill(parts, [values], &result)
    return result
  }

  private static func fill(_ parts: [Part], _ scopes: [[String: Value]], _ result: inout Bytes) {
    for part in parts {
      switch part {
      case .literal(let bytes): result.append(contentsOf: bytes)
      case .value(let name):
        if case .text(let text) = find(name, scopes) { result.append(contentsOf: escaped(text)) }
      case .section(let name, let inner):
        // A section of an element must not be that of the list around it.
        guard case .list(let list) = scopes.last?[name] else { continue }
        for element in list { fill(inner, scopes + [element], &result) }
      }
    }
  }

  private static func find(_ name: String, _ scopes: [[String: Value]]) -> Value? {
    for scope in scopes.reversed() { if let value = scope[name] { return value } }
    return nil
  }

  /// A text for the content of an element or an attribute within double quotes.
  static func escaped(_ text: String) -> Bytes {
    var result = Bytes()
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;"
      case UInt8(ascii: "<"): result += "&lt;"
      case UInt8(ascii: ">"): result += "&gt;"
      case UInt8(ascii: "\""): result += "&quot;"
      case UInt8(ascii: "'"): result += "&#39;"
      default: result.append(byte)
      }
    }
    return result
  }
}
