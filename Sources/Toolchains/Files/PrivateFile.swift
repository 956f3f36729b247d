private import CLibc
package import Resolution

/// A small file of tvm's own that is changed in its place, open for reading and writing: it is reached
/// by no link, has no second name, and nobody but its user may open it.
package struct PrivateFile: ~Copyable {
  private var descriptor: Int32

  /// Opens the file, which is made if needed; its folder must be there.
  ///
  /// What root makes in another user's folder is that user's.
  ///
  /// - Parameter path: the file.
  /// - Throws: ``FileError`` where something else stands there, or another user's file.
  package init(_ path: Path) throws(FileError) {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY
    let descriptor = path.bytes.withCString { clibc_open($0, flags, 0o600) }
    guard descriptor >= 0 else {
      let error = clibc_errno()
      if let target = Folder.target(of: path) { throw .unfit(.write, path, .link(to: target)) }
      throw .refused(.write, path, errno: error)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, clibc_is_regular(status.st_mode) != 0,
      status.st_nlink == 1
    else {
      close(descriptor)
      throw .unfit(.write, path, .special)
    }
    guard status.isOwn || geteuid() == 0 else {
      close(descriptor)
      throw .unfit(
        .write, path, .foreign(owner: Int(status.st_uid), group: Int(status.st_gid)))
    }
    var above = stat()
    if geteuid() == 0, status.st_uid == 0,
      (path.parent ?? Path(".")).bytes.withCString({ stat($0, &above) }) == 0, above.st_uid != 0
    {
      _ = fchown(descriptor, above.st_uid, above.st_gid)
    }
    self.descriptor = descriptor
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Hands the descriptor over.
  package consuming func release() -> Int32 {
    let descriptor = self.descriptor
    self.descriptor = -1
    return descriptor
  }

  /// Sets when the file was last changed, in nanoseconds since 1970; some file systems cannot.
  package func setModified(_ time: Int) {
    let (seconds, rest) = time.quotientAndRemainder(dividingBy: 1_000_000_000)
    _ = clibc_set_modified(descriptor, seconds, rest)
  }
}
