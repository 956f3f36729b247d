import Foundation
import TestSupport
import Testing

@Suite("tvm install: several mirrors, and what stands in an index's or a checksum's place")
struct InstallMirrorListTests {
  @Test("a list has all releases that its mirrors have")
  func union() throws {
    let fixture = try GoFixture()
    let all = try fixture.copyMirror()
    let index = fixture.sandbox.read("mirror/index.json")
    for (name, absent) in [("first", "1.23.1"), ("second", "1.21.13")] {
      try FileManager.default.copyItem(atPath: all, toPath: fixture.sandbox.path(name))
      try fixture.sandbox.remove("\(name)/\(GoFixture.archive(absent))")
      try fixture.sandbox.write(
        index.replacing("go\(absent)", with: "gone"), to: "\(name)/index.json")
    }
    let mirror = try Mirror(fixture.sandbox.path("first"), in: fixture.sandbox)
    fixture.sandbox.environment["TVM_GO_MIRROR"] = "\(mirror.url),\(fixture.sandbox.path("second"))"
    try fixture.tvm("list-remote", "go").expectSuccess(
      GoFixture.releases.filter { $0 != "1.22rc1" }.map { "  go \($0)\n" }.joined())
    try fixture.tvm("install", "go@latest", "go@1.21", "go@1.20.14").expectSuccess()
    #expect(fixture.installed == ["1.20.14", "1.21.13", "1.23.1"])
  }

  @Test(
    "a mirror without an index is passed over, and said to be where that may matter",
    arguments: [
      #"{"/": {"status": 403, "times": 99}}"#,
      #"{"/": {"body": "<!DOCTYPE html><p>sign in", "times": 99}}"#,
      #"{"mode": {"body": "<?xml version='1.0'?><List/>", "times": 9}, "/": {"status": 403, "times": 9}}"#,
      #"{"/": {"redirect": "/", "times": 99}}"#,
    ])
  func passedOver(_ faults: String) throws {
    let fixture = try GoFixture()
    let folder = try GoFixture.archives
    let mirror = try Mirror(folder, in: fixture.sandbox)
    try mirror.setFaults(faults)
    fixture.sandbox.environment["TVM_GO_MIRROR"] = "\(mirror.url),\(folder)"
    let result = try fixture.tvm("install", "1.21")
    result.expectSuccess()
    #expect(fixture.installed == ["1.21.13"])
    #expect(result.errors.contains("warning: a mirror has no index: "), "\(result.errors)")
    try fixture.tvm("install", "1.22.3").expectSuccess()
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror.url
    let alone = try fixture.tvm("install", "1.23.1")
    alone.expectFailure(saying: "cannot load the index of Go releases")
    if faults.contains("html") {
      #expect(alone.errors.contains("answered with a web page (HTML), which may be a login page"))
    }
    #expect(alone.errors.contains("\nhelp: export TVM_GO_MIRROR="))
  }

