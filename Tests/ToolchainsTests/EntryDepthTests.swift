import Testing

@testable import Toolchains

@Suite("The depth of an archive") struct EntryDepthTests {
  @Test(
    "is bounded, or nothing could remove what was unpacked",
    arguments: [(64, 1, true), (65, 1, false), (4, 255, true), (5, 255, false), (2000, 1, false)])
  func depth(_ folders: Int, _ length: Int, _ isTaken: Bool) throws {
    var rules = EntryRules(topFolder: "go") { $0 }
    let name = Array(repeating: String(repeating: "d", count: length), count: folders)
      .joined(separator: "/")
    if isTaken {
      #expect(try rules.destination(of: "go/\(name)", .file)?.count == folders)
    } else {
      #expect(throws: ArchiveError.entry(name: "go/\(name)", problem: .depth)) {
        try rules.destination(of: "go/\(name)", .file)
      }
    }
  }
}
