import Resolution
import Testing

@testable import Doctor

@Suite("The list of checks")
struct CheckTests {
  @Test("every check has a name of its own and says what it is about")
  func complete() {
    var seen: [String] = []
    for check in Check.all {
      #expect(!seen.contains(check.id), "\(check.id)")
      seen.append(check.id)
      #expect(check.id.contains(".") && !check.title.isEmpty && !check.looksAt.isEmpty)
      // What is said is part of a sentence, whose end is elsewhere.
      #expect(!check.explanation.isEmpty && !check.explanation.hasSuffix("."), "\(check.id)")
    }
  }

  @Test("a failure costs 25 points, a warning 10, a note nothing, and nothing falls below 0")
  func costs() {
    #expect(Verdict.allCases.map(\.cost) == [0, 0, 10, 25])
    #expect(Verdict.allCases == Verdict.allCases.sorted())
  }
}
