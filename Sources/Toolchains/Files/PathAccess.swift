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

  /// Whether the file system allows programs to run here, or where this will be once it is made; also
  /// where it does not say so.
  package var mayRunPrograms: Bool {
    for path in ancestors {
      let answer = path.bytes.withCString { clibc_forbids_programs($0) }
      if answer >= 0 { return answer == 0 }
    }
    return true
  }
}
