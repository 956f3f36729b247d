import Foundation
import Resolution
import TestSupport
import Testing
import Toolchains

@testable import Environment

@Suite("Records of environments")
struct RecordFolderTests {
  private static let day = 86_400_000_000_000

  @Test(
    "are kept while a program of this machine may need them, and for a month",
    arguments: [
      // Days until the machine is started, days until somebody looks, whether it is still there.
      (-400, 0, true), (-1, 400, true), (9, 10, true), (9, 29, true), (9, 31, false),
      (399, 400, false),
    ])
  func age(_ start: Int, _ now: Int, _ isKept: Bool) throws {
    let sandbox = try Sandbox()
    let folder = RecordFolder(at: Path(Bytes(sandbox.path("environments").utf8)))
    let record = EnvironmentRecord(
      place: Path("/p/.envrc"), difference: EnvironmentDifference([:]), watches: [])
    let id = try folder.save(record)
    let time = SystemClock.now
    folder.clean(at: time + now * Self.day, startedAt: time + start * Self.day)
    #expect(folder.record(id) == (isKept ? record : nil))
  }

  @Test("say nothing without their names") func sealed() throws {
    let sandbox = try Sandbox()
    let folder = RecordFolder(at: Path(Bytes(sandbox.path("environments").utf8)))
    let record = EnvironmentRecord(
      place: Path("/p/.envrc"),
      difference: EnvironmentDifference([
        Bytes("TOKEN"): .value(from: Bytes("s3cr3t"), to: .unset)
      ]),
      watches: [])
    let name = try folder.save(record)
    #expect(name.count == 48)
    #expect(try folder.save(record) == name, "equal ones share it")
    #expect(folder.record(name) == record)
    #expect(RecordFolder(at: Path("/")).record(folder.wholePath(of: name)) == record)
    let files = try FileManager.default.contentsOfDirectory(atPath: sandbox.path("environments"))
    let file = try #require(files.first { $0 != "times" })
    #expect(Bytes(file.utf8) == Bytes(name.prefix(16)))
    let contents = try Data(contentsOf: URL(filePath: sandbox.path("environments/\(file)")))
    #expect(contents.range(of: Data("s3cr3t".utf8)) == nil)
    #expect(contents.range(of: Data(".envrc".utf8)) == nil)
    let other = Bytes(name.dropLast()) + (name.last == UInt8(ascii: "0") ? "1" : "0")
    for wrong in [other, Bytes(name.prefix(16)), name + "0", []] {
      #expect(folder.record(wrong) == nil)
    }
  }

  @Test("this machine was started before now") func start() {
    #expect(SystemClock.start > 0 && SystemClock.start < SystemClock.now)
  }
}
