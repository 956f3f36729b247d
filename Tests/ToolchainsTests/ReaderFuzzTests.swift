import Foundation
import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("Damaged downloads and records are taken or refused") struct ReaderFuzzTests {
  @Test("the index of Go's releases")
  func index() {
    let seed = """
      [{"version": "go1.21.3", "stable": true, "files": [{"filename": "go1.21.3.linux-amd64.tar.gz", \
      "os": "linux", "arch": "amd64", "sha256": "\(String(repeating: "a", count: 64))", "size": 7, \
      "kind": "archive"}]}]
      """
    for damaged in Fuzz([seed], count: 2000) {
      let index = try? GoIndex(json: damaged, for: Platform(system: "linux", architecture: "amd64"))
      // A name from an index becomes a path.
      #expect(index?.releases.allSatisfy { !$0.fileName.contains("/") } ?? true)
    }
  }

  @Test("the manifest of a Rust release, whose errors hide what moves the cursor")
  func manifest() {
    let seed = """
      manifest-version = "2"
      date = "2024-01-02"
      [pkg.rustc]
      version = "1.70.0 (90c541806 2023-05-31)"
      [pkg.rustc.target.x86_64-unknown-linux-gnu]
      available = true
      xz_url = "https://a.b/c.tar.xz"
      xz_hash = "00"
      """
    for damaged in Fuzz([seed], count: 2000, seed: 2) {
      do { _ = try RustManifest(damaged, url: "https://a.b/channel.toml") } catch {
        let words = "\(error)".unicodeScalars
        #expect(words.allSatisfy { $0.value >= 32 && $0.value != 127 || $0 == "\n" }, "\(damaged)")
      }
    }
  }

  @Test("archives: nothing is written outside, and no entry's name forges a message")
  func archives() throws {
    let sandbox = try Sandbox("fuzz")
    let good = TarBuilder().adding("go/bin/", type: "5", mode: 0o755)
      .adding("go/VERSION", Array("go1.21.3".utf8))
      .adding("go/bin/go", Array("x".utf8), mode: 0o755).adding("go/l", type: "2", link: "VERSION")
    let path = sandbox.path("archive")
    for (number, damage) in Fuzz(["go/../x", "/etc/x", "go/\u{1B}[2J", "../x\ny"], count: 300)
      .enumerated()
    {
      let name = String(decoding: damage.prefix(90).filter { $0 != 0 }, as: UTF8.self)
      guard name.utf8.count < 100 else { continue }
      var digest = Digest()
      let bytes = good.adding(name, Array("evil".utf8)).archive
      bytes.withUnsafeBytes { digest.update($0) }
      try AtomicFile.write(bytes, to: Path(path), isDurable: false)
      let tree = sandbox.path("tree\(number)")
      do {
        _ = try Unpack(
          Download(mirrors: [path], sha256: digest.finish()), into: tree, topFolder: "go"
        ).run(network: Network())
      } catch {
        #expect("\(error)".utf8.allSatisfy { $0 >= 32 && $0 != 127 }, "\(error)")
      }
      try Folder.remove(Path(tree))
    }
    #expect(
      Set(try Folder.names(Path(sandbox.root)).map(\.text)).subtracting(["home", "tmp", "archive"])
        .isEmpty)
  }

  @Test("what tvm has noted, and what a Go tree says that it is")
  func notes() throws {
    let sandbox = try Sandbox("fuzz")
    let path = Path(Bytes(sandbox.path("VERSION").utf8))
    let seeds = [
      "tvm project 1\ndirectory /home/a%0ab\n", "go1.22.3\ntime 2024-01-01\n", "1234 1 2 3\n",
    ]
    for damaged in Fuzz(seeds, count: 2000, seed: 6) {
      try AtomicFile.write(damaged, to: path, isDurable: false)
      _ = RecordFile("project", at: path)
      _ = KnownSizes(file: path, now: 0).sizes(of: [path])
      try AtomicFile.write(damaged, to: path, isDurable: false)
      let shown = GoTreeVersion(of: Path(Bytes(sandbox.root.utf8)))?.text ?? ""
      #expect(shown.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, "\(damaged)")
    }
  }

  @Test("packed archives whose bytes are damaged are refused", arguments: ["gz", "xz"])
  func packed(_ kind: String) throws {
    let sandbox = try Sandbox("fuzz")
    let tar = TarBuilder().adding("go/VERSION", Array("go1.21.3".utf8)).archive
    try Data(tar).write(to: URL(filePath: sandbox.path("archive")))
    guard let packer = findProgram(kind == "gz" ? "gzip" : "xz") else { return }
    let good = try runProgram(packer, ["-c", sandbox.path("archive")]).outputBytes
    let text = good.map { String(format: "%02x", $0) }.joined(separator: " ")
    for (number, damaged) in Fuzz([text], count: 200, seed: 7).enumerated() {
      let bytes = String(decoding: damaged, as: UTF8.self).split(separator: " ")
        .compactMap { UInt8($0, radix: 16) }
      try Data(bytes).write(to: URL(filePath: sandbox.path("archive")))
      var digest = Digest()
      bytes.withUnsafeBytes { digest.update($0) }
      let tree = sandbox.path("tree\(number)")
      do {
        _ = try Unpack(
          Download(mirrors: [sandbox.path("archive")], sha256: digest.finish()), into: tree,
          topFolder: "go"
        ).run(network: Network())
      } catch {
        #expect("\(error)".utf8.allSatisfy { $0 >= 32 && $0 != 127 }, "\(error)")
      }
      try Folder.remove(Path(tree))
    }
  }

  @Test("TOML that is changed keeps all other lines")
  func edits() throws {
    let seed = "version = \"12\"\n# mine\nprofile = 'minimal' # x\n[overrides]\n\"/a b\" = \"x\"\n"
    for damaged in Fuzz([seed], seed: 4) where (try? TOMLDocument(damaged)) != nil {
      var editor = TOMLEditor(damaged)
      guard (try? editor.set(Bytes("stable"), for: Bytes("default_toolchain"), in: nil)) != nil
      else { continue }
      let changed = try? TOMLDocument(editor.contents)
      #expect(
        changed?.entry("default_toolchain")?.value == .string(Bytes("stable")), "\(damaged)")
    }
  }
}
