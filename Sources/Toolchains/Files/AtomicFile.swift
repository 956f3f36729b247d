private import CLibc
package import Resolution

/// Small files that are written whole or not at all.
package enum AtomicFile {
  /// Replaces a file's contents by writing a neighbour and renaming it.
  ///
  /// A symbolic link stays, and what it leads to is replaced; the mode of an existing file is kept. What
  /// must not be replaced is an error, see ``obstacle(at:)``.
  ///
  /// - Parameters:
  ///   - contents: all bytes of the new file.
  ///   - path: the file; its folder is made if needed.
  ///   - isPrivate: whether only the user may read the file, whatever its mode was.
  ///   - isDurable: whether it has to be whole even after a crash of the machine.
  /// - Throws: ``FileError``.
  package static func write(
    _ contents: Bytes, to path: Path, isPrivate: Bool = false, isDurable: Bool = true
  ) throws(FileError) {
    if let error = obstacle(at: path) { throw error }
    let path = World.live.physical(path) ?? path
    if let folder = path.parent { try Folder.create(folder) }
    var status = stat()
    let isThere = path.bytes.withCString { stat($0, &status) } == 0
    let mode = isPrivate ? 0o600 : isThere ? status.st_mode & 0o777 : 0o666
    let temporary = path.temporaryNeighbour
    let descriptor = temporary.bytes.withCString {
      clibc_open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
    }
    guard descriptor >= 0 else { throw .refused(.write, path, errno: clibc_errno()) }
    var error: Int32 = 0
    var written = 0
    while written < contents.count, error == 0 {
      let count = contents[written...].withUnsafeBytes {
        CLibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 { written += count } else if clibc_errno() != EINTR { error = clibc_errno() }
    }
    // A crash of the machine must not leave an empty file under the new name.
    if error == 0, isDurable, fsync(descriptor) != 0 { error = clibc_errno() }
    close(descriptor)
    if error == 0 {
      do throws(FileError) { return try Folder.rename(temporary, to: path) } catch {
        _ = temporary.bytes.withCString { unlink($0) }
        throw error
      }
    }
    _ = temporary.bytes.withCString { unlink($0) }
    throw .refused(.write, path, errno: error)
  }

  /// What stands in a file's place and must not be replaced, although a rename could; nil where nothing
  /// does.
  ///
  /// - Parameter path: the file, which need not exist.
  /// - Returns: the error that writing it would end with.
  package static func obstacle(at path: Path) -> FileError? {
    guard World.live.physical(path) != nil else {
      return path.brokenLink.map { .obstacle(path, .brokenLink($0.path, to: $0.target)) }
    }
    var status = stat()
    guard path.bytes.withCString({ stat($0, &status) }) == 0 else { return nil }
    if clibc_is_directory(status.st_mode) != 0 { return .obstacle(path, .folder) }
    if clibc_is_regular(status.st_mode) == 0 { return .obstacle(path, .special) }
    // The administrator may write every file, and means one that nobody may to stay as it is, too.
    return status.st_mode & 0o222 == 0 ? .obstacle(path, .readOnly) : nil
  }
}
