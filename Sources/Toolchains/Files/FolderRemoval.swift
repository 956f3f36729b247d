private import CLibc
internal import Resolution

extension OpenFolder {
  /// How deep folders are held open one in another; what lies deeper is moved up before it is removed.
  private static let deepest = 64

  /// Removes what has a name, with all that is in it; what does not exist is fine.
  ///
  /// - Throws: the error number.
  func remove(_ name: Bytes) throws(SystemError) {
    guard let status = try status(of: name) else { return }
    guard clibc_is_directory(status.st_mode) != 0 else { return try removeFile(name, status) }
    // What is too deep comes up beside it, and may hold what is too deep again.
    var names = [name]
    while let next = names.popLast() {
      try removeFolder(next, status.st_dev, depth: 0, top: descriptor, &names)
    }
  }

  private func removeFile(_ name: Bytes, _ status: stat) throws(SystemError) {
    // Nothing of tvm's is one, whatever led here.
    guard clibc_is_device(status.st_mode) == 0 else { throw SystemError(errno: EPERM) }
    do throws(SystemError) { try unlink(name) } catch {
      if error.errno != ENOENT { throw error }
    }
  }

  /// Removes a folder.
  ///
  /// - Parameters:
  ///   - name: its name here.
  ///   - device: the number of the file system that it must be on.
  ///   - depth: how many folders are open above it.
  ///   - top: the folder that what is too deep is moved to.
  ///   - moved: gets the names of what was moved there.
  /// - Throws: the error number.
  private func removeFolder(
    _ name: Bytes, _ device: dev_t, depth: Int, top: Int32, _ moved: inout [Bytes]
  ) throws(SystemError) {
    do throws(SystemError) {
      let folder = try openForRemoval(name)
      guard folder.status?.st_dev == device else { throw SystemError(errno: EXDEV) }
      for name in try folder.names() {
        guard let status = try folder.status(of: name) else { continue }
        if clibc_is_directory(status.st_mode) == 0 {
          try folder.removeFile(name, status)
        } else if depth < OpenFolder.deepest {
          try folder.removeFolder(name, device, depth: depth + 1, top: top, &moved)
        } else {
          let other = TemporaryName.random(for: Bytes("removed"))
          let result = name.withCString { from in
            other.withCString { renameat(folder.descriptor, from, top, $0) }
          }
          guard result == 0 else { throw SystemError(errno: clibc_errno()) }
          moved.append(other)
        }
      }
      let result = name.withCString { unlinkat(descriptor, $0, AT_REMOVEDIR) }
      guard result == 0 else { throw SystemError(errno: clibc_errno()) }
    } catch {
      // Somebody else was faster.
      if error.errno != ENOENT { throw error }
    }
  }

  /// Opens a folder so that it can be emptied: Go's module cache and hand-made toolchains hold folders
  /// that nobody may write, or even list.
  private func openForRemoval(_ name: Bytes) throws(SystemError) -> OpenFolder {
    let status = try status(of: name)
    if let status, status.st_mode & 0o700 != 0o700 {
      // Where it does not help, the removal says why.
      _ = name.withCString { clibc_open_up(descriptor, $0) }
    }
    return try OpenFolder(name, in: self)
  }
}
