internal import CLibc
internal import Resolution

/// A folder that is open: what is done to the names in it happens there, whatever becomes of its path
/// meanwhile.
struct OpenFolder: ~Copyable {
  /// The path that it was opened by, for errors.
  let path: Path
  /// The descriptor, which may be good for nothing but names below it.
  let descriptor: Int32

  /// How a path to a folder is followed.
  enum Way {
    /// Through any links: the way to it is the user's.
    case any
    /// Through any links, but the folder itself must be none.
    case toRealFolder
    /// Through no link at all, as a physical path asks for.
    case physical
  }

  /// Opens a folder.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - way: which links may lead to it.
  /// - Throws: the error number.
  init(_ path: Path, _ way: Way = .any) throws(SystemError) {
    var descriptor: Int32 = -1
    switch way {
    case .any, .toRealFolder:
      let flags = clibc_directory_flags() | (way == .toRealFolder ? O_NOFOLLOW : 0)
      descriptor = path.bytes.withCString { clibc_open($0, flags, 0) }
    case .physical:
      descriptor = clibc_open("/", clibc_directory_flags(), 0)
      for name in path.bytes.parts(between: "/") where !name.isEmpty && descriptor >= 0 {
        let next = Bytes(name).withCString {
          clibc_openat(descriptor, $0, clibc_directory_flags() | O_NOFOLLOW, 0)
        }
        let error = clibc_errno()
        close(descriptor)
        descriptor = next
        if next < 0 { throw SystemError(errno: error) }
      }
    }
    guard descriptor >= 0 else { throw SystemError(errno: clibc_errno()) }
    self.path = path
    self.descriptor = descriptor
  }

  /// Opens a folder in another one; a link in its place is none.
  init(_ name: Bytes, in folder: borrowing OpenFolder) throws(SystemError) {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let descriptor = name.withCString { clibc_openat(folder.descriptor, $0, flags, 0) }
    guard descriptor >= 0 else { throw SystemError(errno: clibc_errno()) }
    path = folder.path.appending(name)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// What the system says of the folder itself.
  var status: stat? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }

  /// What stands under a name, a link itself included; nil where nothing does.
  ///
  /// - Throws: the error number where that cannot be said.
  func status(of name: Bytes) throws(SystemError) -> stat? {
    var status = stat()
    let result = name.withCString { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
    if result == 0 { return status }
    let error = clibc_errno()
    if error == ENOENT { return nil }
    throw SystemError(errno: error)
  }

  /// The names in the folder, without `.` and `..`.
  ///
  /// - Throws: the error number where they cannot all be read.
  func names() throws(SystemError) -> [Bytes] {
    // The descriptor may not be one for reading, and keeps its place.
    let copy = clibc_openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    guard copy >= 0 else { throw SystemError(errno: clibc_errno()) }
    guard let stream = fdopendir(copy) else {
      let error = clibc_errno()
      close(copy)
      throw SystemError(errno: error)
    }
    defer { closedir(stream) }
    var names: [Bytes] = []
    while true {
      clibc_clear_errno()
      guard let entry = readdir(stream) else { break }
      guard let start = clibc_entry_name(entry) else { continue }
      let name = Bytes(cString: start)
      if name != Bytes(".") && name != Bytes("..") { names.append(name) }
    }
    let error = clibc_errno()
    if error != 0 { throw SystemError(errno: error) }
    return names
  }

  /// Takes a name away that no folder has.
  func unlink(_ name: Bytes) throws(SystemError) {
    guard name.withCString({ unlinkat(descriptor, $0, 0) }) == 0 else {
      throw SystemError(errno: clibc_errno())
    }
  }

  /// Gives what has one name another one in this folder, whose former bearer is gone then.
  func rename(_ name: Bytes, to other: Bytes) throws(SystemError) {
    let result = name.withCString { from in
      other.withCString { renameat(descriptor, from, descriptor, $0) }
    }
    guard result == 0 else { throw SystemError(errno: clibc_errno()) }
  }

  /// Brings the names of the folder to the disk, where the file system can do that.
  func synchronize() throws(SystemError) {
    let copy = clibc_openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    // A folder that may be filled and not be read is one, too.
    guard copy >= 0 else { return }
    defer { close(copy) }
    try OpenFolder.synchronize(copy)
  }

  /// Brings an open file to the disk, where the file system can do that.
  static func synchronize(_ descriptor: Int32) throws(SystemError) {
    while clibc_synchronize(descriptor) != 0 {
      let error = clibc_errno()
      if error == EINTR { continue }
      // Some file systems have no such call.
      if [EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP, EROFS].contains(error) { return }
      throw SystemError(errno: error)
    }
  }
}

/// What the system says against something.
struct SystemError: Error, Equatable {
  /// The error number.
  let errno: Int32

  /// The error of an action with a path.
  func refusing(_ action: FileAction, _ path: Path) -> FileError {
    .refused(action, path, errno: errno)
  }
}

extension stat {
  /// Whether this is what another look has shown, by its number.
  func isSame(as other: stat) -> Bool { st_dev == other.st_dev && st_ino == other.st_ino }

  /// Whether it is what nothing must ever replace or remove: a device, a pipe or a socket.
  var isSpecial: Bool {
    clibc_is_regular(st_mode) == 0 && clibc_is_directory(st_mode) == 0
      && clibc_is_link(st_mode) == 0
  }

  /// Whether it belongs to the user that this process acts for.
  var isOwn: Bool { st_uid == geteuid() }
}
