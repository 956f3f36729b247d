import CLibc
package import Resolution
import Toolchains

/// What the system says of a path.
package struct FileStatus: Sendable {
  /// What stands there.
  package enum Kind: Equatable, Sendable {
    case file, folder, link, other
  }

  /// What stands there.
  package let kind: Kind
  /// The bits of the permissions.
  package let mode: UInt32
  /// The number of the user it belongs to.
  package let owner: UInt32
  /// The bytes that a file holds.
  package let size: Int
  /// The number of the device it is on.
  package let device: UInt64

  /// What stands at a path, behind all links; nil where there is nothing.
  package init?(_ path: Path) {
    var status = stat()
    guard path.bytes.withCString({ stat($0, &status) }) == 0 else { return nil }
    self.init(status)
  }

  /// What stands at a path itself, a dangling link too; nil where there is nothing.
  package init?(link path: Path) {
    var status = stat()
    guard path.bytes.withCString({ lstat($0, &status) }) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    let bits = UInt32(status.st_mode)
    kind =
      switch bits & 0o170000 {
      case 0o100000: .file
      case 0o040000: .folder
      case 0o120000: .link
      default: .other
      }
    mode = bits & 0o7777
    owner = status.st_uid
    size = Int(status.st_size)
    device = UInt64(truncatingIfNeeded: status.st_dev)
  }
}

extension Path {
  /// What kind of file system this is on.
  package var fileSystem: FileSystemKind {
    switch bytes.withCString({ clibc_filesystem_kind($0) }) {
    case 1: .network
    case 2: .memory
    case 3: .kernel
    default: .local
    }
  }

  /// The bytes that may still be written where this is, or nil where that cannot be said.
  package var freeBytes: Int? {
    let count = bytes.withCString { clibc_free_bytes($0) }
    return count < 0 ? nil : Int(count)
  }

  /// This path or the nearest one above it that exists.
  package var nearestExisting: Path {
    ancestors.first { FileStatus($0) != nil || $0.parent == nil } ?? self
  }
}

/// Where a file system keeps its files.
package enum FileSystemKind: Equatable, Sendable {
  case kernel, local, memory, network
}
