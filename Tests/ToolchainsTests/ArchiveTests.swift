import Foundation
import TestSupport
import Testing

@testable import Toolchains

/// An archive in a file and a directory to unpack it into.
private struct Fixture {
  let sandbox: Sandbox
  let target: String
  let path: String
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) throws {
    sandbox = try Sandbox("archive")
    // The user's own way to the directory leads through a link.
    try sandbox.makeDirectory("real")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path("linked"), withDestinationPath: "real")
    target = sandbox.path("linked/tree")
    path = sandbox.path("archive")
    self.bytes = bytes
    try Data(bytes).write(to: URL(filePath: path))
  }

  init(_ tar: TarBuilder, packer: String? = nil, options: [String] = []) throws {
    let plain = try Fixture(tar.archive)
    guard let packer else {
      self = plain
      return
    }
    let packed = try plain.sandbox.run(packer, options + ["-c", plain.path])
    try #require(packed.status == 0)
    self = try Fixture(packed.outputBytes)
  }

  var sha256: String {
    var digest = Digest()
    bytes.withUnsafeBytes { digest.update($0) }
    return digest.finish()
  }

  func unpack(
    sha256: String?? = nil, topFolder: String? = "go", limits: UnpackLimits = UnpackLimits(),
    place: @escaping (String) -> String? = { $0 }
  ) throws -> Unpacked {
    let download = Download(mirrors: [path], sha256: sha256 ?? self.sha256)
    var unpack = Unpack(download, into: target, topFolder: topFolder)
    unpack.limits = limits
    unpack.place = place
    return try unpack.run(network: Network())
  }

  /// Everything in the sandbox that the fixture did not make.
  var unpacked: [String] {
    let all = FileManager.default.subpaths(atPath: sandbox.root) ?? []
    return all.filter { $0.hasPrefix("real/tree/") }.map { String($0.dropFirst(10)) }.sorted()
  }

  var strays: [String] {
    let all = FileManager.default.subpaths(atPath: sandbox.root) ?? []
    let own = ["home", "tmp", "real", "real/tree", "linked", "archive"]
    return all.filter { !$0.hasPrefix("real/tree/") && !own.contains($0) }
  }

  func content(_ name: String) -> String { sandbox.read("real/tree/\(name)") }

  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(
      atPath: sandbox.path("real/tree/\(name)"))
    return (attributes[.posixPermissions] as? Int) ?? -1
  }
}

/// What several threads have found out.
private final class Results: @unchecked Sendable {
  private let lock = NSLock()
  private(set) var all: [Result<UInt64, any Error>?]

  init(count: Int) { all = Array(repeating: nil, count: count) }

  func set(_ number: Int, _ result: Result<UInt64, any Error>) {
    lock.withLock { all[number] = result }
  }
}

private let small = TarBuilder()
  .adding("go/", type: "5", mode: 0o755)
  .adding("go/VERSION", Array("go1.99\n".utf8))
  .adding("go/bin/go", Array("program".utf8), mode: 0o755)
  .adding("go/src/", type: "5", mode: 0o555)
  .adding("go/src/a.go", Array(repeating: 97, count: 1_500_000))
  .adding("go/src/b.go", type: "2", link: "../bin/go")
  .adding("go/src/c.go", type: "1", link: "go/VERSION")

