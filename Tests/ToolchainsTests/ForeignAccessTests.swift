import CLibc
import Foundation
import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("Who else could change what is run") struct ForeignAccessTests {
  @Test(
    "nobody but the user, root and a group of one may",
    arguments: [
      (0o755, nil, 0, nil), (0o700, nil, 0, nil), (0o1777, nil, 0, .everybody),
      (0o757, nil, 0, .everybody), (0o775, nil, 59_999, .group(59_999)),
      (0o755, 58_888, 0, .foreign(owner: 58_888)), (0o777, 58_888, 0, .foreign(owner: 58_888)),
      (0o755, 0, 59_999, nil),
    ] as [(Int, Int?, Int, ForeignAccess?)])
  func access(_ mode: Int, _ owner: Int?, _ group: Int, _ expected: ForeignAccess?) {
    var status = stat()
    status.st_mode = mode_t(mode)
    status.st_uid = owner.map { uid_t($0) } ?? geteuid()
    status.st_gid = gid_t(group)
    #expect(ForeignAccess(status) == expected)
  }

  @Test("what is not there is nobody's, and a link is what it leads to") func links() throws {
    let fixture = try FileFixture("access")
    #expect(ForeignAccess(of: fixture.path("none")) == nil)
    chmod(try fixture.sandbox.write("", to: "open"), 0o666)
    try fixture.sandbox.link("link", to: "open")
    #expect(ForeignAccess(of: fixture.path("link")) == .everybody)
  }

  #if os(Linux)
  @Test(
    "a list of access counts, as far as its mask goes",
    arguments: [
      (2, 58_888, 7, .accessList), (2, 58_888, 4, nil), (8, 59_999, 7, .accessList), (2, 0, 7, nil),
    ] as [(UInt8, UInt32, UInt8, ForeignAccess?)])
  func accessList(_ tag: UInt8, _ number: UInt32, _ mask: UInt8, _ expected: ForeignAccess?) throws
  {
    let fixture = try FileFixture("access")
    let path = Path(Bytes(try fixture.sandbox.write("", to: "file").utf8))
    func entry(_ tag: UInt8, _ permissions: UInt8, _ number: UInt32 = .max) -> [UInt8] {
      [tag, 0, permissions, 0] + (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    let named = entry(tag, 6, number)
    let list =
      [2, 0, 0, 0] + entry(1, 6) + (tag == 2 ? named : []) + entry(4, 4) + (tag == 8 ? named : [])
      + entry(16, mask) + entry(32, 4)
    let error = path.bytes.withCString {
      setxattr($0, "system.posix_acl_access", list, list.count, 0) == 0 ? 0 : clibc_errno()
    }
    if error == ENOTSUP || error == EOPNOTSUPP { return }
    #expect(error == 0)
    #expect(ForeignAccess(of: path) == expected)
  }
  #endif

  @Test("is said with what takes it back") func words() {
    let path = Path("/opt/my tvm")
    #expect(
      "\(ForeignAccess.everybody)" == "can be written by everybody, who can change what you run")
    #expect(ForeignAccess.everybody.remedy(for: path) == "chmod -R go-w '/opt/my tvm'")
    #expect(
      ForeignAccess.foreign(owner: 7).remedy(for: path)
        == "sudo chown -R \"$(id -u)\" '/opt/my tvm'")
  }
}
