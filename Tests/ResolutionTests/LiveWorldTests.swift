import Foundation
import Resolution
import Testing

@Suite("The real outside") struct LiveWorldTests {
  /// A temporary directory that disappears with the last reference.
  final class Folder {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "tvm-live-" + UUID().uuidString
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
      // A directory that cannot be removed is the system's to clean; the test has its result.
      try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws {
      try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
    }

    func read(_ name: String, limit: Int = 65536) -> FileReading {
      World.live.read(Path(bytes(path + "/" + name)), limit)
    }
  }

  @Test("a file is read whole", arguments: [0, 1, 4094, 4095, 4096, 4097, 65535, 65536])
  func whole(size: Int) throws {
    let folder = try Folder()
    let contents = String(repeating: "x", count: size)
    try folder.write(contents, to: "f")
    #expect(folder.read("f") == .contents(bytes(contents)))
  }

  @Test("a file over the limit is refused, a sparse one of 1 GB at once")
  func tooLarge() throws {
    let folder = try Folder()
    try folder.write(String(repeating: "x", count: 65537), to: "f")
    #expect(folder.read("f") == .refused(.tooLarge(limit: 65536)))
    try folder.write("", to: "sparse")
    #expect(truncate(folder.path + "/sparse", 1 << 30) == 0)
    #expect(folder.read("sparse") == .refused(.tooLarge(limit: 65536)))
  }

  @Test("what is not there is absent")
  func absent() throws {
    let folder = try Folder()
    try folder.write("", to: "f")
    #expect(symlink("nowhere", folder.path + "/dangling") == 0)
    for name in ["none", "none/none", "f/none", "dangling"] {
      #expect(folder.read(name) == .absent)
    }
  }

  @Test("a FIFO, a device, a socket and a directory are refused and nothing hangs")
  func special() throws {
    let folder = try Folder()
    #expect(mkfifo(folder.path + "/fifo", 0o600) == 0)
    #expect(symlink("/dev/zero", folder.path + "/device") == 0)
    #expect(folder.read("fifo") == .refused(.special))
    #expect(folder.read("device") == .refused(.special))
    #expect(World.live.read(Path("/dev/tty"), 10) != .contents([]))
    #expect(folder.read("") == .refused(.directory))
  }

  @Test("a loop of links and names that are too long are refused")
  func links() throws {
    let folder = try Folder()
    #expect(symlink("loop", folder.path + "/loop") == 0)
    #expect(folder.read("loop") == .refused(.unreadable(ELOOP)))
    #expect(folder.read(String(repeating: "x", count: 256)) == .refused(.unreadable(ENAMETOOLONG)))
    try folder.write("y", to: "target")
    #expect(symlink("target", folder.path + "/link") == 0)
    #expect(folder.read("link") == .contents(bytes("y")))
  }

  @Test(
    "no permission is told as such",
    .disabled(if: geteuid() == 0, "SKIPPED: root may read everything"))
  func permission() throws {
    let folder = try Folder()
    try folder.write("x", to: "f")
    #expect(chmod(folder.path + "/f", 0) == 0)
    #expect(folder.read("f") == .refused(.unreadable(EACCES)))
    #expect(mkdir(folder.path + "/d", 0) == 0)
    #expect(folder.read("d/f") == .refused(.unreadable(EACCES)))
  }

  #if os(Linux)
  @Test("a file that reports no size is read to its end")
  func sizeless() {
    guard case .contents(let contents) = World.live.read(Path("/proc/self/status"), 65536) else {
      Issue.record("/proc/self/status was not read")
      return
    }
    #expect(text(contents).contains("Pid:"))
    #expect(World.live.read(Path("/proc/self/status"), 10) == .refused(.tooLarge(limit: 10)))
  }
  #endif

  /// What a search finds, as `LEVEL INDEX READING`; it ends with what is refused.
  private func found(_ start: Start, _ levels: Range<Int>? = nil) -> [String] {
    let search = UpwardSearch(
      start: start, names: [".go-version", ".tool-versions"], levels: levels ?? 0..<start.levels,
      limit: 65536)
    var found: [String] = []
    World.live.search(search) { step, reading in
      guard case .contents(let contents) = reading else {
        found.append("\(step.level) \(step.index) \(reading)")
        return false
      }
      found.append("\(step.level) \(step.index) \(text(contents))")
      return true
    }
    return found
  }

  @Test("a search finds files above, however far", arguments: [1, 15, 16, 17, 33, 100])
  func search(levels: Int) throws {
    let folder = try Folder()
    let deep = Array(repeating: "d", count: levels).joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/" + deep, withIntermediateDirectories: true)
    try folder.write("top", to: ".tool-versions")
    try folder.write("here", to: deep + "/.go-version")
    try folder.write("above", to: deep + "/../.go-version")
    let real = try #require(World.live.physical(Path(bytes(folder.path))))
    let start = Start(real.appending(bytes(deep)))
    let found = found(start, 0..<(levels + 1))
    #expect(found == ["0 0 here", "1 0 above", "\(levels) 1 top"])
    #expect(self.found(start, 1..<(levels + 1)) == ["1 0 above", "\(levels) 1 top"])
    let search = UpwardSearch(start: start, names: ["x"], levels: 0..<1, limit: 1)
    #expect(search.path(UpwardSearch.Step(level: levels, index: 0)) == real.appending("x"))
  }

  @Test("a search from the current directory sees the same as one from its path")
  func currentDirectory() throws {
    let current = try #require(World.live.workingDirectory())
    #expect(found(Start(current, isCurrent: true)) == found(Start(current)))
  }

  @Test("a search tells of what is not to be read, and finds nothing below what is not there")
  func refused() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/.tool-versions", withIntermediateDirectories: true)
    let real = try #require(World.live.physical(Path(bytes(folder.path))))
    #expect(found(Start(real)) == ["0 1 \(FileReading.refused(.directory))"])
    #expect(found(Start(real.appending("none"))) == [])
  }

  @Test("odd names and deep paths are paths like others")
  func names() throws {
    let folder = try Folder()
    for name in ["a b", "new\nline", "q'\"$(id)", "ü", "-rf"] {
      try folder.write(name, to: name)
      #expect(folder.read(name) == .contents(bytes(name)))
    }
    let listed = World.live.names(Path(bytes(folder.path))) ?? []
    #expect(Set(listed.map { text($0) }) == ["a b", "new\nline", "q'\"$(id)", "ü", "-rf"])
    #expect(World.live.names(Path(bytes(folder.path + "/none"))) == nil)
    let deep = String(repeating: "d/", count: 200)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/" + deep, withIntermediateDirectories: true)
    try folder.write("1.21", to: deep + "f")
    #expect(folder.read(deep + "f") == .contents(bytes("1.21")))
  }

  @Test("a program is an executable regular file, and hard links are one")
  func programs() throws {
    let folder = try Folder()
    try folder.write("#!/bin/sh\n", to: "a")
    func program(_ name: String) -> FileIdentity? {
      World.live.program(Path(bytes(folder.path + "/" + name)))
    }
    #expect(program("a") == nil)
    #expect(chmod(folder.path + "/a", 0o755) == 0)
    #expect(link(folder.path + "/a", folder.path + "/b") == 0)
    #expect(symlink("a", folder.path + "/c") == 0)
    #expect(program("a") != nil)
    #expect(program("a") == program("b"))
    #expect(program("a") == program("c"))
    #expect(program("") == nil)
    #expect(program("none") == nil)
  }
}
