private import CLibc
package import Resolution

/// A file that a caller has named for what is put out: what is no file is written to, a file is replaced
/// as a whole.
package enum OutputFile {
  /// Writes all of it.
  ///
  /// - Parameters:
  ///   - contents: what is put out.
  ///   - path: a file, a pipe, a terminal, or one of the names of an open descriptor.
  ///   - isPrivate: whether only the user may read a file that is made.
  /// - Throws: ``FileError``.
  package static func write(
    _ contents: Bytes, to path: Path, isPrivate: Bool
  ) throws(FileError) {
    var status = stat()
    let isThere = path.bytes.withCString { stat($0, &status) } == 0
    // What these lead to is open elsewhere, and would not be read any more under a new file.
    let isDescriptor = path.bytes.starts(with: "/dev/") || path.bytes.starts(with: "/proc/")
    guard isThere, status.isSpecial || isDescriptor else {
      // A folder that is not there is a slip more often than a wish.
      guard World.live.physical(path.parent ?? Path(".")) != nil else {
        throw .refused(.write, path, errno: clibc_errno())
      }
      return try AtomicFile.write(contents, to: path, isPrivate: isPrivate, isDurable: false)
    }
    let descriptor = path.bytes.withCString { clibc_open($0, O_WRONLY | O_CLOEXEC | O_NOCTTY, 0) }
    guard descriptor >= 0 else { throw .refused(.write, path, errno: clibc_errno()) }
    defer { close(descriptor) }
    do throws(SystemError) { try write(contents, to: descriptor) } catch {
      throw error.refusing(.write, path)
    }
  }

  /// Adds lines to a file that a pipeline's runner has named, which is made if needed.
  ///
  /// - Parameters:
  ///   - lines: what is added, behind a line of its own.
  ///   - path: the file.
  /// - Throws: ``FileError``.
  package static func append(_ lines: Bytes, to path: Path) throws(FileError) {
    let descriptor = path.bytes.withCString {
      clibc_open($0, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o666)
    }
    guard descriptor >= 0 else { throw .refused(.write, path, errno: clibc_errno()) }
    defer { close(descriptor) }
    // What an earlier step has left without a line end must not swallow the first line.
    let size = lseek(descriptor, 0, SEEK_END)
    var last = UInt8(ascii: "\n")
    if size > 0 { _ = pread(descriptor, &last, 1, size - 1) }
    do throws(SystemError) {
      try write((last == UInt8(ascii: "\n") ? [] : Bytes("\n")) + lines, to: descriptor)
    } catch {
      throw error.refusing(.write, path)
    }
  }

  /// Writes all of it to what is open.
  static func write(_ contents: Bytes, to descriptor: Int32) throws(SystemError) {
    var rest = contents[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { CLibc.write(descriptor, $0.baseAddress, $0.count) }
      let error = clibc_errno()
      if count < 0, error == EINTR { continue }
      guard count > 0 else { throw SystemError(errno: count < 0 ? error : EIO) }
      rest = rest.dropFirst(count)
    }
  }
}
