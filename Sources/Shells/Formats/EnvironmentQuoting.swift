package import Resolution

extension EnvironmentFormat {
  /// A value as this form's reader takes it literally.
  package func quoted(_ value: Bytes) -> Bytes {
    switch self {
    case .shell(let shell): shell.quoted(value)
    case .dotenv: EnvironmentFormat.dotenvQuoted(value)
    case .systemd: EnvironmentFormat.systemdQuoted(value)
    case .vim: EnvironmentFormat.vimQuoted(value)
    case .github, .json: value
    }
  }

  /// For `.env` files, which shells read, too: what means something in double quotes goes into single
  /// ones, and is escaped where these cannot hold it.
  private static func dotenvQuoted(_ value: Bytes) -> Bytes {
    let special = Bytes("$`\"\n\r")
    // Some readers take a backslash for an escape in single quotes as well.
    let isLiteral = !value.contains { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\\") }
    if isLiteral, value.contains(where: special.contains) { return value.posixQuoted }
    return doubleQuoted(value)
  }

  /// In double quotes, with everything escaped that means something to a shell there.
  private static func doubleQuoted(_ value: Bytes) -> Bytes {
    var quoted = Bytes("\"")
    for byte in value {
      if Bytes("\"\\$`").contains(byte) { quoted.append(UInt8(ascii: "\\")) }
      quoted.append(byte)
    }
    return quoted + Bytes("\"")
  }

  /// For systemd's environment files: as it is where nothing in it has a meaning there.
  private static func systemdQuoted(_ value: Bytes) -> Bytes {
    let isPlain = value.allSatisfy { byte in
      byte.isLetter || byte.isDigit || Bytes("_-+./:,@%=~").contains(byte) || byte >= 128
    }
    return isPlain ? value : doubleQuoted(value)
  }

  /// For Vim script, where only double quotes can hold a line end.
  private static func vimQuoted(_ value: Bytes) -> Bytes {
    guard value.contains(where: { $0 < 32 }) else {
      var quoted = Bytes("'")
      for byte in value {
        quoted.append(byte)
        if byte == UInt8(ascii: "'") { quoted.append(byte) }
      }
      return quoted + Bytes("'")
    }
    var quoted = Bytes("\"")
    for byte in value {
      switch byte {
      case UInt8(ascii: "\n"): quoted += "\\n"
      case UInt8(ascii: "\r"): quoted += "\\r"
      case UInt8(ascii: "\t"): quoted += "\\t"
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        quoted.append(UInt8(ascii: "\\"))
        quoted.append(byte)
      case 0..<32:
        quoted += "\\x"
        quoted.append(byte < 16 ? 48 : 49)
        quoted.append(byte % 16 < 10 ? 48 + byte % 16 : 87 + byte % 16)
      default: quoted.append(byte)
      }
    }
    return quoted + Bytes("\"")
  }
}
