import Resolution

/// Quoting of values for shells, so that they are taken literally whatever they hold.
enum ShellQuote {
  /// For bash, zsh and every POSIX shell.
  static func posix(_ value: Bytes) -> Bytes {
    var quoted = Bytes("'")
    for byte in value {
      if byte == UInt8(ascii: "'") { quoted += "'\\''" } else { quoted.append(byte) }
    }
    return quoted + Bytes("'")
  }

  /// For fish, where a backslash quotes within single quotes.
  static func fish(_ value: Bytes) -> Bytes {
    var quoted = Bytes("'")
    for byte in value {
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\") {
        quoted.append(UInt8(ascii: "\\"))
      }
      quoted.append(byte)
    }
    return quoted + Bytes("'")
  }

  /// For `.env` files: double quotes, with line ends, quotes, backslashes and dollars escaped.
  static func dotenv(_ value: Bytes) -> Bytes {
    var quoted = Bytes("\"")
    for byte in value {
      switch byte {
      case UInt8(ascii: "\n"): quoted += "\\n"
      case UInt8(ascii: "\r"): quoted += "\\r"
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"):
        quoted.append(UInt8(ascii: "\\"))
        quoted.append(byte)
      default: quoted.append(byte)
      }
    }
    return quoted + Bytes("\"")
  }
}
