import Environment
import Resolution
import TestSupport
import Testing

@Suite("Damaged .env files are taken or refused") struct DotenvFuzzTests {
  @Test func dotenv() {
    let seeds = ["A=1\nexport B: \"x\\n$A${C:-d}\" # c\n", "F='a\nb'\nG=`x`\n"]
    for damaged in Fuzz(seeds, count: 10_000) {
      let file = try? Dotenv(damaged) { _ in Bytes("outside") }
      // A name with `=` in it, or a NUL anywhere, would be another variable.
      #expect(
        file?.assignments.allSatisfy { !$0.name.contains(UInt8(ascii: "=")) && !$0.name.isEmpty }
          ?? true, "\(damaged)")
    }
  }
}
