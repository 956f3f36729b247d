import Foundation
import Resolution
import TestSupport
import Testing

@testable import Environment

@Suite("Damaged states of environments are taken or refused") struct StateFuzzTests {
  private let difference =
    #"{"p":{"A":"1","PATH":"/bin"},"n":{"A":"2\n","B":"\u001b[2J","PATH":"/x:/bin"}}"#

  @Test("what direnv hands on, damaged before and behind its compression")
  func gzenv() {
    let watches = #"[{"Path":"/home/ann/.envrc","Modtime":1700000000,"Exists":true}]"#
    for (index, seed) in [difference, watches].enumerated() {
      let spelled = String(decoding: Gzenv.encode(Bytes(seed.utf8)), as: UTF8.self)
      for damaged in Fuzz([spelled], seed: UInt64(index)) {
        _ = DirenvDifference(gzenv: damaged)
        _ = WatchList(gzenv: damaged)
      }
      for damaged in Fuzz([seed], seed: UInt64(index) + 2) {
        _ = DirenvDifference(gzenv: Gzenv.encode(damaged))
        let list = WatchList(gzenv: Gzenv.encode(damaged))
        _ = list?.areUnchanged
      }
    }
  }

  @Test("records and approvals, whose fields have lengths")
  func records() throws {
    let sandbox = try Sandbox("fuzz")
    let path = Path(Bytes(sandbox.path("record").utf8))
    let before = EnvironmentSnapshot([Bytes("A"): Bytes("1"), Bytes("PATH"): Bytes("/bin")])
    let after = EnvironmentSnapshot([Bytes("B"): Bytes("2"), Bytes("PATH"): Bytes("/x:/bin")])
    let record = EnvironmentRecord(
      place: Path("/home/ann/.envrc"), difference: EnvironmentDifference(from: before, to: after),
      watches: [])
    var approval = FieldWriter("tvm approval 3")
    for field in ["/a/.envrc", "/a/.envrc", "export A=1\n"] { approval.add(Bytes(field.utf8)) }
    approval.add(1)
    let encoded = [record.encoded, approval.bytes].map { String(decoding: $0, as: UTF8.self) }
    for damaged in Fuzz(encoded, seed: 5) {
      _ = EnvironmentRecord(damaged)
      try Data(damaged).write(to: URL(filePath: sandbox.path("record")))
      _ = Approval(recordedIn: path)
    }
  }
}
