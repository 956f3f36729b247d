private import CLibc
import Resolution

extension Path {
  /// The number that the file system knows the file by, links followed; nil where nothing is.
  var fileNumber: Int? {
    var status = stat()
    guard bytes.withCString({ stat($0, &status) }) == 0 else { return nil }
    return Int(truncatingIfNeeded: status.st_ino)
  }
}