@Suite struct ArchiveTests {
  @Test(arguments: [nil, "gzip", "xz"]) func `an archive is unpacked`(packer: String?) throws {
    let fixture = try Fixture(small, packer: packer)
    let unpacked = try fixture.unpack()
    #expect(unpacked.served.sha256 == fixture.sha256)
    #expect(unpacked.served.bytes == UInt64(fixture.bytes.count))
    #expect(unpacked.bytes == 1_500_014)
    #expect(
      fixture.unpacked == [
        "VERSION", "bin", "bin/go", "src", "src/a.go", "src/b.go", "src/c.go",
      ])
    #expect(fixture.content("VERSION") == "go1.99\n")
    #expect(fixture.content("src/c.go") == "go1.99\n")
    #expect(fixture.content("src/b.go") == "program")
    #expect(fixture.content("src/a.go").count == 1_500_000)
    #expect(try fixture.mode("bin/go") & 0o100 != 0)
    #expect(try fixture.mode("VERSION") & 0o111 == 0)
    #expect(fixture.strays.isEmpty)
  }

  @Test func `decoders that share a memory gate take turns`() throws {
    let options = ["--lzma2=preset=0,dict=64MiB"]
    let fixtures = try (0..<3).map { _ in try Fixture(small, packer: "xz", options: options) }
    var limits = UnpackLimits()
    limits.gate = MemoryGate(limit: 80 << 20)
    let ready = limits
    let results = Results(count: fixtures.count)
    try ThreadPool.run(fixtures.count, threads: fixtures.count) { number in
      results.set(number, Result { try fixtures[number].unpack(limits: ready).bytes })
    }
    for result in results.all { #expect(try result?.get() == 1_500_014) }
  }

  @Test func `zlib stands in for ISA-L`() throws {
    let fixture = try Fixture(small, packer: "gzip")
    var plain: [[UInt8]] = []
    for make in [{ try ZlibLibrary() }, { IsalLibrary() }] as [() throws -> (any GzipLibrary)?] {
      guard let library = try make() else { continue }
      let decoder = GzipDecoder(library)
      var output: [UInt8] = []
      var room = [UInt8](repeating: 0, count: 100_000)
      // A byte at a time, and two members in one file with something behind.
      for byte in fixture.bytes + fixture.bytes + [1, 2, 3] {
        var count = room.count
        withUnsafeBytes(of: byte) { bytes in
          var input = bytes
          repeat {
            count = room.withUnsafeMutableBytes {
              (try? decoder.decode(&input, into: $0, isLast: false)) ?? -1
            }
            if count > 0 { output += room[..<count] }
          } while count == room.count || count > 0 && !input.isEmpty
        }
        try #require(count >= 0)
      }
      #expect(decoder.isComplete)
      plain.append(output)
    }
    for output in plain { #expect(output == small.archive + small.archive) }
  }

  @Test(arguments: [
    "../evil", "/evil", "go/../../evil", "go/./a", "go//a", "go/..", "./go/a", "..", "",
  ]) func `a name that is not plain is refused`(name: String) throws {
    let fixture = try Fixture(TarBuilder().adding(name, Array("x".utf8)))
    #expect(throws: ArchiveError.self) { try fixture.unpack() }
    #expect(fixture.unpacked.isEmpty)
    #expect(fixture.strays.isEmpty)
  }

  @Test(arguments: ["../../evil", "/etc", "..", "a/../../..", "b/../a", "", "../b/../../.."])
  func `a symbolic link that may lead out is refused`(target: String) throws {
    let fixture = try Fixture(
      TarBuilder().adding("go/l", type: "2", link: target).adding("go/l/evil", [1]))
    #expect(throws: ArchiveError.entry(name: "go/l", problem: .linkTarget(target))) {
      try fixture.unpack()
    }
    #expect(fixture.strays.isEmpty)
  }

  @Test(arguments: ["../evil", "/etc/passwd", "evil", "go", "go/none", "go/l", "go/d"])
  func `a hard link to anything but a file before it is refused`(target: String) throws {
    let fixture = try Fixture(
      TarBuilder().adding("go/d/", type: "5").adding("go/l", type: "2", link: "d")
        .adding("go/h", type: "1", link: target))
    #expect {
      try fixture.unpack()
    } throws: { error in
      guard case ArchiveError.entry("go/h", .hardLinkTarget) = error else { return false }
      return true
    }
    #expect(fixture.strays.isEmpty)
  }

  @Test func `nothing is written through a link`() throws {
    let fixture = try Fixture(
      TarBuilder().adding("go/d/", type: "5").adding("go/l", type: "2", link: "d")
        .adding("go/l/evil", [1]))
    #expect(throws: ArchiveError.entry(name: "go/l/evil", problem: .notInDirectory)) {
      try fixture.unpack()
    }
    #expect(fixture.unpacked == ["d", "l"])
  }

  @Test(arguments: ["0", "2", "1", "5"] as [Character])
  func `an entry that comes again is refused`(type: Character) throws {
    let fixture = try Fixture(
      TarBuilder().adding("go/other", [1]).adding("go/a", Array("first".utf8))
        .adding("go/a", type: type, link: type == "1" ? "go/other" : "other"))
    #expect(throws: ArchiveError.entry(name: "go/a", problem: .duplicate)) {
      try fixture.unpack()
    }
    #expect(fixture.content("a") == "first")
  }

  @Test func `a file does not replace a directory, nor the other way round`() throws {
    let first = try Fixture(TarBuilder().adding("go/a/b", [1]).adding("go/a", [2]))
    #expect(throws: ArchiveError.entry(name: "go/a", problem: .duplicate)) { try first.unpack() }
    let second = try Fixture(TarBuilder().adding("go/a", [1]).adding("go/a/b", [2]))
    #expect(throws: ArchiveError.entry(name: "go/a/b", problem: .notInDirectory)) {
      try second.unpack()
    }
  }

  @Test(arguments: ["3", "4", "6"] as [Character])
  func `devices and FIFOs are refused`(type: Character) throws {
    let fixture = try Fixture(TarBuilder().adding("go/a", type: type))
    #expect(throws: ArchiveError.entry(name: "go/a", problem: .kind)) { try fixture.unpack() }
    #expect(fixture.unpacked.isEmpty)
  }

  @Test func `set-uid, set-gid and sticky bits are dropped`() throws {
    let fixture = try Fixture(TarBuilder().adding("go/a", [1], mode: 0o7755))
    _ = try fixture.unpack()
    #expect(try fixture.mode("a") & 0o7000 == 0)
    #expect(try fixture.mode("a") & 0o700 == 0o700)
  }

  @Test(arguments: ["pax", "gnu", "ustar"])
  func `long names and names in any script survive`(format: String) throws {
    let source = try Sandbox("names")
    let long = String(repeating: "long", count: 20)
    let name = "ä/日本/\(long)/\(String(repeating: "n", count: 90))"
    try source.write("text", to: "go/\(name)")
    let tar = try source.run("tar", ["--format=\(format)", "-cf", "-", "go"])
    try #require(tar.status == 0)
    let fixture = try Fixture(tar.outputBytes)
    _ = try fixture.unpack()
    #expect(fixture.content(name) == "text")
  }

  @Test func `an archive has one top folder`() throws {
    let tar = TarBuilder().adding("rust/a", [1]).adding("other/b", [2])
    let fixture = try Fixture(tar)
    #expect(throws: ArchiveError.entry(name: "rust/a", problem: .topFolder(expected: "go"))) {
      try fixture.unpack()
    }
    #expect(throws: ArchiveError.entry(name: "other/b", problem: .topFolder(expected: "rust"))) {
      try fixture.unpack(topFolder: nil)
    }
  }

  @Test func `entries can be placed elsewhere or left out`() throws {
    let fixture = try Fixture(small)
    let unpacked = try fixture.unpack { path in
      path.hasPrefix("bin/") ? "programs/\(path)" : path == "VERSION" ? path : nil
    }
    #expect(unpacked.entries == 2)
    #expect(fixture.unpacked == ["VERSION", "programs", "programs/bin", "programs/bin/go"])
    let hostile = try Fixture(small)
    #expect(throws: ArchiveError.entry(name: "go/VERSION", problem: .name)) {
      try hostile.unpack { _ in "../evil" }
    }
  }

  @Test(arguments: [nil, "gzip", "xz"])
  func `an archive that ends too early is an error, right hash or not`(packer: String?) throws {
    let whole = try Fixture(small, packer: packer).bytes
    for part in [0.0, 0.01, 0.3, 0.6, 0.9] {
      let fixture = try Fixture(Array(whole[..<Int(Double(whole.count) * part)]))
      #expect(throws: ArchiveError.self) { try fixture.unpack() }
    }
  }

  @Test func `an archive cut between two entries is an error`() throws {
    #expect(throws: ArchiveError.truncated) { try Fixture(small.bytes).unpack() }
  }

  @Test func `bytes behind the end are hashed and ignored`() throws {
    let garbage = Array(repeating: UInt8(7), count: 3_000_000)
    let plain = try Fixture(small.archive + garbage)
    #expect(try plain.unpack().served.bytes == UInt64(plain.bytes.count))
    let packed = try Fixture(try Fixture(small, packer: "gzip").bytes + garbage)
    #expect(try packed.unpack().served.bytes == UInt64(packed.bytes.count))
  }

  @Test func `damage is told as a wrong hash if the hash is known`() throws {
    let whole = try Fixture(small, packer: "gzip").bytes
    var damaged = whole
    for index in 100..<120 { damaged[index] ^= 0x55 }
    let fixture = try Fixture(damaged)
    let expected = try Fixture(whole).sha256
    #expect(
      throws: ArchiveError.download(
        .checksumMismatch(url: fixture.path, expected: expected, actual: fixture.sha256))
    ) { try fixture.unpack(sha256: expected) }
    #expect {
      try fixture.unpack(sha256: .some(nil))
    } throws: { error in
      guard case ArchiveError.malformed = error else { return false }
      return true
    }
  }

  @Test func `a hostile entry in a wrong archive is told as a wrong hash`() throws {
    let fixture = try Fixture(
      TarBuilder().adding("go/../evil", [1])
        .adding("go/a", Array(repeating: 1, count: 9_000_000)))
    #expect {
      try fixture.unpack(sha256: "00")
    } throws: { error in
      guard case ArchiveError.download(.checksumMismatch) = error else { return false }
      return true
    }
  }

  @Test func `sizes and numbers have limits`() throws {
    let fixture = try Fixture(small)
    var limits = UnpackLimits()
    limits.entries = 3
    #expect(throws: ArchiveError.tooManyEntries(limit: 3)) { try fixture.unpack(limits: limits) }
    let bomb = try Fixture(
      TarBuilder().adding("go/a", Array(repeating: 0, count: 20_000_000)), packer: "gzip")
    limits = UnpackLimits()
    limits.bytes = 1_000_000
    #expect(throws: ArchiveError.tooLarge(limit: 1_000_000)) { try bomb.unpack(limits: limits) }
    #expect(bomb.unpacked.isEmpty)
  }

  @Test func `a full disk is told with path and reason`() throws {
    let fixture = try Fixture(small)
    let missing = fixture.sandbox.path("none/tree")
    let unpack = Unpack(Download(mirrors: [fixture.path]), into: missing, topFolder: "go")
    #expect(throws: ArchiveError.unwritable(path: missing, code: ENOENT)) {
      try unpack.run(network: Network())
    }
    #expect(
      "\(ArchiveError.unwritable(path: "/x", code: ENOSPC))"
        == "cannot write /x: No space left on device\nhelp: df -h")
  }

  @Test func `a missing archive is told as such`() throws {
    let sandbox = try Sandbox("missing")
    let unpack = Unpack(
      Download(mirrors: [sandbox.path("none")]), into: sandbox.path("tree"), topFolder: nil)
    #expect(throws: ArchiveError.download(.notFound(url: sandbox.path("none")))) {
      try unpack.run(network: Network())
    }
  }

  @Test func `an archive is unpacked while it arrives, through cuts`() throws {
    let fixture = try Fixture(small, packer: "gzip")
    let mirror = try Mirror(fixture.sandbox.root, in: fixture.sandbox)
    try mirror.setFaults(#"{"archive": {"cut": 1000, "times": 3}}"#)
    let download = Download(mirrors: [mirror.url + "/archive"], sha256: fixture.sha256)
    var network = Network()
    network.environment = ["HOME": fixture.sandbox.home, "http_proxy": "", "all_proxy": ""]
    let unpacked = try Unpack(download, into: fixture.target, topFolder: "go").run(network: network)
    #expect(unpacked.served.url == mirror.url + "/archive")
    #expect(fixture.content("VERSION") == "go1.99\n")
  }

  @Test func `a target that fails ends a slow download at once`() throws {
    let fixture = try Fixture(small)
    let mirror = try Mirror(fixture.sandbox.root, in: fixture.sandbox)
    try mirror.setFaults(#"{"archive": {"slow": 600}}"#)
    var network = Network()
    network.environment = ["HOME": fixture.sandbox.home, "http_proxy": "", "all_proxy": ""]
    let download = Download(mirrors: [mirror.url + "/archive"])
    #expect(throws: ArchiveError.entry(name: "go/", problem: .topFolder(expected: "rust"))) {
      try Unpack(download, into: fixture.target, topFolder: "rust").run(network: network)
    }
  }
}
