import Foundation
import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("Sizes that are known") struct KnownSizesTests {
  private let sandbox: Sandbox
  private let file: Path
  private let folders: [Path]

  init() throws {
    sandbox = try Sandbox("sizes")
    file = Path(Bytes(sandbox.path("cache/sizes").utf8))
    folders = ["1.21.6", "1.22.0"].map { [sandbox] in Path(Bytes(sandbox.path($0).utf8)) }
    try sandbox.write("12345", to: "1.21.6/bin/go")
    try sandbox.write("1234567", to: "1.22.0/lib/rustlib/components")
  }

  /// As counted long after the last change, or right after it.
  private func sizes(later seconds: Int = 1000) -> [Int] {
    KnownSizes(file: file, now: Int(Date().timeIntervalSince1970) + seconds).sizes(of: folders)
  }

  /// Doubles what is noted, so that it shows where it is used.
  private func double() throws {
    let lines = sandbox.read("cache/sizes").split(separator: "\n").map { line in
      var words = line.split(separator: " ").map(String.init)
      words[0] = "\((Int(words[0]) ?? 0) * 2)"
      return words.joined(separator: " ") + "\n"
    }
    try sandbox.write(lines.joined(), to: "cache/sizes")
  }

  /// Writes a file, again and again until the clock of the file system has ticked.
  private func add(_ text: String, to folder: String, as name: String) throws {
    let path = Path(Bytes(sandbox.path(folder).utf8))
    let before = World.live.folder(path)
    repeat {
      if sandbox.exists("\(folder)/\(name)") { try sandbox.remove("\(folder)/\(name)") }
      try sandbox.write(text, to: "\(folder)/\(name)")
    } while World.live.folder(path) == before
  }

  @Test("are counted once")
  func once() throws {
    #expect(sizes() == [5, 7])
    try double()
    #expect(sizes() == [10, 14])
  }

  @Test("are counted again where a name in the toolchain or in its records has changed")
  func changed() throws {
    #expect(sizes() == [5, 7])
    try double()
    try add("123", to: "1.21.6", as: "VERSION")
    try add("1", to: "1.22.0/lib/rustlib", as: "manifest-rls")
    #expect(sizes() == [8, 8])
  }

  @Test("of what has just changed are not noted")
  func young() throws {
    #expect(sizes(later: 0) == [5, 7])
    #expect(sandbox.read("cache/sizes") == "")
  }

  @Test("that make no sense are counted again")
  func damaged() throws {
    try sandbox.write("5\nx 1 2 3\n-1 2 3\n\n5 99999999999999999999\n", to: "cache/sizes")
    #expect(sizes() == [5, 7])
    try double()
    #expect(sizes() == [10, 14])
  }

  @Test("are counted where nothing can be noted, and of nothing there are none")
  func nowhere() throws {
    try sandbox.write("", to: "cache")
    #expect(sizes() == [5, 7])
    let missing = Path(Bytes(sandbox.path("none").utf8))
    #expect(KnownSizes(file: file, now: 0).sizes(of: [missing]) == [0])
  }
}
