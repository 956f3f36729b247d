import CLibc
package import Resolution

extension Path {
  /// The first bytes of a regular file, fewer if it is shorter; nil where it cannot be read.
  package func firstBytes(_ count: Int) -> Bytes? {
    let descriptor = bytes.withCString { clibc_open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, clibc_is_regular(status.st_mode) != 0 else { return nil }
    var buffer = Bytes(repeating: 0, count: count)
    let got = read(descriptor, &buffer, count)
    return got < 0 ? nil : Bytes(buffer[..<got])
  }
}
