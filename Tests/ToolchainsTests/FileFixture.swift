import CLibc
import Foundation
import Resolution
import TestSupport

@testable import Toolchains

/// A folder for tests of what changes files.
final class FileFixture {
  let sandbox: Sandbox

  init(_ name: String = "files") throws { sandbox = try Sandbox(name) }

  /// A path in the sandbox.
  func path(_ relative: String) -> Path { Path(Bytes(sandbox.path(relative).utf8)) }

  /// The names in a folder, sorted.
  func names(_ relative: String) -> [String] {
    (World.live.names(path(relative)) ?? []).map(\.text).sorted()
  }

  /// Permissions, owner and group of a file, links not followed.
  func status(_ relative: String) -> (mode: UInt32, owner: UInt32, group: UInt32) {
    var status = stat()
    lstat(sandbox.path(relative), &status)
    return (UInt32(status.st_mode) & 0o7777, status.st_uid, status.st_gid)
  }

  /// Puts something that is no regular file at a path.
  func makePipe(_ relative: String) { mkfifo(sandbox.path(relative), 0o600) }

  /// Makes a file or folder look as if nobody had touched it for a time.
  func age(_ relative: String, seconds: Int) {
    let time = timeval(tv_sec: Foundation.time(nil) - seconds, tv_usec: 0)
    let times = [time, time]
    lutimes(sandbox.path(relative), times)
  }

  /// Whether the tests run as root, who may give files away.
  static let isRoot = geteuid() == 0
}
