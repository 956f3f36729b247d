import Environment
import Resolution
import Testing

@Suite("Gzenv")
struct GzenvTests {
  @Test("a text comes back", arguments: [0, 1, 2, 3, 4, 57, 5000, 200_000])
  func roundTrip(_ count: Int) {
    let text = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
    let spelled = Gzenv.encode(text)
    #expect(spelled.count % 4 == 0)
    #expect(spelled.allSatisfy { $0.isLetter || $0.isDigit || Bytes("-_=").contains($0) })
    #expect(Gzenv.decode(spelled) == text)
  }

  @Test("what direnv has written")
  func foreign() {
    let spelled = Bytes("eJyrrgUAAXUA-Q==")
    #expect(Gzenv.decode(spelled) == Bytes("{}"))
  }

  @Test("what is none", arguments: ["", "!", "AAAA", "eJyrrgUAAXUA"])
  func damaged(_ text: String) {
    #expect(Gzenv.decode(Bytes(text.utf8)) == nil)
  }

  @Test("a text of zeros that is too long")
  func tooLong() {
    let spelled = Gzenv.encode(Bytes(repeating: 0, count: 1 << 20))
    #expect(Gzenv.decode(spelled, limit: 1 << 16) == nil)
  }
}
