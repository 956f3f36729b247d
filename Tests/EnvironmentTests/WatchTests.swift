import Environment
import Resolution
import TestSupport
import Testing
import Toolchains

@Suite("Files that an environment depends on")
struct WatchTests {
  @Test("a file is as it was, or not")
  func changes() throws {
    let sandbox = try Sandbox()
    let path = Path(Bytes(try sandbox.write("one", to: "file").utf8))
    let watch = Watch(path)
    #expect(watch.isUnchanged)
    try sandbox.write("three", to: "file")
    #expect(!watch.isUnchanged)
    try sandbox.remove("file")
    #expect(!watch.isUnchanged && Watch(path).state == .missing && Watch(path).isUnchanged)
  }

  @Test("a change in the same tick of the clock, with the same size, is seen by the content")
  func sameTick() throws {
    let sandbox = try Sandbox()
    let path = Path(Bytes(try sandbox.write("one", to: "file").utf8))
    guard case .present(let modified, let size, let file, _) = Watch(path).state else {
      Issue.record("no file")
      return
    }
    func watch(_ hash: StaticString) -> Watch {
      Watch(
        path, .present(modified: modified, size: size, file: file, youngHash: Bytes(hash)))
    }
    #expect(watch("").isUnchanged)
    #expect(!watch("0123").isUnchanged)
    // How the SHA-256 of the content begins.
    #expect(watch("7692c3ad3540bb80").isUnchanged)
  }

  @Test(
    "a time in whole seconds tells little",
    arguments: [
      (1_000_000_000, "", false), (1_000_000_001, "", true), (1_000_000_001, "01", false),
    ])
  func tellingTime(_ modified: Int, _ hash: String, _ expected: Bool) {
    let watch = Watch(
      Path("/file"), .present(modified: modified, size: 1, file: 1, youngHash: Bytes(hash.utf8)))
    #expect(watch.hasTellingTime == expected)
  }

  @Test("only what changed within two ticks is young")
  func young() {
    let now = SystemClock.now
    #expect(Watch.isYoung(now))
    #expect(!Watch.isYoung(now - 1_000_000_000) && !Watch.isYoung(now + 1_000_000_000))
  }

  @Test("all of a folder is watched, links to folders are not entered, and there is an end")
  func folders() throws {
    let sandbox = try Sandbox()
    for name in ["top/b/2", "top/a/1", "other/file"] { try sandbox.write("", to: name) }
    try sandbox.link("top/link", to: "../other")
    let top = Path(Bytes(sandbox.path("top").utf8))
    let names = Watch.all(in: top).map { String(decoding: $0.path.bytes, as: UTF8.self) }
    #expect(
      names == ["top", "top/a", "top/b", "top/link", "top/a/1", "top/b/2"].map(sandbox.path))
    #expect(Watch.all(in: top, limit: 3).count == 3)
  }
}
