package import Resolution

/// What names something in a file's name, a key or a record that is too long or too secret to stand
/// there itself.
package enum NameHash {
  /// The first digits of the SHA-256 of bytes, in lower-case hex.
  ///
  /// - Parameters:
  ///   - bytes: what is to be named.
  ///   - digits: how many digits, of which each tells 16 things apart.
  /// - Returns: as many digits.
  package static func of(_ bytes: Bytes, digits: Int) -> Bytes {
    Bytes(Digest.hex(of: bytes).prefix(digits))
  }
}
