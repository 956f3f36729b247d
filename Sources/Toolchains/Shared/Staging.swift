package import Resolution

/// A folder under which a toolchain is put together, out of everybody's sight.
///
/// It is named for the lock that guards it: who holds the lock knows that what stands there was left
/// by a process that died.
package struct Staging: Sendable {
  /// The folder.
  package let path: Path

  /// The empty folder for what a lock guards, whose holder the caller is.
  ///
  /// - Parameters:
  ///   - lock: the name of the lock.
  ///   - home: whose folder it is.
  /// - Throws: ``FileError``.
  package init(_ lock: Bytes, in home: Home) throws(FileError) {
    path = home.staging.appending(lock)
    try Folder.remove(path)
    try Folder.create(path)
  }

  /// Removes what processes that died have left, as far as nobody is at work on it.
  package static func clean(_ home: Home) {
    for name in World.live.names(home.staging) ?? [] {
      guard let lock = Lock(free: name, in: home) else { continue }
      // What cannot be removed now is tried again by the next command.
      try? Folder.remove(home.staging.appending(name))
      _ = consume lock
    }
  }
}
