import CLibc
import Foundation
import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("A second name of a file") struct SecondNameTests {
  private let fixture: FileFixture
  private var sandbox: Sandbox { fixture.sandbox }

  init() throws { fixture = try FileFixture("second") }

  @Test("is a hard link where there are some, and its file is not followed") func linked() throws {
    try sandbox.write("one", to: "a")
    try sandbox.link("l", to: "a")
    try Folder.double(fixture.path("a"), as: fixture.path("b"))
    try Folder.double(fixture.path("l"), as: fixture.path("m"))
    #expect(World.live.program(fixture.path("b")) == World.live.program(fixture.path("a")))
    #expect(Folder.target(of: fixture.path("m")) == Path("a"))
  }

  @Test("is else a copy with the same mode, time and contents, a link one of the same target")
  func copied() throws {
    let text = String(repeating: "x", count: 600_000)
    chmod(try sandbox.write(text, to: "a"), 0o751)
    fixture.age("a", seconds: 1000)
    try sandbox.link("l", to: "a")
    for (name, other) in [("a", "b"), ("l", "m")] {
      try SecondName.copy(
        fixture.path(name).bytes, in: AT_FDCWD, as: fixture.path(other).bytes, in: AT_FDCWD)
    }
    #expect(sandbox.read("b") == text)
    #expect(fixture.status("b").mode == 0o751)
    var (old, new) = (stat(), stat())
    #expect(stat(sandbox.path("a"), &old) == 0 && stat(sandbox.path("b"), &new) == 0)
    #expect(clibc_modified_nanoseconds(&old) == clibc_modified_nanoseconds(&new))
    #expect(old.st_ino != new.st_ino)
    #expect(Folder.target(of: fixture.path("m")) == Path("a"))
  }

  @Test("never replaces what has the name, and is never that of a pipe") func occupied() throws {
    try sandbox.write("one", to: "a")
    try sandbox.write("two", to: "b")
    fixture.makePipe("p")
    for (name, other, error) in [("a", "b", EEXIST), ("p", "c", EINVAL)] {
      #expect(throws: SystemError(errno: error)) {
        try SecondName.copy(
          fixture.path(name).bytes, in: AT_FDCWD, as: fixture.path(other).bytes, in: AT_FDCWD)
      }
    }
    #expect(sandbox.read("b") == "two")
    #expect(!sandbox.exists("c"))
  }
}
