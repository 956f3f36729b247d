private import CLibc
package import Resolution

extension Path {
  /// What may be done with a path by this user.
  package enum Access: Int32, Sendable {
    case read = 4
    case write = 2
    case run = 1
  }

  /// Whether this user may do something with what stands here.
  package func allows(_ access: Access...) -> Bool {
    let mode = access.reduce(0) { $0 | $1.rawValue }
    return bytes.withCString { CLibc.access($0, mode) } == 0
  }
}
