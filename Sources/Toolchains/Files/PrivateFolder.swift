private import CLibc
package import Resolution

extension Folder {
  /// Makes a folder that nobody but the user can look into; one that is there stays as it is.
  ///
  /// - Throws: ``FileError``.
  package static func createPrivate(_ path: Path) throws(FileError) {
    if path.bytes.withCString({ mkdir($0, 0o700) }) == 0 { return handOver(path) }
    var error = clibc_errno()
    if error == ENOENT, let parent = path.parent {
      try create(parent)
      if path.bytes.withCString({ mkdir($0, 0o700) }) == 0 { return handOver(path) }
      error = clibc_errno()
    }
    guard error == EEXIST else { throw .refused(.create, path, errno: error) }
  }

  /// Keeps everybody else out of a folder of the user's own.
  ///
  /// - Throws: ``FileError`` where it is a link, or another user's.
  package static func makePrivate(_ path: Path) throws(FileError) {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let folder = path.bytes.withCString { clibc_open($0, flags, 0) }
    guard folder >= 0 else {
      let error = clibc_errno()
      if let target = target(of: path) { throw .unfit(.write, path, .link(to: target)) }
      throw .refused(.write, path, errno: error)
    }
    defer { close(folder) }
    var status = stat()
    guard fstat(folder, &status) == 0 else { throw .refused(.write, path, errno: clibc_errno()) }
    guard status.isOwn || geteuid() == 0 else {
      throw .unfit(
        .write, path, .foreign(owner: Int(status.st_uid), group: Int(status.st_gid)))
    }
    guard status.st_mode & 0o7777 != 0o700, fchmod(folder, 0o700) != 0 else { return }
    let error = clibc_errno()
    // Some file systems have no permissions of their own.
    guard [EPERM, ENOSYS, ENOTSUP, EOPNOTSUPP].contains(error) else {
      throw .refused(.write, path, errno: error)
    }
  }

  /// Makes sure that a folder in which tvm removes what it has made is none that a link leads to: what
  /// has the same name there is somebody else's.
  ///
  /// - Throws: ``FileError/unfit(_:_:_:)``.
  package static func requireReal(_ path: Path) throws(FileError) {
    if let target = target(of: path) { throw .unfit(.write, path, .link(to: target)) }
  }

  /// Says that a file or folder has been used or looked at now, a link in its place left alone.
  ///
  /// - Returns: whether the file system can do that.
  @discardableResult
  package static func touch(_ path: Path) -> Bool {
    path.bytes.withCString { utimensat(AT_FDCWD, $0, nil, AT_SYMLINK_NOFOLLOW) } == 0
  }
}
