import Foundation
import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("A lock") struct LockTests {
  private let fixture: FileFixture
  private var sandbox: Sandbox { fixture.sandbox }
  private var folder: Path { fixture.path("locks") }

  init() throws { fixture = try FileFixture("lock") }

  /// A lock cannot be copied into an expectation.
  private func isFree(_ name: String) -> Bool {
    guard let lock = Lock(free: Bytes(name.utf8), folder: folder) else { return false }
    _ = consume lock
    return true
  }

  @Test("is the user's alone, names its holder, and is free again when that is gone")
  func held() throws {
    let lock = try Lock(Bytes("go-1.22.3"), folder: folder) { _ in }
    #expect(fixture.status("locks/go-1.22.3").mode == 0o600)
    #expect(sandbox.read("locks/go-1.22.3") == "\(getpid())")
    #expect(!isFree("go-1.22.3"))
    _ = consume lock
    #expect(isFree("go-1.22.3"))
  }

  @Test("that another process has is waited for, which is said") func waits() throws {
    let path = try sandbox.write("4711", to: "locks/go-links")
    let other = open(path, O_RDWR)
    #expect(flock(other, LOCK_EX) == 0)
    var told: [Int?] = []
    let lock = try Lock(Bytes("go-links"), folder: folder) { process in
      told.append(process)
      close(other)
    }
    #expect(told == [4711])
    _ = consume lock
    #expect(
      LockNotice.waiting(for: "the links to the go programs", 4711)
        == "waiting for process 4711 to finish with the links to the go programs")
  }

  @Test("of tvm 0.1 is one, and a folder that others may write has locks for them")
  func old() throws {
    chmod(try sandbox.write("12345", to: "locks/old"), 0o644)
    let old = try Lock(Bytes("old"), folder: folder) { _ in }
    #expect(sandbox.read("locks/old") == "\(getpid())")
    _ = consume old
    chmod(sandbox.path("locks"), 0o2775)
    let group = try Lock(Bytes("group"), folder: folder) { _ in }
    #expect(fixture.status("locks/group").mode == 0o660)
    _ = consume group
    chmod(sandbox.path("locks"), 0o777)
    let all = try Lock(Bytes("all"), folder: folder) { _ in }
    #expect(fixture.status("locks/all").mode == 0o666)
    _ = consume all
  }

  @Test("is never on what a link leads to, nor on a pipe") func planted() throws {
    let mine = try sandbox.write("mine", to: "home/.bashrc")
    try sandbox.makeDirectory("locks")
    try sandbox.link("locks/link", to: mine)
    fixture.makePipe("locks/pipe")
    let link = fixture.path("locks/link")
    #expect(throws: FileError.unfit(.lock, link, .link(to: Path(Bytes(mine.utf8))))) {
      _ = try Lock(Bytes("link"), folder: folder) { _ in }
    }
    #expect(throws: FileError.unfit(.lock, fixture.path("locks/pipe"), .special)) {
      _ = try Lock(Bytes("pipe"), folder: folder) { _ in }
    }
    #expect(!isFree("link"))
    #expect(sandbox.read("home/.bashrc") == "mine")
  }

  @Test("does not touch what is in a file that is none", arguments: ["names", "text", "long"])
  func contents(_ kind: String) throws {
    let text =
      kind == "names" ? "12" : kind == "text" ? "no lock" : String(repeating: "1", count: 99)
    try sandbox.write(text, to: "locks/file")
    if kind == "names" { link(sandbox.path("locks/file"), sandbox.path("mine")) }
    let lock = try Lock(Bytes("file"), folder: folder) { _ in }
    #expect(sandbox.read("locks/file") == text)
    _ = consume lock
  }

  @Test(
    "of another user is none, of root or the folder's owner is one",
    .enabled(if: FileFixture.isRoot, "SKIPPED: root"))
  func owners() throws {
    chown(try sandbox.write("", to: "locks/theirs"), 1234, 1234)
    let path = fixture.path("locks/theirs")
    #expect(throws: FileError.unfit(.lock, path, .foreign(owner: 1234, group: 1234))) {
      _ = try Lock(Bytes("theirs"), folder: folder) { _ in }
    }
    chown(sandbox.path("locks"), 1234, 1234)
    let theirs = try Lock(Bytes("theirs"), folder: folder) { _ in }
    _ = consume theirs
    let new = try Lock(Bytes("new"), folder: folder) { _ in }
    #expect(fixture.status("locks/new").owner == 1234, "it must not keep them out")
    _ = consume new
  }

  @Test(
    "is done without where the file system has none",
    arguments: [
      (EWOULDBLOCK, Lock.Outcome.busy), (ENOLCK, .unsupported), (ENOSYS, .unsupported),
      (EOPNOTSUPP, .unsupported), (EIO, .failed(EIO)),
    ])
  func unsupported(_ error: Int32, _ outcome: Lock.Outcome) {
    #expect(Lock.Outcome(errno: error) == outcome)
  }
}
