import Resolution
import Testing

@testable import tvm

@Suite("Words of the command line as text")
struct CommandLineTextTests {
  @Test(
    "are given back byte for byte",
    arguments: [
      [], Array("go test ./…".utf8), [0xFF], [0x61, 0xFE, 0x62], Array(0x01...0xFF), [0xC3],
      [0xE2, 0x80], [0xED, 0xA0, 0x80], Array("e\u{301}\u{E9}\u{FFFD}".utf8),
      Array("\u{10FF7F}\u{10FF80}\u{10FFFF}".utf8),
    ] as [[UInt8]])
  func roundTrip(_ word: [UInt8]) {
    #expect(Bytes(argument: String(argument: word)) == word)
  }

  @Test("are written in as many ways as there are words") func distinct() {
    let words: [[UInt8]] = [[0xFF], [0xFE], Array("\u{10FFFF}".utf8), Array("\u{FFFD}".utf8)]
    #expect(Set(words.map { String(argument: $0) }).count == words.count)
    #expect(String(argument: Bytes("--format")) == "--format")
  }
}
