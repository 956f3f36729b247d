internal import CLibc
internal import Resolution

/// A second name for what is in a file: a hard link, or a copy where there are none.
///
/// Some file systems have no hard links, some allow no more of one file, and none has them across its
/// border or, on a careful system, to another user's file.
enum SecondName {
  /// What says that there can be no hard link, and nothing against a copy.
  private static let noLinks = [EPERM, EXDEV, EMLINK, ENOSYS, ENOTSUP, EOPNOTSUPP]

  /// Makes it; links are never followed.
  ///
  /// - Parameters:
  ///   - name: the file's name.
  ///   - folder: the folder that it is in, open, or `AT_FDCWD`.
  ///   - other: the second name, which must be free.
  ///   - target: the folder of that.
  /// - Throws: the error number.
  static func make(
    of name: Bytes, in folder: Int32, as other: Bytes, in target: Int32
  ) throws(SystemError) {
    let result = name.withCString { from in
      other.withCString { linkat(folder, from, target, $0, 0) }
    }
    if result == 0 { return }
    let error = SystemError(errno: clibc_errno())
    guard noLinks.contains(error.errno) else { throw error }
    try copy(name, in: folder, as: other, in: target)
  }

  /// Makes a file or a link with the same contents, permissions and time.
  static func copy(
    _ name: Bytes, in folder: Int32, as other: Bytes, in target: Int32
  ) throws(SystemError) {
    var status = stat()
    guard name.withCString({ fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
      throw SystemError(errno: clibc_errno())
    }
    if clibc_is_link(status.st_mode) != 0 {
      return try copyLink(name, in: folder, as: other, in: target)
    }
    let source = name.withCString {
      clibc_openat(folder, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0)
    }
    guard source >= 0 else { throw SystemError(errno: clibc_errno()) }
    defer { close(source) }
    guard fstat(source, &status) == 0, clibc_is_regular(status.st_mode) != 0 else {
      throw SystemError(errno: EINVAL)
    }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = other.withCString { clibc_openat(target, $0, flags, 0o600) }
    guard file >= 0 else { throw SystemError(errno: clibc_errno()) }
    defer { close(file) }
    do throws(SystemError) {
      try copyContents(from: source, to: file)
      try copyStatus(status, to: file)
    } catch {
      _ = other.withCString { unlinkat(target, $0, 0) }
      throw error
    }
  }

  private static func copyLink(
    _ name: Bytes, in folder: Int32, as other: Bytes, in target: Int32
  ) throws(SystemError) {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = name.withCString { readlinkat(folder, $0, &buffer, buffer.count - 1) }
    guard count > 0, other.withCString({ symlinkat(buffer, target, $0) }) == 0 else {
      throw SystemError(errno: clibc_errno())
    }
  }

  private static func copyContents(from source: Int32, to file: Int32) throws(SystemError) {
    var buffer = Bytes(repeating: 0, count: 1 << 18)
    while true {
      let count = read(source, &buffer, buffer.count)
      let error = clibc_errno()
      if count < 0, error == EINTR { continue }
      guard count >= 0 else { throw SystemError(errno: error) }
      if count == 0 { return }
      try OutputFile.write(Bytes(buffer[..<count]), to: file)
    }
  }

  private static func copyStatus(_ status: stat, to file: Int32) throws(SystemError) {
    var status = status
    // Only root can give files away, and a file system may keep no times.
    if geteuid() == 0 { _ = fchown(file, status.st_uid, status.st_gid) }
    let (seconds, rest) = clibc_modified_nanoseconds(&status)
      .quotientAndRemainder(dividingBy: 1_000_000_000)
    _ = clibc_set_modified(file, seconds, rest)
    guard fchmod(file, status.st_mode & 0o7777) != 0 else { return }
    let error = clibc_errno()
    guard [EPERM, ENOSYS, ENOTSUP, EOPNOTSUPP].contains(error) else {
      throw SystemError(errno: error)
    }
  }
}
