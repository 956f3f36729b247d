import Foundation
import TestSupport
import Testing

@Suite("tvm install: what has arrived of an archive is kept for the next run")
struct InstallResumeTests {
  private static let archive = GoFixture.archive("1.21.13")
  private static let kept = "tvm/cache/downloads"

  /// A fixture with a mirror of one release of half a megabyte, and the hash of its archive.
  private func large() throws -> (fixture: GoFixture, mirror: Mirror, hash: String) {
    let fixture = try GoFixture()
    let mirror = try Mirror(try fixture.copyMirror(large: true), in: fixture.sandbox)
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror.url
    let sum = try fixture.sandbox.run("sha256sum", ["mirror/\(Self.archive)"]).output
    return (fixture, mirror, String(sum.prefix(64)))
  }

  /// The names in the folder of what is kept.
  private func kept(_ sandbox: Sandbox) -> [String] {
    // A folder that does not exist has nothing in it.
    (try? FileManager.default.contentsOfDirectory(atPath: sandbox.path(Self.kept)).sorted()) ?? []
  }

  /// The requests for archives, without the server.
  private func requests(_ mirror: Mirror) -> [String] {
    mirror.log.filter { $0.contains(".tar.") && !$0.contains(".sha256") }
  }

  @Test("an install that gave up goes on where it ended")
  func cut() throws {
    let (fixture, mirror, hash) = try large()
    try mirror.setFaults(#"{"tar.gz": {"cut": 100000}, "tar": {"status": 403}}"#)
    try fixture.tvm("install", "1.21").expectFailure(saying: "returned HTTP 403")
    #expect(fixture.staged == [] && kept(fixture.sandbox) == [hash])
    try fixture.tvm("install", "1.21").expectSuccess()
    #expect(requests(mirror).last?.hasSuffix("range=bytes=100000- -> 206") == true)
    #expect(fixture.installed == ["1.21.13"])
    #expect(kept(fixture.sandbox) == [])
  }

  @Test("an install that was killed goes on where it ended", arguments: [SIGINT, SIGKILL])
  func killed(_ signal: Int32) throws {
    let (fixture, mirror, _) = try large()
    try mirror.setFaults(#"{"tar.gz": {"slow": 0.15}}"#)
    let terminal = try Terminal(
      Project.program("tvm"), ["install", "1.21"], environment: fixture.sandbox.environment,
      directory: fixture.sandbox.root)
    try terminal.wait(for: " left")
    if signal == SIGINT { terminal.type("\u{3}") } else { kill(terminal.processID, signal) }
    if signal == SIGINT { try terminal.wait(for: "^C\r\u{1B}[K") }
    #expect(try terminal.waitForExit() == 128 + signal)
    try fixture.tvm("install", "1.21").expectSuccess()
    #expect(requests(mirror).last?.contains(/range=bytes=\d{4,}- -> 206$/) == true)
    #expect(kept(fixture.sandbox) == [])
  }

  @Test(
    "bytes that are not the archive's are not used, and not kept",
    arguments: [
      ("short", 10_000), ("as long", nil), ("longer", 900_000),
    ])
  func damaged(_ kind: String, _ count: Int?) throws {
    let (fixture, mirror, hash) = try large()
    let archive = fixture.sandbox.path("mirror/\(Self.archive)")
    let size = try #require(FileManager.default.contents(atPath: archive)).count
    try fixture.sandbox.write(
      String(repeating: "x", count: count ?? size), to: "\(Self.kept)/\(hash)")
    try fixture.tvm("install", "1.21").expectSuccess()
    #expect(requests(mirror).last?.hasSuffix("range=None -> 200") == true)
    #expect(fixture.installed == ["1.21.13"])
    #expect(fixture.staged == [] && kept(fixture.sandbox) == [])
  }

  @Test("an archive that is wrong on the server is fetched once, and not kept")
  func wrong() throws {
    let (fixture, mirror, _) = try large()
    try mirror.setFaults(#"{"tar.gz": {"corrupt": 1, "times": 9}}"#)
    try fixture.tvm("install", "1.21").expectFailure(saying: "checksum mismatch")
    #expect(requests(mirror).count == 1)
    #expect(kept(fixture.sandbox) == [])
  }

  @Test("what is kept whole needs no network, and what nobody came back for is removed")
  func whole() throws {
    let (fixture, mirror, hash) = try large()
    #expect(try fixture.tvm("list-remote", "go").status == 0)
    try fixture.sandbox.makeDirectory(Self.kept)
    try fixture.sandbox.copy(
      fixture.sandbox.path("mirror/\(Self.archive)"), to: "\(Self.kept)/\(hash)")
    let recent = String(repeating: "a", count: 64)
    try fixture.sandbox.write("recent", to: "\(Self.kept)/\(recent)")
    // What has another name is nothing of tvm's.
    for name in [String(repeating: "b", count: 64), "film"] {
      let old = try fixture.sandbox.write("old", to: "\(Self.kept)/\(name)")
      try fixture.sandbox.run("touch", ["-d", "8 days ago", old])
    }
    try fixture.tvm("install", "--offline", "1.21").expectSuccess()
    #expect(requests(mirror) == [])
    #expect(kept(fixture.sandbox).sorted() == [recent, "film"])
  }

  @Test("a folder in which nothing can be kept is no obstacle")
  func unwritable() throws {
    let (fixture, mirror, _) = try large()
    try fixture.sandbox.makeDirectory("tvm/cache")
    try fixture.sandbox.write("", to: Self.kept)
    try fixture.tvm("install", "1.21").expectSuccess()
    #expect(fixture.installed == ["1.21.13"])
    #expect(requests(mirror).count == 1)
  }

  @Test("the components of a Rust toolchain that were there are not fetched again")
  func rust() throws {
    let fixture = try RustFixture("1.70.0", "2023-06-01", "--padding", "40000", "--format", "gz")
    let mirror = try Mirror(fixture.sandbox.path("mirror"), in: fixture.sandbox)
    fixture.sandbox.environment["RUSTUP_DIST_SERVER"] = mirror.url
    try mirror.setFaults(#"{"rustc-": {"cut": 70000}, "rustc": {"status": 403}}"#)
    try fixture.tvm("install", "rust@1.70.0").expectFailure(saying: "returned HTTP 403")
    #expect(fixture.names("rustup/toolchains") == [] && fixture.staged == [])
    #expect(fixture.names("rustup/downloads") == [])
    let first = requests(mirror)
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    let second = requests(mirror).dropFirst(first.count)
    #expect(second.first?.hasSuffix("range=bytes=70000- -> 206") == true, "\(second)")
    #expect(try fixture.version("rustc", of: "1.70.0") != nil)
    #expect(kept(fixture.sandbox) == [])
  }

  @Test("an error does not share its line with the bar")
  func bar() throws {
    let (fixture, mirror, _) = try large()
    try mirror.setFaults(#"{"tar.gz": {"cut": 100000}, "tar": {"status": 403, "delay": 0.3}}"#)
    let terminal = try Terminal(
      Project.program("tvm"), ["install", "1.21"], environment: fixture.sandbox.environment,
      directory: fixture.sandbox.root)
    try terminal.wait(for: " left")
    #expect(try terminal.wait(for: "returned HTTP 403").contains("\r\u{1B}[Ktvm: "))
    #expect(try terminal.waitForExit() == 1)
  }
}
