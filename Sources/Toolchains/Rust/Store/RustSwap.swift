private import CLibc
internal import Resolution

/// Puts a toolchain that is ready in the place of another, or of none.
enum RustSwap {
  /// The folder in a workbench in which the old toolchain waits where names cannot be exchanged.
  static let oldName: StaticString = "old"

  /// Gives a new toolchain its name; the name must be free.
  ///
  /// - Parameters:
  ///   - new: the new toolchain.
  ///   - root: its final place.
  /// - Throws: ``FileError``.
  static func place(_ new: Path, at root: Path) throws(FileError) {
    if let folder = root.parent { try Folder.create(folder) }
    try Folder.rename(new, to: root)
  }

  /// Exchanges a new toolchain with the one in its place, so that there is one at any time.
  ///
  /// - Parameters:
  ///   - new: the new toolchain; the old one's folder afterwards.
  ///   - root: the place.
  ///   - bench: the toolchain's workbench, from which the next command gives it back where the file
  ///     system cannot exchange names and the process dies between two steps.
  /// - Throws: ``FileError``.
  static func exchange(
    _ new: Path, with root: Path, on bench: Path
  ) throws(FileError) {
    let result = new.bytes.withCString { from in
      root.bytes.withCString { clibc_exchange(from, $0) }
    }
    if result == 0 { return }
    let error = clibc_errno()
    guard error == ENOSYS || error == EINVAL || error == ENOTSUP else {
      throw .refused(.rename, new, errno: error)
    }
    let old = bench.appending(oldName)
    try Folder.rename(root, to: old)
    do throws(FileError) { try Folder.rename(new, to: root) } catch {
      try Folder.rename(old, to: root)
      throw error
    }
    try Folder.rename(old, to: new)
  }
}
