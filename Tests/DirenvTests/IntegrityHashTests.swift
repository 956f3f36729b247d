import Resolution
import Testing

@testable import Direnv

@Suite("Hashes of what direnv downloads")
struct IntegrityHashTests {
  @Test("hashes as browsers write them")
  func hashes() throws {
    let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    let hash = try IntegrityHash(Bytes(empty.utf8))
    #expect(hash.hex == Bytes(hex.utf8) && hash.text == Bytes(empty.utf8))
    #expect(try IntegrityHash(Bytes("sha256-\(hex)".utf8)) == hash)
    #expect(throws: DirenvFault.invalidHash(Bytes("sha256-x"))) {
      try IntegrityHash(Bytes("sha256-x"))
    }
  }
}
