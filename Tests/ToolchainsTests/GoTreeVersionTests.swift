import Foundation
import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("What a folder says that it is") struct GoTreeVersionTests {
  @Test(
    "is the first word of Go's file VERSION",
    arguments: [
      ("go1.22.3\ntime 2024-05-01\n", "go1.22.3", "1.22.3"), ("go1.4", "go1.4", "1.4"),
      ("devel go1.23-abc", "devel", nil), ("go1.22.3 X:boringcrypto\n", "go1.22.3", "1.22.3"),
      ("go\u{1B}[31m\n", "go\\e[31m", nil), ("\n", nil, nil),
      (String(repeating: "x", count: 5000), nil, nil),
    ] as [(String, String?, String?)])
  func version(_ contents: String, _ text: String?, _ version: String?) throws {
    let fixture = try FileFixture("version")
    try fixture.sandbox.write(contents, to: "go/VERSION")
    let found = GoTreeVersion(of: fixture.path("go"))
    #expect((found?.text == nil) == (text == nil))
    if let text, !text.contains("\\") { #expect(found?.text == text) }
    #expect(found?.text.contains("\u{1B}") != true)
    #expect(found?.version?.name.text == version)
    #expect(GoTreeVersion(of: fixture.path("")) == nil)
  }

  @Test("belongs to a project by the nearest repository below the user's own folder")
  func project() throws {
    let fixture = try FileFixture("project")
    try fixture.sandbox.makeDirectory("repository/.git")
    try fixture.sandbox.makeDirectory("repository/a/b")
    try fixture.sandbox.makeDirectory("bare/a")
    #expect(
      World.live.projectRoot(of: fixture.path("repository/a/b")) == fixture.path("repository"))
    #expect(World.live.projectRoot(of: fixture.path("bare/a")) == fixture.path("bare/a"))
    #expect(Path("/a/b").ancestors.map(\.text) == ["/a/b", "/a", "/"])
    #expect(Path("a/b").ancestors.map(\.text) == ["a/b", "a"])
    #expect(NameHash.of(Bytes("abc"), digits: 12).text == "ba7816bf8f01")
  }
}
