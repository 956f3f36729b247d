import Foundation
import Resolution
import TestSupport
import Testing

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

  @Test("this machine was started before now") func start() {
    #expect(SystemClock.start > 0 && SystemClock.start < SystemClock.now)
  }
}
