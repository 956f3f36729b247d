private import CNettle
package import Resolution

#if canImport(FoundationEssentials)
private import FoundationEssentials
#else
private import Foundation
#endif

/// Signatures as minisign makes them: Ed25519 over a file or its BLAKE2b hash, and once more over the
/// signature and a comment, which is trusted with it.
package enum Minisign {
  /// A public key.
  package struct Key: Equatable, Sendable {
    fileprivate let number: Bytes
    fileprivate let bytes: Bytes

    /// The key in a text: the word that begins with `RW`, alone or below a comment.
    package init?(_ text: Bytes) {
      let line = text.parts(between: "\n").map { $0.trimmed }.last { !$0.isEmpty } ?? []
      guard let bytes = decoded(line), bytes.count == 42, bytes.starts(with: Bytes("Ed")) else {
        return nil
      }
      number = Bytes(bytes[2..<10])
      self.bytes = Bytes(bytes[10...])
    }
  }

  /// Why a file is not to be trusted.
  package enum Refusal: Error, Equatable {
    /// The signature is none.
    case malformed
    /// Another key has signed.
    case otherKey
    /// The file, the comment or the signature was changed.
    case wrong
  }

  /// Checks a signature.
  ///
  /// - Parameters:
  ///   - signature: the text that minisign has written.
  ///   - message: the file.
  ///   - key: whose signature it has to be.
  /// - Returns: the trusted comment.
  /// - Throws: ``Refusal``.
  package static func verify(
    _ signature: Bytes, of message: Bytes, by key: Key
  ) throws(Refusal) -> Bytes {
    let lines = signature.parts(between: "\n").map { Bytes($0.trimmed) }.filter { !$0.isEmpty }
    let mark = Bytes("trusted comment: ")
    guard lines.count == 4, let head = decoded(lines[1][...]), head.count == 74,
      lines[2].starts(with: mark), let whole = decoded(lines[3][...]), whole.count == 64
    else { throw .malformed }
    let signed: Bytes
    switch Bytes(head[..<2]) {
    case Bytes("Ed"): signed = message
    case Bytes("ED"): signed = Blake2b.hash(of: message)
    default: throw .malformed
    }
    guard Bytes(head[2..<10]) == key.number else { throw .otherKey }
    let own = Bytes(head[10...])
    let comment = Bytes(lines[2].dropFirst(mark.count))
    guard isRight(own, of: signed, key), isRight(whole, of: own + comment, key) else {
      throw .wrong
    }
    return comment
  }

  private static func isRight(_ signature: Bytes, of message: Bytes, _ key: Key) -> Bool {
    nettle_ed25519_sha512_verify(key.bytes, message.count, message, signature) == 1
  }
}

/// What a word of base64 stands for.
private func decoded(_ text: BytesSlice) -> Bytes? {
  Data(base64Encoded: Data(text)).map { Bytes($0) }
}
