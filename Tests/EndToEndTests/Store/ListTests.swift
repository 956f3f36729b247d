import Foundation
import TestSupport
import Testing

@Suite("tvm list and list-remote")
struct ListTests {
  private struct Entry: Decodable, Equatable {
    var tool = "go"
    let version: String
    let path: String
    var link: String?
    var size: Int?
    var source: String?
    let isActive: Bool
    var newer: String?
  }

  private struct Listed: Decodable {
    let schema: Int
    let toolchains: [Entry]
  }

  @Test("nothing installed is said, and is an empty list in JSON")
  func empty() throws {
    let fixture = try GoFixture()
    let result = try fixture.tvm("list")
    result.expectSuccess()
    #expect(result.errors == "tvm: no toolchains installed\nhelp: tvm use go@latest\n")
    let json = try fixture.tvm("list", "--json")
    #expect(try JSONDecoder().decode(Listed.self, from: Data(json.outputBytes)).toolchains == [])
  }

  @Test("the active one, sizes, links and newer patch releases are shown")
  func full() throws {
    let fixture = try GoFixture()
    try fixture.tvm("install", "1.21.0", "1.22rc1", "1.20.14").expectSuccess()
    try fixture.toolchain("sdk", version: "1.22.5")
    try fixture.tvm("link", "corp", "../sdk").expectSuccess()
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    let pin = fixture.sandbox.path("project/.go-version:1")
    let text = try fixture.tvm("ls")
    #expect(
      text.output.replacing(/\ +\d+ B/, with: "  # B") == """
          go 1.20.14  # B
        * go 1.21.0  # B  (\(pin))  1.21.13 is available
          go 1.22rc1  # B  1.22.3 is available
          go corp     -> \(fixture.sandbox.path("sdk"))

        """)
    let json = try fixture.tvm("list", "go", "--json")
    let entries = try JSONDecoder().decode(Listed.self, from: Data(json.outputBytes)).toolchains
    #expect(entries.map(\.version) == ["1.20.14", "1.21.0", "1.22rc1", "corp"])
    #expect(entries.map(\.isActive) == [false, true, false, false])
    #expect(entries.map(\.newer) == [nil, "1.21.13", "1.22.3", nil])
    #expect(entries[1].source == pin)
    #expect(entries[3].link == fixture.sandbox.path("sdk"))
    #expect(entries[0].size.map { $0 > 100 } == true && entries[3].size == nil)
    #expect(entries.allSatisfy { $0.path == "\(fixture.home)/go/\($0.version)" })
  }

  @Test("a newer patch release that is installed is no news")
  func installedNewer() throws {
    let fixture = try GoFixture()
    try fixture.tvm("install", "1.21.0", "1.21.13").expectSuccess()
    #expect(!(try fixture.tvm("list").output.contains("is available")))
  }

  @Test("a broken pin does not hide what is installed")
  func brokenPin() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("nonsense!\n", to: "project/.go-version")
    let result = try fixture.tvm("list")
    #expect(result.output.hasPrefix("  go 1.21.0 "))
    #expect(result.status == 0)
  }

  @Test("names that are no toolchains are not listed")
  func strangers() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    for name in [".DS_Store", "1.21", "1.21.00", "go1.22.3", "lost+found~", "x y"] {
      try fixture.sandbox.makeDirectory("tvm/go/\(name)")
    }
    #expect(try fixture.tvm("list").output.split(separator: "\n").count == 1)
  }

  @Test(
    "list-remote shows the releases that are asked for",
    arguments: [
      (["go"], ["1.20.14", "1.21.0", "1.21.13", "1.22.3", "1.23.1"]),
      (
        ["--all", "go"],
        ["1.20.14", "1.21.0", "1.21.13", "1.22rc1", "1.22.3", "1.23.1", "1.24rc2"]
      ),
      (["go", "1.21"], ["1.21.0", "1.21.13"]), (["go@1.22rc1"], ["1.22rc1"]),
      ([">=1.22"], ["1.22.3", "1.23.1"]), (["latest"], ["1.23.1"]), (["oldstable"], ["1.22.3"]),
      (["9"], []),
    ])
  func remote(_ arguments: [String], _ versions: [String]) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    let result = try fixture.sandbox.run(
      Project.program("tvm"), ["list-remote"] + arguments, in: "project")
    result.expectSuccess(versions.map { "\($0 == "1.21.0" ? "*" : " ") go \($0)\n" }.joined())
    #expect(
      result.errors == (versions.isEmpty ? "tvm: no go release matches \"9\"\n" : ""))
  }

  @Test("list-remote prints JSON")
  func remoteJSON() throws {
    struct Release: Decodable, Equatable {
      let tool: String
      let version: String
      let isStable: Bool
      let isInstalled: Bool
    }
    struct Listed: Decodable {
      let schema: Int
      let releases: [Release]
    }
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    let result = try fixture.tvm("list-remote", "--json", "1.21")
    #expect(
      try JSONDecoder().decode(Listed.self, from: Data(result.outputBytes)).releases == [
        Release(tool: "go", version: "1.21.0", isStable: true, isInstalled: true),
        Release(tool: "go", version: "1.21.13", isStable: true, isInstalled: false),
      ])
    let none = try fixture.tvm("list-remote", "--json", "9")
    #expect(try JSONDecoder().decode(Listed.self, from: Data(none.outputBytes)).releases == [])
  }
}
