import Foundation
import Resolution
import TestSupport
import Testing

@testable import tvm

@Suite("What Git tracks", .enabled(if: findProgram("git") != nil, "SKIPPED: git"))
struct GitIndexTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox("index")
    try git("init", "-q")
  }

  private func git(_ arguments: String...) throws {
    let result = try sandbox.run("git", arguments)
    try #require(result.status == 0, "\(result.errors)")
  }

  private var names: [String]? {
    GitIndex(of: Path(Bytes(sandbox.root.utf8)))?.names.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("is nothing where nothing was added, else the names of its index, intents among them")
  func read() throws {
    #expect(names == [])
    let long = String(repeating: "x", count: 200)
    let paths = [".tvm/go/1.21.0/VERSION", "a", "ab", "long/\(long)/\(long)", "ä"]
    for path in paths { try sandbox.write("", to: path) }
    try git("add", "--", ".tvm", "a", "ab", "long", "ä")
    #expect(names == paths)
    try sandbox.write("", to: "b")
    try git("add", "--intent-to-add", "b")
    #expect(names?.sorted() == (paths + ["b"]).sorted())
  }

  @Test("is not told where the index is split, compressed or none")
  func refused() throws {
    try sandbox.write("", to: "a")
    try git("add", "a")
    try git("update-index", "--index-version", "4")
    #expect(names == nil)
    try git("update-index", "--index-version", "2")
    try git("update-index", "--split-index")
    #expect(names == nil)
    try sandbox.write("DIRC\0\0\0\u{2}\0\0\0\u{1}", to: ".git/index")
    #expect(names == nil)
  }

  @Test("is found through the file that a worktree has for .git") func worktree() throws {
    try sandbox.write("", to: "a")
    try git("add", "a")
    try FileManager.default.moveItem(atPath: sandbox.path(".git"), toPath: sandbox.path("other"))
    try sandbox.write("gitdir: other\n", to: ".git")
    #expect(names == ["a"])
  }
}
