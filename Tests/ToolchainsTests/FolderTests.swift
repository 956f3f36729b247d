import CLibc
import Foundation
import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("A folder that is removed") struct FolderTests {
  private let fixture: FileFixture
  private var sandbox: Sandbox { fixture.sandbox }

  init() throws { fixture = try FileFixture("folder") }

  @Test("goes with all that is in it, whatever its permissions") func tree() throws {
    try sandbox.write("", to: "d/a/b/file")
    try sandbox.write("", to: "d/closed/file")
    fixture.makePipe("d/pipe")
    chmod(sandbox.path("d/closed"), 0)
    try Folder.remove(fixture.path("d"))
    #expect(!sandbox.exists("d"))
    try Folder.remove(fixture.path("d"))
    try Folder.remove(fixture.path("nowhere/d"))
  }

  @Test("leaves alone what links in it lead to") func links() throws {
    try sandbox.write("mine", to: "disk/photo")
    try sandbox.makeDirectory("d")
    try sandbox.link("d/disk", to: "../disk")
    try sandbox.link("link", to: "disk")
    try Folder.remove(fixture.path("d"))
    try Folder.remove(fixture.path("link"))
    #expect(sandbox.read("disk/photo") == "mine")
    #expect(fixture.names("") == ["disk", "home", "tmp"])
  }

  @Test("may be deeper than any path is long", arguments: [10, 64, 65, 66, 1500])
  func deep(_ depth: Int) throws {
    try sandbox.makeDirectory("d")
    var folder = open(sandbox.path("d"), O_RDONLY | O_DIRECTORY)
    for _ in 0..<depth {
      #expect(mkdirat(folder, "directory", 0o700) == 0)
      let next = openat(folder, "directory", O_RDONLY | O_DIRECTORY)
      close(folder)
      folder = next
    }
    close(openat(folder, "file", O_CREAT | O_WRONLY, 0o600))
    close(folder)
    try Folder.remove(fixture.path("d"))
    #expect(fixture.names("") == ["home", "tmp"])
  }

  @Test("is never the root, this folder or the one above", arguments: ["/", ".", ".."])
  func refused(_ path: String) {
    #expect(throws: FileError.self) { try Folder.remove(Path(Bytes(path.utf8))) }
  }

  @Test("is never a device") func device() {
    #expect(throws: FileError.refused(.remove, Path("/dev/null"), errno: EPERM)) {
      try Folder.remove(Path("/dev/null"))
    }
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test("gets a link that is made anew in one step") func link() throws {
    try Folder.link(fixture.path("l"), to: Path("one"))
    try Folder.link(fixture.path("l"), to: Path("two"))
    #expect(Folder.target(of: fixture.path("l")) == Path("two"))
    try sandbox.write("shim", to: "shim")
    try Folder.share(fixture.path("shim"), as: fixture.path("go"))
    try Folder.share(fixture.path("shim"), as: fixture.path("go"))
    #expect(fixture.names("") == ["go", "home", "l", "shim", "tmp"])
  }
}