  @Test(
    "a login page, or nothing, in an archive's place makes the next mirror serve it",
    arguments: ["<html>sign in</html>", ""])
  func pageForArchive(_ body: String) throws {
    let fixture = try GoFixture()
    let folder = try GoFixture.archives
    let mirror = try Mirror(folder, in: fixture.sandbox)
    try mirror.setFaults(#"{"tar.gz": {"body": "\#(body)", "times": 9}}"#)
    fixture.sandbox.environment["TVM_GO_MIRROR"] = "\(mirror.url),\(folder)"
    let result = try fixture.tvm("install", "1.21.0")
    result.expectSuccess()
    #expect(result.errors.contains(") from \(folder)/"), "\(result.errors)")
  }

  @Test("TVM_GO_INDEX names the index, and the message of one that fails names it")
  func indexVariable() throws {
    let fixture = try GoFixture()
    let folder = try GoFixture.archives
    try fixture.copyMirror()
    try fixture.sandbox.remove("mirror/index.json")
    try fixture.sandbox.write("[go]\nindex = \"/nowhere\"\n", to: "tvm/config.toml")
    fixture.sandbox.environment["TVM_GO_MIRROR"] = fixture.sandbox.path("mirror")
    let failed = try fixture.tvm("install", "1.21.0")
    failed.expectFailure(saying: "/nowhere was not found")
    #expect(failed.errors.contains("\nhelp: export TVM_GO_INDEX="), "\(failed.errors)")
    fixture.sandbox.environment["TVM_GO_INDEX"] = folder
    try fixture.tvm("install", "1.21.0").expectSuccess()
    #expect(fixture.sandbox.read("tvm/records/go/1.21.0").contains("checksums \(folder)/"))
  }

  @Test(
    "a checksum that does not fit makes it ask for the index once more", arguments: [true, false])
  func refreshed(isRenewed: Bool) throws {
    let fixture = try GoFixture()
    let mirror = try Mirror(try fixture.copyMirror(), in: fixture.sandbox)
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror.url
    let index = fixture.sandbox.read("mirror/index.json")
    let old = index.replacing(/"sha256": "[0-9a-f]*"/, with: "\"sha256\": \"\(Self.hash)\"")
    try fixture.sandbox.write(old, to: "mirror/index.json")
    try fixture.tvm("list-remote", "1.20").expectSuccess("  go 1.20.14\n")
    if isRenewed { try fixture.sandbox.write(index, to: "mirror/index.json") }
    let result = try fixture.tvm("install", "1.21.0")
    if isRenewed {
      result.expectSuccess()
    } else {
      result.expectFailure(saying: "expected \(Self.hash)")
    }
    #expect(mirror.log.filter { $0.contains("mode=json") }.count == 2)
    #expect(fixture.installed == (isRenewed ? ["1.21.0"] : []))
    #expect(fixture.staged == [])
  }

  private static let hash = String(repeating: "0", count: 64)

  @Test("what stands beside an archive is a checksum, or said not to be one, or said to be missing")
  func checksumFiles() throws {
    let fixture = try GoFixture()
    let mirror = try fixture.copyMirror()
    try fixture.sandbox.remove("mirror/index.json")
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror
    let file = "mirror/\(GoFixture.archive("1.22.3")).sha256"
    for text in ["SHA256 (\(GoFixture.archive("1.22.3"))) = \(Self.hash)", "sha256:\(Self.hash)"] {
      try fixture.sandbox.write(text, to: file)
      try fixture.tvm("install", "1.22.3").expectFailure(saying: "expected \(Self.hash)")
    }
    for text in ["", "<html>sign in", "\(Self.hash)0"] {
      try fixture.sandbox.write(text, to: file)
      try fixture.tvm("install", "1.22.3").expectFailure(
        saying:
          "cannot verify go 1.22.3: \"\(fixture.sandbox.path(file))\" is not a SHA-256 checksum")
    }
    #expect(fixture.installed == [])
    try fixture.sandbox.remove(file)
    let missing = try fixture.tvm("install", "1.22.3")
    missing.expectSuccess()
    #expect(missing.errors.contains("warning: go 1.22.3 is not verified: "), "\(missing.errors)")
  }

  @Test(
    "a home that may not run programs is said to be one before anything is fetched",
    .enabled(if: getuid() == 0, "SKIPPED: needs root to mount"))
  func noPrograms() throws {
    let fixture = try GoFixture()
    let disk = try fixture.sandbox.makeDirectory("tvm")
    let mounted = try fixture.sandbox.run(
      "mount", ["-t", "tmpfs", "-o", "noexec,size=1m", "tmpfs", disk])
    guard mounted.status == 0 else {
      withKnownIssue("no file system can be mounted here: \(mounted.errors)") {
        #expect(mounted.status == 0)
      }
      return
    }
    defer { _ = try? fixture.sandbox.run("umount", [disk]) }
    let result = try fixture.tvm("install", "1.21.0")
    result.expectFailure(
      saying: "cannot install go in \(disk)/go: its file system may not run programs")
    #expect(result.errors.hasSuffix("\nhelp: export TVM_HOME=DIRECTORY\n"), "\(result.errors)")
  }
}
