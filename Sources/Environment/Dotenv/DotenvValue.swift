import Resolution

/// A value of a `.env` file as it is written there.
struct DotenvValue {
  /// How it is quoted.
  enum Form {
    case plain
    case single
    case double
  }

  /// What stands between the quotes.
  let text: Bytes
  /// How it is quoted.
  let form: Form

  /// The value, with escapes resolved and variables replaced.
  ///
  /// - Parameters:
  ///   - inside: The value that the file has given a variable before.
  ///   - outside: The value of any other variable.
  /// - Returns: The value.
  func expanded(inside: (Bytes) -> Bytes?, outside: (Bytes) -> Bytes?) -> Bytes {
    let replace = { (name: Bytes, fallback: Bytes?) -> Bytes in
      if let value = inside(name) { return value }
      let value = outside(name) ?? []
      // As in a shell, a default stands for an empty value as well.
      return value.isEmpty ? fallback ?? value : value
    }
    switch form {
    case .single: return text
    case .double: return Self.replaced(in: Self.unescaped(text), by: replace)
    // A single byte is what it is.
    case .plain: return text.count == 1 ? text : Self.replaced(in: text, by: replace)
    }
  }

  /// Line ends for `\n` and `\r`, then no backslash before anything else but a dollar.
  private static func unescaped(_ text: Bytes) -> Bytes {
    let broken = replacingEscapes(in: text) { escaped in
      switch escaped {
      case UInt8(ascii: "n"): UInt8(ascii: "\n")
      case UInt8(ascii: "r"): UInt8(ascii: "\r")
      default: nil
      }
    }
    return replacingEscapes(in: broken) { $0 == UInt8(ascii: "$") ? nil : $0 }
  }

  /// The text with another byte for each backslash and the byte behind it; both stay where that is nil.
  private static func replacingEscapes(
    in text: Bytes, by replacement: (UInt8) -> UInt8?
  ) -> Bytes {
    var result = Bytes()
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "\\"), index + 1 < text.count,
        let byte = replacement(text[index + 1])
      {
        result.append(byte)
        index += 2
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private static func replaced(in text: Bytes, by replace: (Bytes, Bytes?) -> Bytes) -> Bytes {
    var result = Bytes()
    var rest = text[...]
    while let byte = rest.first {
      if rest.starts(with: "\\$") {
        result += "$"
        rest = rest.dropFirst(2)
      } else if byte == UInt8(ascii: "$") {
        rest = rest.dropFirst()
        result += reference(&rest, replace)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// What stands for the reference whose dollar has just been read.
  private static func reference(
    _ rest: inout BytesSlice, _ replace: (Bytes, Bytes?) -> Bytes
  ) -> Bytes {
    guard let first = rest.first else { return Bytes("$") }
    if first == UInt8(ascii: "{") {
      rest = rest.dropFirst()
      // An open brace without its closing one is dropped.
      guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { return [] }
      let inner = rest[..<end]
      rest = rest[(end + 1)...]
      if inner.isEmpty { return [] }
      for index in inner.indices where inner[index...].starts(with: ":-") {
        return replace(Bytes(inner[..<index]), Bytes(inner[(index + 2)...]))
      }
      return replace(Bytes(inner), nil)
    }
    // Parameters of a shell, which no file has.
    if first.isDigit || Bytes("*#$@!?-").contains(first) {
      rest = rest.dropFirst()
      return replace([first], nil)
    }
    let name = rest.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    if name.isEmpty { return Bytes("$") }
    rest = rest[name.endIndex...]
    return replace(Bytes(name), nil)
  }
}
