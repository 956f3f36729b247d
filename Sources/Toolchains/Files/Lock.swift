private import CLibc
package import Resolution

/// A lock between processes that the kernel releases when its holder dies, however it dies.
///
/// Where a file system has no locks, everything goes on without, which is said once.
package struct Lock: ~Copyable {
  private let descriptor: Int32

  /// Takes a lock, waiting for another process if need be.
  ///
  /// - Parameters:
  ///   - name: what is locked, such as `go-1.21.6`.
  ///   - home: whose lock it is.
  ///   - onWait: is told the number of the process that holds the lock, if known, before waiting.
  /// - Throws: ``FileError`` where the lock file cannot be made.
  package init(
    _ name: Bytes, in home: Home, onWait: (_ process: Int?) -> Void
  ) throws(FileError) {
    try self.init(name, folder: home.locks, onWait: onWait)
  }

  /// Takes a lock in a folder that several homes may share, waiting for another process if need be.
  ///
  /// - Parameters:
  ///   - name: what is locked.
  ///   - folder: the folder of the lock files; it is made if needed.
  ///   - onWait: is told the number of the process that holds the lock, if known, before waiting.
  /// - Throws: ``FileError`` where the lock file cannot be made.
  package init(
    _ name: Bytes, folder: Path, onWait: (_ process: Int?) -> Void
  ) throws(FileError) {
    try Folder.create(folder)
    let path = folder.appending(name)
    let file = try LockFile(path)
    switch file.takeSoon() {
    case .taken: file.sign()
    case .unsupported: LockNotice.tellOfNoLocks()
    case .failed(let error): throw .refused(.lock, path, errno: error)
    case .busy:
      onWait(file.holder)
      if case .failed(let error) = file.take(LOCK_EX) {
        throw .refused(.lock, path, errno: error)
      }
      file.sign()
    }
    descriptor = file.release()
  }

  /// Takes a lock only if no process holds it.
  package init?(free name: Bytes, in home: Home) { self.init(free: name, folder: home.locks) }

  /// Takes a lock in a folder only if no process holds it, and if that can be said.
  package init?(free name: Bytes, folder: Path) {
    guard let file = try? LockFile(folder.appending(name)),
      case .taken = file.take(LOCK_EX | LOCK_NB)
    else { return nil }
    descriptor = file.release()
  }

  deinit { close(descriptor) }

  /// What came of trying to take a lock.
  enum Outcome: Equatable {
    /// Another process has it.
    case busy
    /// It cannot be taken.
    case failed(Int32)
    /// This process has it.
    case taken
    /// The file system knows no locks.
    case unsupported

    /// What an error number means.
    init(errno error: Int32) {
      switch error {
      case EWOULDBLOCK: self = .busy
      case ENOLCK, ENOSYS, ENOTSUP, EOPNOTSUPP: self = .unsupported
      default: self = .failed(error)
      }
    }
  }
}

/// The file that a lock is on.
private struct LockFile: ~Copyable {
  private var descriptor: Int32
  private let isWritable: Bool

  /// The most that one holds which has a process's number in it.
  private static let longest = 20

  /// How often a lock is tried before its holder is named, and the pause after each, in microseconds: a
  /// second altogether.
  private static let patience = 200
  private static let pause: UInt32 = 5000

  /// Opens the file, which is made if needed, for those who may write its folder: nobody else is to hold
  /// up whoever has business there.
  ///
  /// - Throws: ``FileError`` where something else stands there, or another user's file.
  init(_ path: Path) throws(FileError) {
    var above = stat()
    let folder = path.parent ?? Path(".")
    guard folder.bytes.withCString({ stat($0, &above) }) == 0 else {
      throw .refused(.lock, path, errno: clibc_errno())
    }
    let flags = O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY
    let mode = 0o600 | (above.st_mode & 0o022) * 3
    var descriptor = path.bytes.withCString {
      clibc_open($0, O_RDWR | O_CREAT | O_EXCL | flags, 0o600)
    }
    var error = clibc_errno()
    var isWritable = true
    if descriptor >= 0 {
      // What root makes in another user's folder is that user's.
      if geteuid() == 0, above.st_uid != 0 { _ = fchown(descriptor, above.st_uid, above.st_gid) }
      if mode != 0o600 { _ = fchmod(descriptor, mode) }
    } else if [EEXIST, EACCES, EROFS].contains(error) {
      descriptor = path.bytes.withCString { clibc_open($0, O_RDWR | flags, 0) }
      if clibc_errno() != ENOENT { error = clibc_errno() }
      if descriptor < 0, error == EACCES || error == EROFS {
        // Another user's lock need not be writable to be taken.
        descriptor = path.bytes.withCString { clibc_open($0, O_RDONLY | flags, 0) }
        isWritable = false
      }
    }
    guard descriptor >= 0 else {
      if let target = Folder.target(of: path) { throw .unfit(.lock, path, .link(to: target)) }
      throw .refused(.lock, path, errno: error)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, clibc_is_regular(status.st_mode) != 0 else {
      close(descriptor)
      throw .unfit(.lock, path, .special)
    }
    let isShared = above.st_mode & 0o022 != 0
    guard isShared || [geteuid(), 0, above.st_uid].contains(status.st_uid) else {
      close(descriptor)
      throw .unfit(
        .lock, path, .foreign(owner: Int(status.st_uid), group: Int(status.st_gid)))
    }
    self.descriptor = descriptor
    // A second name is not that of a lock, and what has another file's contents is none.
    self.isWritable =
      isWritable && status.st_nlink == 1 && status.st_size <= LockFile.longest
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Hands the descriptor over, which holds the lock.
  consuming func release() -> Int32 {
    let descriptor = self.descriptor
    self.descriptor = -1
    return descriptor
  }

  /// Tries to take the lock, or waits for it.
  func take(_ operation: Int32) -> Lock.Outcome {
    while flock(descriptor, operation) != 0 {
      let error = clibc_errno()
      if error != EINTR { return Lock.Outcome(errno: error) }
    }
    return .taken
  }

  /// Tries to take the lock for as long as nobody would call waiting.
  func takeSoon() -> Lock.Outcome {
    for _ in 0..<LockFile.patience {
      let outcome = take(LOCK_EX | LOCK_NB)
      guard case .busy = outcome else { return outcome }
      usleep(LockFile.pause)
    }
    return take(LOCK_EX | LOCK_NB)
  }

  /// Writes this process's number, once the lock is held; those who wait tell it, and wait without it
  /// as well.
  func sign() {
    guard isWritable, isLocks, ftruncate(descriptor, 0) == 0 else { return }
    let process = Bytes(decimal: Int(getpid()))
    _ = process.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  /// The number of the process that holds the lock, if it is known.
  var holder: Int? { contents[...].decimal }

  /// Whether nothing is in the file that a lock has not put there.
  private var isLocks: Bool { contents.allSatisfy(\.isDigit) }

  private var contents: Bytes {
    var buffer = Bytes(repeating: 0, count: LockFile.longest)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    return Bytes(buffer.prefix(max(count, 0)))
  }
}
