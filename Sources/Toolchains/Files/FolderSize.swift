private import CLibc
package import Resolution

extension Folder {
  /// The bytes that the regular files below a folder hold; links are not followed.
  package static func size(of path: Path) -> Int {
    var status = stat()
    guard path.bytes.withCString({ lstat($0, &status) }) == 0 else { return 0 }
    if clibc_is_regular(status.st_mode) != 0 { return Int(status.st_size) }
    guard clibc_is_directory(status.st_mode) != 0 else { return 0 }
    return (World.live.names(path) ?? []).reduce(0) { $0 + size(of: path.appending($1)) }
  }
}
