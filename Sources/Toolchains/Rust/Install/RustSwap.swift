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
  ///   - bench: the toolchain's workbench, from which ``RustHome/discard(_:)`` gives it back where the
  ///     file system takes several steps for it, and one of them fails or the process dies.
  /// - Throws: ``FileError``.
  static func exchange(
    _ new: Path, with root: Path, on bench: Path
  ) throws(FileError) {
    let result = new.bytes.withCString { from in
      root.bytes.withCString { clibc_exchange(from, $0) }
    }
    if result == 0 { return }
    let error = clibc_errno()
    guard [ENOSYS, EINVAL, ENOTSUP, EXDEV].contains(error) else {
      throw .refused(.rename, new, errno: error)
    }
    let old = bench.appending(oldName)
    try move(root, to: old, on: bench)
    try move(new, to: root, on: bench)
    try Folder.rename(old, to: new)
  }

  /// Whether what stands at a place is what a move has left of a toolchain that was cut short.
  static func isRemainder(_ root: Path) -> Bool { !Folder.isOccupied(root.appending(mark.bytes)) }

  /// Takes a toolchain out of its place, to where it can be removed at leisure.
  ///
  /// - Parameters:
  ///   - root: the toolchain.
  ///   - target: where it goes unless it is removed in its place.
  /// - Throws: ``FileError``.
  static func withdraw(_ root: Path, to target: Path) throws(FileError) {
    try Folder.withdraw(root, to: target, beginningWith: mark)
  }

  /// What a toolchain loses first where it cannot go in one step: without it nobody takes it for one.
  private static var mark: Path { Path(RustRecords.folder).appending(RustRecords.components) }

  /// Gives a toolchain another name; where that cannot be done, gives the name to a copy.
  private static func move(_ root: Path, to target: Path, on bench: Path) throws(FileError) {
    do throws(FileError) { return try Folder.rename(root, to: target) } catch {
      guard case .refused(_, _, EXDEV) = error else { throw error }
    }
    let copy = bench.appending("copy")
    try RustTreeCopy(of: root, to: copy).make()
    try Folder.rename(copy, to: target)
    try withdraw(root, to: copy)
    try Folder.remove(copy)
  }
}
