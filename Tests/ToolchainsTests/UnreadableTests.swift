import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("What cannot be read is not gone") struct UnreadableTests {
  @Test("names of a folder: none where there is none, an error where they cannot be read")
  func names() throws {
    let fixture = try FileFixture()
    try fixture.sandbox.write("x", to: "d/a")
    #expect(try Folder.names(fixture.path("d")) == [Bytes("a")])
    #expect(try Folder.names(fixture.path("none")) == [])
    // A circle of links can be listed by nobody, not even root.
    try Folder.link(fixture.path("circle"), to: Path("circle"))
    #expect(throws: FileError.self) { try Folder.names(fixture.path("circle")) }
  }

  @Test("the record of a kept toolchain says where a rollback was going, and reads older ones")
  func records() throws {
    let fixture = try FileFixture()
    let path = fixture.path("hash")
    try KeptRecord(own: "a", successor: nil, goal: "c").write(to: path)
    let record = KeptRecord(at: path)
    #expect(record.own == "a" && record.successor == nil && record.goal == "c")
    try AtomicFile.write(Bytes("a\nb\n"), to: path)
    let older = KeptRecord(at: path)
    #expect(older.own == "a" && older.successor == "b" && older.goal == nil)
  }

  @Test("a folder is brought to the disk, and an empty file is known")
  func disk() throws {
    let fixture = try FileFixture()
    try fixture.sandbox.write("x", to: "d/full")
    try fixture.sandbox.write("", to: "d/empty")
    try Folder.synchronize(fixture.path("d"))
    #expect(Folder.isEmptyFile(fixture.path("d/empty")))
    #expect(!Folder.isEmptyFile(fixture.path("d/full")))
    #expect(!Folder.isEmptyFile(fixture.path("d")) && !Folder.isEmptyFile(fixture.path("none")))
  }
}
