private import CZlib
package import Resolution

/// Texts in variables as direnv writes them: compressed by zlib, spelled in URL-safe base64.
///
/// **Source:** https://github.com/direnv/direnv/tree/master/gzenv
package enum Gzenv {
  /// The spelling of a text.
  ///
  /// - Parameter text: Any bytes; direnv's are JSON.
  /// - Returns: Letters, digits, `-`, `_` and `=`.
  package static func encode(_ text: Bytes) -> Bytes {
    var count = compressBound(UInt(text.count))
    let compressed = Bytes(unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
      // It fails only for want of memory or room, and there is as much room as it may need.
      compress2(buffer.baseAddress, &count, text, UInt(text.count), Z_DEFAULT_COMPRESSION)
      initialized = Int(count)
    }
    return base64(compressed)
  }

  /// The text that a spelling stands for.
  ///
  /// - Parameters:
  ///   - spelling: What ``encode(_:)`` or direnv made.
  ///   - limit: How many bytes the text may have.
  /// - Returns: The text, or nil where this is no such spelling.
  package static func decode(_ spelling: Bytes, limit: Int = 64 << 20) -> Bytes? {
    guard let compressed = bytes(ofBase64: spelling) else { return nil }
    var room = max(4 * compressed.count, 1024)
    while room <= limit {
      var count = UInt(room)
      var status = Z_OK
      let text = Bytes(unsafeUninitializedCapacity: room) { buffer, initialized in
        status = uncompress(buffer.baseAddress, &count, compressed, UInt(compressed.count))
        initialized = status == Z_OK ? Int(count) : 0
      }
      if status == Z_OK { return text }
      // Too little room and a text that ends too early are one status.
      guard status == Z_BUF_ERROR else { return nil }
      room *= 4
    }
    return nil
  }

  private static let alphabet = Bytes(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

  /// The URL-safe base64 of bytes.
  package static func base64(_ bytes: Bytes) -> Bytes {
    var text = Bytes()
    text.reserveCapacity(bytes.count / 3 * 4 + 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for byte in group { bits = bits << 8 | UInt32(byte) }
      bits <<= UInt32(8 * (3 - group.count))
      for index in 0...3 {
        let digit = Int(bits >> UInt32(18 - 6 * index)) & 63
        text.append(index <= group.count ? alphabet[digit] : UInt8(ascii: "="))
      }
    }
    return text
  }

  /// The bytes that URL-safe base64 stands for, or nil where a text is none.
  package static func bytes(ofBase64 text: Bytes) -> Bytes? {
    var bytes = Bytes()
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte + 4
      case UInt8(ascii: "-"): digit = 62
      case UInt8(ascii: "_"): digit = 63
      case UInt8(ascii: "="): continue
      default: return nil
      }
      bits = bits << 6 | UInt32(digit)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
    return bytes
  }
}
