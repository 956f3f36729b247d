import Foundation
import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("Records of toolchains and projects")
struct RecordTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func path(_ name: String) -> Path { Path(sandbox.path(name)) }

  private var home: Home {
    get throws {
      let root = Bytes(sandbox.path("tvm").utf8)
      return try Home(
        World(
          variable: { "\($0)" == "TVM_HOME" ? root : nil }, read: World.live.read,
          search: World.live.search, names: World.live.names, folder: World.live.folder,
          program: World.live.program,
          forbidsPrograms: World.live.forbidsPrograms, physical: World.live.physical,
          workingDirectory: World.live.workingDirectory))
    }
  }

  @Test(
    "the level of trust comes from where the checksum was",
    arguments: [
      ("https://go.dev/dl/a", "https://go.dev/dl/?mode=json", true, TrustLevel.sameHost),
      ("https://GO.dev/dl/a", "https://go.dev/index.json", true, .sameHost),
      ("https://ann:pw@mirror/a", "https://mirror/index.json", true, .sameHost),
      ("https://mirror/a", "https://go.dev/dl/?mode=json", true, .otherHost),
      ("https://mirror:8443/a", "https://mirror/index.json", true, .otherHost),
      ("/mnt/mirror/a", "file:///mnt/mirror/index.json", true, .sameHost),
      ("/mnt/mirror/a", "https://go.dev/dl/?mode=json", true, .otherHost),
      ("https://mirror/a", nil, true, .sameHost), ("/mnt/mirror/a", "/mnt/mirror", false, .none),
    ] as [(String, String?, Bool, TrustLevel)])
  func trust(_ archive: String, _ checksums: String?, _ isChecked: Bool, _ level: TrustLevel) {
    // A host is what stands before the first slash; `file://` has none.
    #expect(TrustLevel(of: archive, checksums: checksums, isChecked: isChecked) == level)
  }

  @Test("levels are ordered")
  func order() {
    #expect(TrustLevel.none < .sameHost)
    #expect(TrustLevel.sameHost < .otherHost)
  }

  @Test("what is written is read again, without a user's password")
  func roundTrip() throws {
    let hash = String(repeating: "a", count: 64)
    let record = ToolchainRecord(
      [
        ToolchainRecord.Archive(url: "https://ann:secret@host/a b%20\n.tar.gz", sha256: hash),
        ToolchainRecord.Archive(url: "/ä/x", sha256: hash),
      ], trust: .otherHost, checksums: "https://ann:secret@host/i", manifest: hash)
    try record.write(to: path("records/1.21.0"))
    #expect(ToolchainRecord(at: path("records/1.21.0")) == record)
    let text = sandbox.read("records/1.21.0")
    #expect(text.hasPrefix("tvm toolchain 1\ntrust other-host\nchecksums https://host/i\n"))
    #expect(!text.contains("secret"))
    #expect(text.split(separator: "\n").count == 6)
  }

  @Test(
    "a file of another version, or what is none, counts as absent",
    arguments: [
      "", "tvm toolchain 2\ntrust none\n", "tvm toolchain 11\ntrust none\n",
      "tvm project 1\ndirectory /x\n", "trust none\n", "tvm toolchain 1\n", "\u{0}\u{1}",
    ])
  func unknown(_ contents: String) throws {
    try sandbox.write(contents, to: "record")
    #expect(ToolchainRecord(at: path("record")) == nil)
  }

  @Test("keys and lines that a later version adds are passed over")
  func later() throws {
    try sandbox.write(
      "tvm toolchain 1\nfile 12 bin/go\nodd\n\ntrust signed\narchive ab https://h/x\narchive ab\n",
      to: "record")
    let record = try #require(ToolchainRecord(at: path("record")))
    #expect(record.archives == [ToolchainRecord.Archive(url: "https://h/x", sha256: "ab")])
    #expect(record.trust == .sameHost)
  }

  @Test("projects are noted once each, whatever their names")
  func projects() throws {
    let known = KnownProjects(try home)
    #expect(known.directories == [])
    let names = ["/a", "/a b", "/li\nne", "/%41", "/\u{1B}[31m", "/ä"]
    for name in names + names { known.note(Path(name)) }
    #expect(Set(known.directories.map(\.text)) == Set(names))
    #expect(known.directories.count == names.count)
    try sandbox.write("tvm project 9\ndirectory /b\n", to: "tvm/records/projects/later")
    try sandbox.write("tvm project 1\ndirectory relative\n", to: "tvm/records/projects/odd")
    #expect(known.directories.count == names.count)
  }

  @Test("where nothing can be written nothing is noted, and nothing fails")
  func readOnly() throws {
    try sandbox.write("a file", to: "tvm")
    KnownProjects(try home).note(Path("/a"))
    #expect(KnownProjects(try home).directories == [])
  }
}
