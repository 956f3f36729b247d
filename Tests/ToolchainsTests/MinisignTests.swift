import Resolution
import Testing

@testable import Toolchains

@Suite("minisign's signatures")
struct MinisignTests {
  private static let message = "abc123  tvm\n"
  private static let key = "RWT1pktJX3+9nu+mM8wVSDXKhDrAwF7hODU0Wmj8N5SLqKk2T4nbZmZ1"
  private static let otherKey = "RWQjYGeg+6UpYHw52mbzOxyWZ1Zlxby2ITn7ndcofOufzsqfCLQ2I8XT"

  /// As minisign 0.11 has written them, over the hash and with `-l` over the file.
  private static let signatures = [
    """
    untrusted comment: signature from minisign secret key
    RUT1pktJX3+9nilZGNt02QxOegCwae6GHWQTgULnZyDxJElD0FLjH2ZnOytOMNsdOcgpHsuOryVElnj/WiNlzSxB1HdJc1t9zQk=
    trusted comment: tvm 0.2.0
    TIBhXL2l0KGZxU27Q8Pxh5ZTAYKdQWvnHNf+mTLfYqtemS6gDwCCRqHZFLJgOxC00UafGqDfPC+/L0RwjsgwDA==

    """,
    """
    untrusted comment: signature from minisign secret key
    RWT1pktJX3+9nqoynGfqvwq5knpCttwdHs5F3Vz2PzeIeIhBce5v3vSgXFS5n1wGlUzN/c5vKzmfVxeXYm/ftW1lBNnuDb9dUAA=
    trusted comment: tvm 0.2.0
    a7JE13HQPXY6t1i4RZ8/Wf7YueXY6xTmGCIchK8WugFBHIYeCPGysNpU9nDmXWlesrpjwqufqZwS+aCH1YtgBA==

    """,
  ]

  /// What comes of a signature: the comment, or why it is refused.
  private func outcome(
    _ signature: String, _ message: String = message, _ key: String = key
  ) throws -> Result<String, Minisign.Refusal> {
    let key = try #require(Minisign.Key(Bytes(key.utf8)))
    return Result { () throws(Minisign.Refusal) in
      try Minisign.verify(Bytes(signature.utf8), of: Bytes(message.utf8), by: key).text
    }
  }

  @Test("A right signature is accepted in both forms", arguments: signatures)
  func right(_ signature: String) throws {
    #expect(try outcome(signature) == .success("tvm 0.2.0"))
    #expect(try outcome(signature.replacing("\n", with: "\r\n")) == .success("tvm 0.2.0"))
    let file = "untrusted comment: minisign public key 9EBD7F5F494BA6F5\n\(Self.key)\n"
    #expect(try outcome(signature, Self.message, file) == .success("tvm 0.2.0"))
  }

  @Test("What was changed, or is another key's, is refused", arguments: signatures)
  func wrong(_ signature: String) throws {
    #expect(try outcome(signature, "abc124  tvm\n") == .failure(.wrong))
    #expect(try outcome(signature, "") == .failure(.wrong))
    #expect(try outcome(signature, Self.message, Self.otherKey) == .failure(.otherKey))
    let comment = signature.replacing("tvm 0.2.0", with: "tvm 9.9.9")
    #expect(try outcome(comment) == .failure(.wrong))
    // Each byte of the signature itself counts.
    for index in [14, 30, 60, 95] {
      var lines = signature.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
      lines[1][index] = lines[1][index] == "A" ? "B" : "A"
      let changed = lines.map { String($0) }.joined(separator: "\n")
      #expect(try outcome(changed) != .success("tvm 0.2.0"), "\(index)")
    }
    for text in ["", "x", "\(Self.key)\n", String(signature.dropLast(60))] {
      #expect(try outcome(text) == .failure(.malformed), "\(text)")
    }
  }

  @Test("What is no key is none")
  func keys() {
    for text in ["", "RW", "RWT1pktJ", "\(Self.key)A", "x\(Self.key.dropFirst())"] {
      #expect(Minisign.Key(Bytes(text.utf8)) == nil, "\(text)")
    }
  }

  @Test(
    "BLAKE2b hashes as RFC 7693 says, at the borders of its blocks, too",
    arguments: [
      (0, "786a02f742015903c6c6fd852552d272"), (1, "2fa3f686df876995167e7c2e5d74c4c7"),
      (127, "b6292669ccd38d5f01caae96ba272c76"), (128, "2319e3789c47e2daa5fe807f61bec2a1"),
      (129, "f59711d44a031d5f97a9413c065d1e61"), (255, "fe2c02da499516b0e9fb2dd70c49eb36"),
      (256, "93463ac058b6163eb43be3f5bb32b285"), (1000, "c11e1c0340bd7e5a1b275f1230c962fa"),
    ])
  func blake(_ count: Int, _ start: String) {
    let hash = Blake2b.hash(of: (0..<count).map { UInt8($0 % 251) })
    #expect(hash.count == 64)
    let hex = hash.prefix(16).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
    #expect(hex.joined() == start)
  }
}
