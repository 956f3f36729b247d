private import CLibc
package import Resolution

/// A lock between processes that the kernel releases when its holder dies, however it dies.
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
    let descriptor = try Lock.open(path)
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      onWait(Lock.holder(descriptor))
      while flock(descriptor, LOCK_EX) != 0 {
        let error = clibc_errno()
        guard error == EINTR else {
          close(descriptor)
          throw .refused(.lock, path, errno: error)
        }
      }
    }
    let process = Bytes(decimal: Int(getpid()))
    // The holder's number is only told to those who wait; without it they wait as well.
    if ftruncate(descriptor, 0) == 0 {
      _ = process.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }
    self.descriptor = descriptor
  }

  /// Takes a lock only if no process holds it.
  package init?(free name: Bytes, in home: Home) { self.init(free: name, folder: home.locks) }

  /// Takes a lock in a folder only if no process holds it.
  package init?(free name: Bytes, folder: Path) {
    guard let descriptor = try? Lock.open(folder.appending(name)) else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
  }

  private static func open(_ path: Path) throws(FileError) -> Int32 {
    let descriptor = path.bytes.withCString { clibc_open($0, O_RDWR | O_CREAT | O_CLOEXEC, 0o666) }
    if descriptor >= 0 { return descriptor }
    let error = clibc_errno()
    if error == EACCES {
      // Another user's lock need not be writable to be taken.
      let descriptor = path.bytes.withCString { clibc_open($0, O_RDONLY | O_CLOEXEC, 0) }
      if descriptor >= 0 { return descriptor }
    }
    throw .refused(.lock, path, errno: error)
  }

  deinit { close(descriptor) }

  private static func holder(_ descriptor: Int32) -> Int? {
    var buffer = Bytes(repeating: 0, count: 20)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? buffer[..<count].decimal : nil
  }
}
