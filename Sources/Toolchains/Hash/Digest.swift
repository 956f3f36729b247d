import CNettle
package import Resolution

/// SHA-256 of bytes that come piece by piece.
package struct Digest {
  private var state = sha256_ctx()

  init() { nettle_sha256_init(&state) }

  /// Adds the next bytes.
  ///
  /// - Parameter bytes: What follows on the bytes so far.
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    nettle_sha256_update(
      &state, bytes.count, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
  }

  /// Ends the message.
  ///
  /// - Returns: The hash in lower-case hex.
  mutating func finish() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    nettle_sha256_digest(&state, bytes.count, &bytes)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Whether a text is a hash in lower-case hex.
  static func isHex(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { $0.isDigit || $0 >= 97 && $0 <= 102 }
  }

  /// The hash of bytes that are there as a whole.
  ///
  /// - Parameter bytes: The whole message.
  /// - Returns: The hash in lower-case hex.
  package static func hex(of bytes: Bytes) -> Bytes {
    var digest = Digest()
    bytes.withUnsafeBytes { digest.update($0) }
    return Bytes(digest.finish().utf8)
  }
}
