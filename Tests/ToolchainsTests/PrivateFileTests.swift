import CLibc
import Foundation
import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("A file of tvm's own") struct PrivateFileTests {
  private let fixture: FileFixture
  private var sandbox: Sandbox { fixture.sandbox }

  init() throws { fixture = try FileFixture("private") }

  @Test("is made for the user alone, and takes a time") func made() throws {
    let file = try PrivateFile(fixture.path("f"))
    file.setModified(1_000_000_007)
    #expect(fixture.status("f").mode == 0o600)
    var status = stat()
    #expect(stat(sandbox.path("f"), &status) == 0)
    #expect(clibc_modified_nanoseconds(&status) == 1_000_000_007)
  }

  @Test("is never behind a link, a second name or a pipe") func planted() throws {
    let mine = try sandbox.write("mine", to: "home/.bashrc")
    try sandbox.link("link", to: mine)
    link(mine, sandbox.path("name"))
    fixture.makePipe("pipe")
    let place = fixture.path("link")
    #expect(throws: FileError.unfit(.write, place, .link(to: Path(Bytes(mine.utf8))))) {
      _ = try PrivateFile(place)
    }
    for name in ["name", "pipe"] {
      #expect(throws: FileError.unfit(.write, fixture.path(name), .special)) {
        _ = try PrivateFile(fixture.path(name))
      }
    }
    #expect(sandbox.read("home/.bashrc") == "mine")
  }

  @Test("and its folder are shut to others; a link in the folder's place is refused")
  func folder() throws {
    try Folder.createPrivate(fixture.path("a/b"))
    #expect(fixture.status("a/b").mode == 0o700)
    chmod(sandbox.path("a/b"), 0o755)
    try Folder.makePrivate(fixture.path("a/b"))
    #expect(fixture.status("a/b").mode == 0o700)
    try sandbox.link("l", to: "a/b")
    #expect(throws: FileError.unfit(.write, fixture.path("l"), .link(to: Path("a/b")))) {
      try Folder.makePrivate(fixture.path("l"))
    }
  }

  @Test(
    "that root makes in a user's folder is the user's",
    .enabled(if: FileFixture.isRoot, "SKIPPED: root"))
  func handedOver() throws {
    try sandbox.makeDirectory("theirs")
    chown(sandbox.path("theirs"), 1234, 1235)
    _ = try PrivateFile(fixture.path("theirs/f"))
    try Folder.createPrivate(fixture.path("theirs/d"))
    for name in ["f", "d"] {
      #expect(fixture.status("theirs/\(name)").owner == 1234)
      #expect(fixture.status("theirs/\(name)").group == 1235)
    }
  }
}
