package import Resolution

extension Shell {
  /// A value as one word of this shell, taken literally whatever it holds.
  package func quoted(_ value: Bytes) -> Bytes {
    switch self {
    case .bash, .zsh: value.posixQuoted
    case .fish: Shell.fishQuoted(value)
    case .elvish, .pwsh: Shell.doublingQuotes(value)
    // Literal as long as its own parentheses match.
    case .murex: Bytes("%(") + value + ")"
    case .tcsh: Shell.tcshQuoted(value)
    }
  }

  /// A value as one word of this shell, quoted only where something in it means something.
  package func word(_ value: Bytes) -> Bytes { value.isPlainWord ? value : quoted(value) }

  /// A value as one word of this shell that has no line end in it: older hooks of direnv's put what they
  /// got through a command substitution.
  package func quotedOnOneLine(_ value: Bytes) -> Bytes {
    switch self {
    case .bash, .zsh: Shell.asciiQuoted(value)
    case .fish:
      quoted(value).reduce(into: []) { quoted, byte in
        switch byte {
        case UInt8(ascii: "\n"): quoted += "'\\n'"
        case UInt8(ascii: "\r"): quoted += "'\\r'"
        case UInt8(ascii: "\t"): quoted += "'\\t'"
        default: quoted.append(byte)
        }
      }
    case .elvish, .murex, .pwsh, .tcsh: quoted(value)
    }
  }

  /// In fish a backslash quotes within single quotes.
  private static func fishQuoted(_ value: Bytes) -> Bytes {
    var quoted = Bytes("'")
    for byte in value {
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\") {
        quoted.append(UInt8(ascii: "\\"))
      }
      quoted.append(byte)
    }
    return quoted + "'"
  }

  /// Where a quote is doubled within quotes.
  private static func doublingQuotes(_ value: Bytes) -> Bytes {
    var quoted = Bytes("'")
    for byte in value {
      quoted.append(byte)
      if byte == UInt8(ascii: "'") { quoted.append(byte) }
    }
    return quoted + "'"
  }

  /// tcsh takes each character behind a backslash literally.
  ///
  /// Line ends and tabs become blanks: no quoting brings them through its eval `…`.
  private static func tcshQuoted(_ value: Bytes) -> Bytes {
    guard !value.isEmpty else { return Bytes("''") }
    var quoted = Bytes()
    for byte in value {
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\t"): quoted += "\\ "
      case _ where byte.isLetter || byte.isDigit || byte >= 128: quoted.append(byte)
      case _ where "/._-+,:@%".utf8.contains(byte): quoted.append(byte)
      default: quoted += [UInt8(ascii: "\\"), byte]
      }
    }
    return quoted
  }

  /// For bash and zsh, in ASCII only, so that no locale matters.
  private static func asciiQuoted(_ value: Bytes) -> Bytes {
    guard !value.isEmpty else { return Bytes("''") }
    // What direnv leaves as it is.
    if value.allSatisfy({ (44...57).contains($0) || (64...90).contains($0) || $0 == 95 }) {
      return value
    }
    var quoted = Bytes("$'")
    for byte in value {
      switch byte {
      case UInt8(ascii: "\n"): quoted += "\\n"
      case UInt8(ascii: "\r"): quoted += "\\r"
      case UInt8(ascii: "\t"): quoted += "\\t"
      case UInt8(ascii: "'"), UInt8(ascii: "\\"): quoted += [UInt8(ascii: "\\"), byte]
      case 32..<127: quoted.append(byte)
      default:
        quoted += "\\x"
        quoted += [byte >> 4, byte & 15].map { $0 < 10 ? 48 + $0 : 87 + $0 }
      }
    }
    return quoted + "'"
  }
}
