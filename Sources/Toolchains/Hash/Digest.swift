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
    String(decoding: finishedHex(), as: UTF8.self)
  }

  private mutating func finishedHex() -> Bytes {
    Bytes(unsafeUninitializedCapacity: 64) { buffer, count in
      // The hash comes to stand in the second half, and is written out from the front: each byte is read
      // before the two that it becomes reach it.
      nettle_sha256_digest(&state, 32, buffer.baseAddress.map { $0 + 32 })
      for index in 0..<32 {
        let byte = buffer[32 + index]
        buffer[2 * index] = Digest.digit(byte >> 4)
        buffer[2 * index + 1] = Digest.digit(byte & 15)
      }
      count = 64
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
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
    return digest.finishedHex()
  }
}
