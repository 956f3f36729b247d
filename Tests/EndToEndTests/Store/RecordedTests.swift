import Foundation
import TestSupport
import Testing

@Suite("What is noted of toolchains and projects")
struct RecordedTests {
  @Test("an installed Go says what was unpacked and how well that was known")
  func goRecord() throws {
    let fixture = try GoFixture()
    let mirror = try Mirror(try GoFixture.archives, in: fixture.sandbox)
    let url = mirror.url.replacing("http://", with: "http://ann:secret@")
    fixture.sandbox.environment["TVM_GO_MIRROR"] = url
    try fixture.tvm("install", "1.21.0").expectSuccess()
    let archive = GoFixture.archive("1.21.0")
    let hash = try fixture.sandbox.run("sha256sum", ["\(GoFixture.archives)/\(archive)"]).output
      .prefix(64)
    let record = fixture.sandbox.read("tvm/records/go/1.21.0")
    #expect(
      record.hasPrefix("tvm toolchain 1\ntrust same-host\nchecksums \(mirror.url)/"), "\(record)")
    #expect(record.hasSuffix("\narchive \(hash) \(mirror.url)/\(archive)\n"), "\(record)")
    #expect(!record.contains("secret"))
    try fixture.tvm("uninstall", "1.21.0").expectSuccess()
    #expect(fixture.sandbox.read("tvm/records/go/1.21.0") == "")
  }

  @Test("a checksum from another host than the archive's counts for more, none for nothing")
  func levels() throws {
    let fixture = try GoFixture()
    let mirror = try Mirror(try GoFixture.archives, in: fixture.sandbox)
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror.url
    try fixture.sandbox.write(
      "[go]\nindex = \"\(try GoFixture.archives)\"\n", to: "tvm/config.toml")
    try fixture.tvm("install", "1.21.0").expectSuccess()
    #expect(fixture.sandbox.read("tvm/records/go/1.21.0").contains("\ntrust other-host\n"))
    try fixture.sandbox.remove("tvm/config.toml")
    let copy = try fixture.copyMirror()
    fixture.sandbox.environment["TVM_GO_MIRROR"] = copy
    try fixture.sandbox.remove("mirror/index.json")
    let archive = "mirror/\(GoFixture.archive("1.22.3"))"
    try? fixture.sandbox.remove("\(archive).sha256")
    try fixture.tvm("install", "1.22.3").expectSuccess()
    let record = fixture.sandbox.read("tvm/records/go/1.22.3")
    #expect(record.hasPrefix("tvm toolchain 1\ntrust none\narchive "), "\(record)")
  }

  @Test("the directories that something was pinned or installed for are known")
  func projects() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.makeDirectory("used")
    try fixture.tvm("use", "1.21.0", in: "used").expectSuccess()
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    try fixture.sandbox.makeDirectory("project/deep")
    try fixture.tvm("install", in: "project/deep").expectSuccess()
    try fixture.tvm("install", "1.21.0", in: "home").expectSuccess()
    let folder = fixture.sandbox.path("tvm/records/projects")
    let records = try FileManager.default.contentsOfDirectory(atPath: folder).map {
      fixture.sandbox.read("tvm/records/projects/\($0)")
    }
    #expect(
      Set(records)
        == Set(
          ["used", "project"].map {
            "tvm project 1\ndirectory \(fixture.sandbox.path($0))\n"
          }))
  }

  @Test("a Rust toolchain's record follows its components, an update and the way back")
  func rustRecord() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    let path = "rustup/tvm/records/stable-\(RustFixture.host)"
    func archives() -> Int {
      fixture.sandbox.read(path).split(separator: "\n").filter { $0.hasPrefix("archive ") }.count
    }
    let first = fixture.sandbox.read(path)
    let manifest = fixture.sandbox.read("mirror/dist/channel-rust-stable.toml.sha256").prefix(64)
    #expect(first.hasPrefix("tvm toolchain 1\ntrust same-host\nchecksums file://"), "\(first)")
    #expect(first.contains("\nmanifest \(manifest)\n"), "\(first)")
    #expect(archives() == 3)
    try fixture.tvm("component", "add", "clippy", "--toolchain", "stable").expectSuccess()
    #expect(archives() == 4)
    #expect(fixture.sandbox.read(path).contains("/channel-rust-stable.toml\n"))
    try fixture.tvm("component", "remove", "clippy", "--toolchain", "stable").expectSuccess()
    #expect(archives() == 3)
    let before = fixture.sandbox.read(path)
    try fixture.release("1.71.0", "2023-07-13")
    try fixture.tvm("update", "stable").expectSuccess()
    let after = fixture.sandbox.read(path)
    #expect(after != before && archives() == 3)
    try fixture.tvm("update", "--rollback").expectSuccess()
    #expect(fixture.sandbox.read(path) == before)
    try fixture.tvm("update", "--rollback").expectSuccess()
    #expect(fixture.sandbox.read(path) == after)
    try fixture.tvm("uninstall", "rust@stable").expectSuccess()
    #expect(fixture.names("rustup/tvm/records") == [])
    #expect(fixture.names("rustup/tvm/previous") == [])
  }
}
