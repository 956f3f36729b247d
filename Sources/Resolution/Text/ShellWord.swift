extension Array where Element == UInt8 {
  /// The bytes as one word of every POSIX shell, in single quotes whatever they hold.
  @inline(never)
  package var posixQuoted: Bytes {
    Bytes("'") + Bytes(parts(between: "'"), separatedBy: "'\\''") + "'"
  }

  /// Whether these are one word of every shell as they are, since nothing in them means anything there.
  package var isPlainWord: Bool {
    let plain = Bytes("._+-@/")
    return !isEmpty && allSatisfy { $0.isLetter || $0.isDigit || plain.contains($0) }
  }

  /// The printable text as one word for a command in a message, in single quotes only where a shell
  /// would read something else into it.
  @inline(never)
  package var shellQuoted: Bytes { isPlainWord ? self : printable.posixQuoted }

  /// Whether every shell takes these for the name of a variable.
  package var isIdentifier: Bool {
    guard let first, !first.isDigit else { return false }
    return allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
  }
}
