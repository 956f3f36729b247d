import CLibc
import Foundation
import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("A file that is written whole") struct AtomicFileTests {
  private let fixture: FileFixture
  private var sandbox: Sandbox { fixture.sandbox }

  init() throws { fixture = try FileFixture("atomic") }

  private func write(
    _ text: String, to relative: String, _ links: AtomicFile.Links = .follow
  ) throws {
    try AtomicFile.write(Bytes(text.utf8), to: fixture.path(relative), links: links)
  }

  @Test("is made with its folder, by the umask, or for the user alone") func new() throws {
    try write("one", to: "a/b/file")
    #expect(sandbox.read("a/b/file") == "one")
    #expect(fixture.status("a/b/file").mode & 0o600 == 0o600)
    try AtomicFile.write([], to: fixture.path("secret"), isPrivate: true)
    #expect(fixture.status("secret").mode == 0o600)
    try AtomicFile.write([], to: fixture.path("program"), permissions: 0o755)
    #expect(fixture.status("program").mode == 0o755)
    #expect(fixture.names("a/b") == ["file"], "nothing is left beside it")
  }

  @Test("keeps its permissions", arguments: [0o600, 0o640, 0o664, 0o755, 0o2750] as [mode_t])
  func mode(_ mode: mode_t) throws {
    chmod(try sandbox.write("old", to: "file"), mode)
    try write("new", to: "file")
    #expect(fixture.status("file").mode == UInt32(mode))
    #expect(sandbox.read("file") == "new")
  }

  @Test("keeps its owner where root writes it", .enabled(if: FileFixture.isRoot, "SKIPPED: root"))
  func owner() throws {
    chown(try sandbox.write("old", to: "file"), 1234, 4321)
    try write("new", to: "file")
    #expect(fixture.status("file").owner == 1234 && fixture.status("file").group == 4321)
    chown(try sandbox.makeDirectory("theirs"), 1234, 4321)
    try write("new", to: "theirs/inner/file", .never)
    #expect(fixture.status("theirs/inner").owner == 1234, "what root makes there is theirs")
    #expect(fixture.status("theirs/inner/file").owner == 1234)
    try Folder.link(fixture.path("theirs/link"), to: fixture.path("file"))
    #expect(fixture.status("theirs/link").owner == 1234)
  }

  @Test("goes where a user's own link leads, which stays") func followed() throws {
    try sandbox.write("old", to: "dotfiles/rc")
    try sandbox.link("rc", to: "dotfiles/rc")
    try sandbox.link("config", to: "dotfiles")
    try write("new", to: "rc")
    #expect(sandbox.read("dotfiles/rc") == "new")
    #expect(Folder.target(of: fixture.path("rc")) == Path("dotfiles/rc"))
    try write("other", to: "config/other")
    #expect(sandbox.read("dotfiles/other") == "other")
  }

  @Test("of a project is written through a link only within it") func within() throws {
    try sandbox.write("mine", to: "home/.bashrc")
    try sandbox.makeDirectory("project/sub")
    try sandbox.link("project/pin", to: "../home/.bashrc")
    try sandbox.link("project/settings", to: "../home")
    try sandbox.write("old", to: "project/sub/pin")
    try sandbox.link("project/inner", to: "sub/pin")
    let project = AtomicFile.Links.within(fixture.path("project"))
    let root = fixture.path("project")
    for (name, target) in [
      ("pin", "home/.bashrc"), ("settings/.bashrc", "home/.bashrc"), ("settings/new", "home"),
      ("settings/a/b/new", "home"),
    ] {
      let path = fixture.path("project/\(name)")
      let error = FileError.obstacle(path, .outside(fixture.path(target), of: root))
      #expect(throws: error) { try write("theirs", to: "project/\(name)", project) }
      #expect("\(error)".contains(sandbox.path(target)))
      #expect(AtomicFile.obstacle(at: path, links: project) == error)
    }
    #expect(sandbox.read("home/.bashrc") == "mine")
    #expect(fixture.names("home") == [".bashrc"])
    try write("new", to: "project/inner", project)
    #expect(sandbox.read("project/sub/pin") == "new")
  }

  @Test("of tvm's own takes a link's place") func never() throws {
    try sandbox.write("mine", to: "home/.bashrc")
    try sandbox.link("record", to: "home/.bashrc")
    try write("new", to: "record", .never)
    #expect(sandbox.read("home/.bashrc") == "mine" && sandbox.read("record") == "new")
    #expect(Folder.target(of: fixture.path("record")) == nil)
  }

  @Test("replaces nothing but files", arguments: [AtomicFile.Links.follow, .never])
  func obstacles(_ links: AtomicFile.Links) throws {
    fixture.makePipe("pipe")
    try sandbox.makeDirectory("folder")
    for (name, obstacle) in [("pipe", FileObstacle.special), ("folder", .folder)] {
      let path = fixture.path(name)
      #expect(throws: FileError.obstacle(path, obstacle)) { try write("", to: name, links) }
      #expect(AtomicFile.obstacle(at: path, links: links) == .obstacle(path, obstacle))
    }
    #expect(throws: FileError.unfit(.link, fixture.path("pipe"), .special)) {
      try Folder.link(fixture.path("pipe"), to: Path("x"))
    }
    try sandbox.write("", to: "file")
    #expect(throws: FileError.unfit(.rename, fixture.path("pipe"), .special)) {
      try Folder.rename(fixture.path("file"), to: fixture.path("pipe"))
    }
    var status = stat()
    #expect(lstat(sandbox.path("pipe"), &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test("that nobody may write, or whose link leads nowhere, stays") func refused() throws {
    chmod(try sandbox.write("old", to: "file"), 0o444)
    #expect(throws: FileError.obstacle(fixture.path("file"), .readOnly)) {
      try write("new", to: "file")
    }
    try sandbox.link("lost", to: "nowhere")
    let broken = FileObstacle.brokenLink(fixture.path("lost"), to: Path("nowhere"))
    #expect(throws: FileError.obstacle(fixture.path("lost"), broken)) {
      try write("new", to: "lost")
    }
    #expect(sandbox.read("file") == "old" && fixture.names("").allSatisfy { !$0.contains("tvm-") })
  }

  @Test("leaves nothing of what a killed writer left, and what one at work has")
  func swept() throws {
    let dead = TemporaryName.random(for: Bytes("file")).text
    let other = TemporaryName.random(for: Bytes("other")).text
    let busy = TemporaryName.random(for: Bytes("file")).text
    for name in [dead, other, busy, "file.tmp.12", "file.tmp.13"] {
      try sandbox.write("half", to: "d/\(name)")
    }
    fixture.age("d/file.tmp.12", seconds: 100_000)
    try sandbox.link("d/\(TemporaryName.random(for: Bytes("file")).text)", to: "x")
    let writer = open(sandbox.path("d/\(busy)"), O_RDONLY)
    #expect(flock(writer, LOCK_EX) == 0)
    try write("new", to: "d/file")
    #expect(fixture.names("d") == ["file", other, busy, "file.tmp.13"].sorted())
    close(writer)
  }

  @Test("is whole at any moment, and every writer gets through") func races() async throws {
    let file = fixture.path("file")
    let texts = (0..<4).map { Bytes(repeating: UInt8(65 + $0), count: 70_000) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for text in texts {
        group.addTask { for _ in 0..<25 { try AtomicFile.write(text, to: file, isDurable: false) } }
      }
      group.addTask {
        for _ in 0..<100 {
          guard case .contents(let found) = World.live.read(file, 1 << 20) else { continue }
          #expect(texts.contains(found))
        }
      }
      try await group.waitForAll()
    }
    #expect(fixture.names("").filter { $0.contains("file") } == ["file"])
  }

  @Test("never goes through a link that is swapped in while it is written") func swapped()
    async throws
  {
    let (file, mine) = (sandbox.path("p/file"), try sandbox.write("mine", to: "home/.bashrc"))
    try sandbox.write("old", to: "p/file")
    try sandbox.link("link", to: mine)
    let root = fixture.path("p")
    let link = sandbox.path("link")
    let stop = Flag()
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        while !stop.isRaised {
          _ = Folder.target(of: Path(Bytes(file.utf8)))
          symlink(mine, link + ".new")
          rename(link + ".new", file)
          Foundation.unlink(file)
        }
      }
      group.addTask {
        for number in 0..<300 {
          // One that finds the link says so.
          try? AtomicFile.write(
            Bytes("\(number)".utf8), to: Path(Bytes(file.utf8)), links: .within(root),
            isDurable: false)
        }
        stop.raise()
      }
    }
    #expect(sandbox.read("home/.bashrc") == "mine")
  }

  @Test("that is put out goes down a pipe, and replaces a file") func output() throws {
    fixture.makePipe("pipe")
    let reader = open(sandbox.path("pipe"), O_RDONLY | O_NONBLOCK)
    try OutputFile.write(Bytes("hello"), to: fixture.path("pipe"), isPrivate: true)
    var buffer = [UInt8](repeating: 0, count: 16)
    #expect(read(reader, &buffer, 16) == 5)
    close(reader)
    try OutputFile.write(Bytes("hello"), to: fixture.path("file"), isPrivate: true)
    #expect(sandbox.read("file") == "hello" && fixture.status("file").mode == 0o600)
    #expect(throws: FileError.refused(.write, fixture.path("no/file"), errno: ENOENT)) {
      try OutputFile.write([], to: fixture.path("no/file"), isPrivate: true)
    }
    #expect(!sandbox.exists("no"))
    try OutputFile.write(Bytes("hello"), to: Path("/dev/null"), isPrivate: true)
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }
}
