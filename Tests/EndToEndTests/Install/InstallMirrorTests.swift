import Foundation
import TestSupport
import Testing

@Suite("tvm install: mirrors and their index")
struct InstallMirrorTests {
  @Test("a mirror may be a folder, a file URL or a server", arguments: ["", "file://", "http"])
  func kinds(_ kind: String) throws {
    let fixture = try GoFixture()
    let folder = try GoFixture.archives
    let mirror = kind == "http" ? try Mirror(folder, in: fixture.sandbox) : nil
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror?.url ?? kind + folder + "/"
    try fixture.tvm("install", "1.21").expectSuccess()
    #expect(fixture.installed == ["1.21.13"])
    if let mirror {
      #expect(
        mirror.log == [
          "GET /?mode=json&include=all range=None -> 200",
          "GET /\(GoFixture.archive("1.21.13")) range=None -> 200",
        ])
    }
  }

  @Test("an index.json is found where ?mode=json does not answer")
  func indexFile() throws {
    let fixture = try GoFixture()
    let mirror = try serve(fixture)
    try mirror.setFaults(#"{"mode=json": {"status": 404, "times": 9}}"#)
    try fixture.tvm("install", "1.21").expectSuccess()
    #expect(mirror.log.contains { $0.hasPrefix("GET /index.json ") })
  }

  @Test("a page in the index's place is passed over")
  func page() throws {
    let fixture = try GoFixture()
    let mirror = try serve(fixture)
    try fixture.sandbox.write("<html>", to: "page/index.html")
    try mirror.setFaults(#"{"mode=json": {"redirect": "/go1.21.0.html", "times": 9}}"#)
    try fixture.sandbox.write("<html>", to: "mirror/go1.21.0.html")
    try fixture.tvm("install", "1.21").expectSuccess()
  }

  @Test("a folder of archives and checksums needs no index", arguments: [false, true])
  func withoutIndex(isURL: Bool) throws {
    let fixture = try GoFixture(isURL ? "two words" : "plain")
    let mirror = try fixture.copyMirror()
    try fixture.sandbox.remove("mirror/index.json")
    fixture.sandbox.environment["TVM_GO_MIRROR"] =
      isURL ? "file://" + mirror.replacing(" ", with: "%20") : mirror
    try fixture.tvm("install", "1.21").expectSuccess()
    try fixture.sandbox.write(
      String(repeating: "0", count: 64), to: "mirror/\(GoFixture.archive("1.22.3")).sha256")
    try fixture.tvm("install", "1.22").expectFailure(saying: "expected 0000")
    #expect(fixture.installed == ["1.21.13"])
  }

  @Test(
    "the next mirror is tried after a failure of the server",
    arguments: ["404", "501", "refused", "folder"])
  func failOver(_ fault: String) throws {
    let fixture = try GoFixture()
    let mirror = try serve(fixture)
    var first = mirror.url
    switch fault {
    case "refused": first = "http://127.0.0.1:1"
    case "folder": first = "/nowhere"
    default: try mirror.setFaults(#"{"/": {"status": \#(fault), "times": 99}}"#)
    }
    let folder = try GoFixture.archives
    fixture.sandbox.environment["TVM_GO_MIRROR"] = "\(first) , \(folder)"
    let result = try fixture.tvm("install", "1.21")
    result.expectSuccess()
    #expect(fixture.installed == ["1.21.13"])
    #expect(result.errors.contains(") from \(folder)/"), "\(result.errors)")
  }

  @Test("without curl one help line says so")
  func noCurl() throws {
    let fixture = try GoFixture()
    fixture.sandbox.environment["TVM_GO_MIRROR"] = "http://127.0.0.1:1,http://127.0.0.1:2"
    fixture.sandbox.environment["PATH"] = fixture.sandbox.path("none")
    let result = try fixture.tvm("install", "1.21")
    result.expectFailure(saying: "cannot run curl")
    #expect(result.errors.split(separator: "\n").map { $0.hasPrefix("help:") } == [false, true])
  }

  @Test("when every mirror fails, each is named with its reason")
  func everyMirror() throws {
    let fixture = try GoFixture()
    fixture.sandbox.environment["TVM_GO_MIRROR"] = "http://127.0.0.1:1,/nowhere"
    let result = try fixture.tvm("install", "1.21")
    result.expectFailure(saying: "every mirror failed:")
    #expect(
      result.errors.hasPrefix("tvm: cannot look up go 1.21: cannot load the index of Go releases"))
    #expect(result.errors.contains("cannot reach http://127.0.0.1:1/"))
    #expect(result.errors.contains("/nowhere was not found"))
  }

  @Test("a checksum that does not fit ends the search")
  func mismatch() throws {
    let fixture = try GoFixture()
    let mirror = try serve(fixture)
    try mirror.setFaults(#"{"tar.gz": {"corrupt": 1, "times": 9}}"#)
    let folder = try GoFixture.archives
    fixture.sandbox.environment["TVM_GO_MIRROR"] = "\(mirror.url),\(folder)"
    try fixture.tvm("install", "1.21").expectFailure(saying: "checksum mismatch")
    #expect(fixture.installed == [])
    #expect(fixture.staged == [])
  }

  @Test("checksums come from go.index, whatever the mirror of the bytes says")
  func separateIndex() throws {
    let fixture = try GoFixture()
    let folder = try GoFixture.archives
    try fixture.copyMirror()
    try fixture.sandbox.write("not an index", to: "mirror/index.json")
    try fixture.sandbox.write(
      "[go]\nindex = \"\(folder)\"\nmirror = [\"\(fixture.sandbox.path("mirror"))\"]\n",
      to: "tvm/config.toml")
    fixture.sandbox.environment["TVM_GO_MIRROR"] = nil
    try fixture.tvm("install", "1.21.0").expectSuccess()
    let evil = fixture.sandbox.path("mirror/\(GoFixture.archive("1.22.3"))")
    try Data(contentsOf: URL(filePath: "\(folder)/\(GoFixture.archive("1.23.1"))"))
      .write(to: URL(filePath: evil))
    #expect(try fixture.tvm("install", "1.22.3").status == 1)
    #expect(fixture.installed == ["1.21.0"])
  }

  @Test("odd entries of an index do not hide the others")
  func junk() throws {
    let fixture = try GoFixture()
    try fixture.copyMirror()
    let index = fixture.sandbox.read("mirror/index.json").dropFirst()
    let platform = GoFixture.platform.split(separator: "-")
    func release(_ version: String, file: String) -> String {
      """
      {"version": "\(version)", "stable": true, "files": [{"filename": "\(file)",
       "os": "\(platform[0])", "arch": "\(platform[1])", "sha256": "", "size": 0,
       "kind": "archive"}]},
      """
    }
    try fixture.sandbox.write(
      """
      [{"version": "go1", "stable": false, "files": [{"filename": "x", "os": "4",
        "arch": "bootstrap", "version": "go1", "sha256": "", "size": 0, "kind": "archive"}]},
       {"version": 7}, null, "text", {"version": "go1.30.0", "stable": true, "files": null},
       {"version": "go1.31.0", "stable": true, "files": [null, {"filename": "y"}]},
       \(release("go1.32.0", file: "../../../etc/passwd.tar.gz"))
       \(release("go1.33.0", file: "a?b#.tar.gz"))
       \(release("../go1.34.0", file: "a.tar.gz"))
       \(index)
      """, to: "mirror/index.json")
    fixture.sandbox.environment["TVM_GO_MIRROR"] = fixture.sandbox.path("mirror")
    let listed = try fixture.tvm("list-remote", "go")
    #expect(listed.output.split(separator: "\n").last == "  go 1.23.1")
    try fixture.tvm("install", "latest").expectSuccess()
    #expect(fixture.installed == ["1.23.1"])
  }

  @Test("without a checksum nothing comes over the network")
  func noChecksum() throws {
    let fixture = try GoFixture()
    let mirror = try serve(fixture)
    let index = fixture.sandbox.read("mirror/index.json")
    try fixture.sandbox.write(
      index.replacing(/"sha256": "[0-9a-f]*"/, with: #""sha256": """#), to: "mirror/index.json")
    try fixture.tvm("install", "1.21").expectFailure(saying: "the index has no checksum")
    #expect(!mirror.log.contains { $0.contains("tar.gz") })
  }

  @Test("the index is kept for an hour, then asked for with its ETag")
  func cache() throws {
    let fixture = try GoFixture()
    let mirror = try serve(fixture)
    try fixture.tvm("list-remote", "go").expectSuccess(
      GoFixture.releases.filter { $0 != "1.22rc1" }.map { "  go \($0)\n" }.joined())
    try fixture.tvm("list-remote", "1.21").expectSuccess("  go 1.21.0\n  go 1.21.13\n")
    #expect(mirror.log.count == 1)
    let folder = fixture.sandbox.path("tvm/cache/go-index")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -3700)], ofItemAtPath: "\(folder)/\(name)")
    }
    try fixture.tvm("list-remote", "1.21").expectSuccess("  go 1.21.0\n  go 1.21.13\n")
    try fixture.tvm("list-remote", "1.21").expectSuccess("  go 1.21.0\n  go 1.21.13\n")
    #expect(mirror.log.map { $0.suffix(3) } == ["200", "304"])
    try fixture.tvm("list-remote", "--refresh", "1.21").expectSuccess("  go 1.21.0\n  go 1.21.13\n")
    #expect(mirror.log.map { $0.suffix(3) } == ["200", "304", "304"])
  }

  @Test("an exact version that the copy does not know makes it ask again")
  func newerRelease() throws {
    let fixture = try GoFixture()
    let mirror = try serve(fixture)
    let index = fixture.sandbox.read("mirror/index.json")
    try fixture.sandbox.write(index.replacing("1.23.1", with: "1.23.0"), to: "mirror/index.json")
    try fixture.tvm("list-remote", "1.23").expectSuccess("  go 1.23.0\n")
    try fixture.sandbox.write(index, to: "mirror/index.json")
    try fixture.tvm("install", "1.23.1").expectSuccess()
    #expect(mirror.log.filter { $0.contains("mode=json") }.count == 2)
  }

  @Test("a new archive in a folder is seen at once")
  func folderIsFresh() throws {
    let fixture = try GoFixture()
    let mirror = try fixture.copyMirror()
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror
    let index = fixture.sandbox.read("mirror/index.json")
    try fixture.sandbox.write(index.replacing("go1.23.1", with: "gone"), to: "mirror/index.json")
    try fixture.tvm("list-remote", ">=1.22").expectSuccess("  go 1.22.3\n")
    try fixture.sandbox.write(index, to: "mirror/index.json")
    try fixture.tvm("list-remote", ">=1.22").expectSuccess("  go 1.22.3\n  go 1.23.1\n")
  }

  @Test("offline nothing is asked, and a copy of the index is used however old it is")
  func offline() throws {
    let fixture = try GoFixture()
    let mirror = try serve(fixture)
    try fixture.tvm("install", "--offline", "latest").expectFailure(saying: "offline mode is on")
    try fixture.tvm("install", "--offline", "latest").expectFailure(
      saying: "\nhelp: run it again without --offline\n")
    fixture.sandbox.environment["TVM_OFFLINE"] = "1"
    try fixture.tvm("install", "latest").expectFailure(saying: "offline mode is on")
    try fixture.tvm("install", "latest").expectFailure(saying: "\nhelp: unset TVM_OFFLINE\n")
    try fixture.tvm("list-remote", "go").expectFailure(saying: "offline mode is on")
    #expect(mirror.log == [])
    fixture.sandbox.environment["TVM_OFFLINE"] = "0"
    try fixture.tvm("list-remote", "1.20").expectSuccess("  go 1.20.14\n")
    fixture.sandbox.environment["TVM_OFFLINE"] = "1"
    try fixture.tvm("list-remote", "1.20").expectSuccess("  go 1.20.14\n")
    try fixture.tvm("install", "latest").expectFailure(
      saying: "\(GoFixture.archive("1.23.1")): offline mode is on")
    #expect(mirror.log.count == 1)
  }

  @Test("an older copy serves list-remote when no mirror answers, and says so")
  func stale() throws {
    let fixture = try GoFixture()
    let mirror = try serve(fixture)
    try fixture.tvm("list-remote", "1.20").expectSuccess("  go 1.20.14\n")
    try mirror.setFaults(#"{"/": {"status": 501, "times": 99}}"#)
    let result = try fixture.tvm("list-remote", "--refresh", "1.20")
    result.expectSuccess("  go 1.20.14\n")
    #expect(result.errors.contains("using the cached index"))
  }

  @Test("a password in a mirror's address is not shown")
  func credentials() throws {
    let fixture = try GoFixture()
    let mirror = try serve(fixture)
    try mirror.setFaults(#"{"/": {"auth": "ann:s3cret", "times": 99}}"#)
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror.url.replacing(
      "//", with: "//ann:s3cret@")
    let result = try fixture.tvm("install", "1.21")
    result.expectSuccess()
    #expect(result.errors.contains("installing go 1.21.13 from http://127.0.0.1:"))
    #expect(!result.errors.contains("s3cret"))
  }

  /// A server with a copy of the mirror, as the only mirror of a fixture.
  private func serve(_ fixture: GoFixture) throws -> Mirror {
    let mirror = try Mirror(try fixture.copyMirror(), in: fixture.sandbox)
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror.url
    return mirror
  }
}
