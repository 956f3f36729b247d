package import Resolution

extension JSONValue {
  /// The value that a text is, as direnv writes it into variables; nil where it is no JSON.
  package init?(_ text: Bytes) {
    // Whoever damaged the variable learns its name.
    guard let value = (try? JSONCDocument(text))?.root?.value else { return nil }
    self = value
  }

  /// An object of texts, sorted by name; a missing value is `null`.
  package init(_ values: [Bytes: Bytes?]) {
    self = .object(
      values.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        .map { JSONMember($0.key, $0.value.map { .string($0) } ?? .null) })
  }

  /// The members of an object that are texts.
  package var texts: [Bytes: Bytes] {
    guard case .object(let members) = self else { return [:] }
    return members.reduce(into: [:]) { texts, member in
      if let text = member.value.bytes { texts[member.name] = text }
    }
  }

  /// The value for readers that want UTF-8: what is none is a replacement character, as direnv writes it.
  package var readable: JSONValue {
    switch self {
    case .array(let values): .array(values.map(\.readable))
    case .object(let members):
      .object(
        members.map { JSONMember(String(decoding: $0.name, as: UTF8.self), $0.value.readable) })
    case .string(let bytes): .string(String(decoding: bytes, as: UTF8.self))
    case .boolean, .null, .number: self
    }
  }
}
