import Foundation
import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("What is cleaned up") struct CleanerTests {
  private let fixture: FileFixture
  private var sandbox: Sandbox { fixture.sandbox }
  private let home: Home

  init() throws {
    let fixture = try FileFixture("cleaner")
    self.fixture = fixture
    let root = Bytes(fixture.sandbox.path("tvm").utf8)
    home = try Home(.live { Literal($0) == Literal(Variables.home) ? root : nil })
  }

  @Test("is what died with its process, under names of tvm's") func staging() throws {
    for name in ["go-1.22.3", "go-corp", "photos", "locked", "go-1.23.0"] {
      try sandbox.write("", to: "tvm/tmp/\(name)/file")
    }
    for name in ["locked", "go-1.23.0"] { try sandbox.write("", to: "tvm/locks/\(name)") }
    try sandbox.write("", to: "tvm/tmp/notes.txt")
    try sandbox.write("", to: "tvm/go/1.21.0.tmp.77")
    fixture.age("tvm/go/1.21.0.tmp.77", seconds: 100_000)
    let busy = try Lock(Bytes("go-1.23.0"), in: home) { _ in }
    #expect(
      Staging.left(in: home).map { Bytes($0.name).text }.sorted()
        == ["go-1.22.3", "go-corp", "locked"])
    #expect(fixture.names("tvm/locks") == ["go-1.23.0", "locked"], "a question makes no lock")
    Staging.clean(home)
    #expect(fixture.names("tvm/tmp") == ["go-1.23.0", "notes.txt", "photos"])
    #expect(fixture.names("tvm/go") == [])
    _ = consume busy
  }

  @Test("is never what a folder leads to that is a link") func links() throws {
    for name in ["go-1.22.3", String(repeating: "a", count: 64), ".x.tvm-00000000"] {
      try sandbox.write("mine", to: "disk/\(name)/file")
      fixture.age("disk/\(name)", seconds: 1_000_000)
    }
    let before = fixture.names("disk")
    try sandbox.makeDirectory("tvm/locks")
    try sandbox.makeDirectory("tvm/cache")
    try sandbox.link("tvm/tmp", to: "../disk")
    try sandbox.link("tvm/cache/downloads", to: "../../disk")
    try sandbox.link("tvm/go-links", to: "../disk")
    Staging.clean(home)
    KeptDownloads(in: home).remove([])
    try GoLinks(home).update()
    #expect(fixture.names("disk") == before)
    for path in ["tvm/tmp", "nowhere"] {
      Cleaner(fixture.path(path))?.remove { _ in
        Issue.record("\(path) is no folder to clean")
        return false
      }
    }
  }

  @Test("is of the downloads what nobody came back for") func downloads() throws {
    let old = String(repeating: "a", count: 64)
    let new = String(repeating: "b", count: 64)
    for name in [old, new, "film.mkv"] { try sandbox.write("", to: "tvm/cache/downloads/\(name)") }
    for name in [old, "film.mkv"] { fixture.age("tvm/cache/downloads/\(name)", seconds: 1_000_000) }
    KeptDownloads(in: home).remove([])
    #expect(fixture.names("tvm/cache/downloads") == [new, "film.mkv"])
  }

  @Test("is of the links to Go's programs what is not installed any more") func goLinks() throws {
    try sandbox.write("", to: "tvm/go/1.22.3/bin/go", executable: true)
    try sandbox.makeDirectory("tvm/go-links")
    for name in ["go1.20.1", "notes"] { try sandbox.link("tvm/go-links/\(name)", to: "x") }
    try sandbox.write("", to: "tvm/go-links/go1.20.2")
    try GoLinks(home).update()
    #expect(fixture.names("tvm/go-links") == ["go1.20.2", "go1.22.3", "notes"])
  }

  @Test(
    "does not belong to somebody else", .enabled(if: FileFixture.isRoot, "SKIPPED: root"))
  func owners() throws {
    try sandbox.makeDirectory("d")
    for name in ["mine", "theirs"] { try sandbox.write("", to: "d/\(name)") }
    chown(sandbox.path("d"), 1234, 1234)
    chown(sandbox.path("d/theirs"), 1234, 1234)
    Cleaner(fixture.path("d"))?.remove { _ in true }
    #expect(fixture.names("d") == ["mine"], "only what belongs to whom the folder belongs")
  }

  @Test(
    "has names that nothing else has",
    arguments: [
      (".a.tvm-0123abcd", true), (".tvm-0123abcd", false), (".a.tvm-0123abcz", false),
      ("a.tvm-0123abcd", false), (".a.tvm-0123abc", false), ("a.tmp.12", false),
    ])
  func names(_ name: String, _ isTemporary: Bool) {
    #expect(TemporaryName.isTemporary(Bytes(name.utf8)) == isTemporary)
  }

  @Test("tells whose temporary names they are") func owned() {
    for name in ["a", ".go-version", String(repeating: "n", count: 255)] {
      let bytes = Bytes(name.utf8)
      let temporary = TemporaryName.random(for: bytes)
      #expect(temporary.count <= 255 && temporary != TemporaryName.random(for: bytes))
      #expect(TemporaryName.isTemporary(temporary, for: bytes))
      #expect(!TemporaryName.isTemporary(temporary, for: Bytes("other")))
    }
    #expect(TemporaryName.isOldTemporary(Bytes("a.tmp.1"), for: Bytes("a")))
    #expect(!TemporaryName.isOldTemporary(Bytes("b.tmp.1"), for: Bytes("a")))
    #expect(!TemporaryName.isOldTemporary(Bytes("a.tmp.x")))
  }
}
