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
    try Folder.requireReal(home.staging)
    try remove()
    try Folder.create(path)
  }

  /// Removes it with all that is in it; never behind a link.
  ///
  /// - Throws: ``FileError``.
  package func remove() throws(FileError) {
    guard let folder = path.parent else { return }
    try Cleaner(folder)?.remove(Bytes(path.name))
  }

  /// Removes what processes that died have left, as far as nobody is at work on it.
  package static func clean(_ home: Home) {
    Cleaner(home.staging)?.discard(locks: home.locks, isOwn) { name in
      // What cannot be removed now is tried again by the next command.
      try? Cleaner(home.staging)?.remove(name)
    }
    let folders = [
      home.root, home.staging, home.goToolchains, home.goLinks, home.goReturn, home.shims,
      home.approvals, home.environments, home.goRecords, home.projectRecords,
    ]
    for folder in folders { Cleaner(folder)?.sweep() }
    for folder in [home.cache, home.projects] {
      Cleaner(folder)?.sweep()
      // What cannot be listed cannot be swept.
      for name in (try? Folder.names(folder)) ?? [] {
        Cleaner(folder.appending(name))?.sweep()
      }
    }
  }

  /// The folders that processes which died have left.
  package static func left(in home: Home) -> [Path] {
    (Cleaner(home.staging)?.left(locks: home.locks, isOwn) ?? [])
      .map { home.staging.appending($0) }
  }

  /// Whether a name is that of a lock of a toolchain's.
  private static func isOwn(_ name: Bytes) -> Bool {
    let mark = Bytes("go-")
    guard name.starts(with: mark) else { return false }
    let toolchain = name[mark.count...]
    return GoVersion(toolchain) != nil || GoRequest.isLinkName(toolchain)
  }
}
