import Foundation
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

  @Test("every check that is written is in the list")
  func listed() throws {
    let written = try swift(in: "Sources/Doctor").matches(of: /"([a-z]+\.[a-z-]+)", \.[a-z]/)
    #expect(
      Set(written.map { String($0.1) }).isSubset(of: Check.all.map(\.id)),
      "each belongs to a list that Check.all names")
  }

  @Test("every check has a test that names it")
  func tested() throws {
    // Variables of one table, of which GOAMD64 and GOARM stand for all; and two that lack a test.
    let known: Set = [
      "go.GO386", "go.GOMIPS", "go.GOMIPS64", "go.GOPPC64", "go.GORISCV64", "go.GOWASM",
      "gopath.file-system", "project.files",
    ]
    let named = Set(
      try swift(in: "Tests/EndToEndTests").matches(of: /"([a-z]+\.[A-Za-z0-9_-]+)[ ":]/).map {
        String($0.1)
      })
    #expect(Set(Check.all.map(\.id)).subtracting(named).subtracting(known) == [])
  }

  /// All Swift text below a folder of the package.
  private func swift(in folder: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: folder).path
    return try FileManager.default.subpathsOfDirectory(atPath: root).filter {
      $0.hasSuffix(".swift")
    }.map { try String(contentsOfFile: "\(root)/\($0)", encoding: .utf8) }.joined()
  }

  @Test("a failure costs 25 points, a warning 10, a note nothing, and nothing falls below 0")
  func costs() {
    #expect(Verdict.allCases.map(\.cost) == [0, 0, 10, 25])
    #expect(Verdict.allCases == Verdict.allCases.sorted())
  }
}
