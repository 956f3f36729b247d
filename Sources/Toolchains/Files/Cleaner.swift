private import CLibc
package import Resolution

/// Removes what tvm itself has made and nobody needs any more: below a real folder, under names that
/// the caller knows for tvm's own, and only what belongs to whom the folder belongs.
package struct Cleaner: ~Copyable {
  private let folder: OpenFolder
  private let owner: uid_t

  /// What lies in the folder.
  package struct Entry {
    /// What stands under a name.
    package enum Kind: Equatable, Sendable {
      case file, folder, link
    }

    /// Its name.
    package let name: Bytes
    /// What it is.
    package let kind: Kind
    /// How long ago its contents last changed, in seconds.
    package let age: Int
    /// When anything of it last changed, in nanoseconds since 1970.
    package let changed: Int
  }

  /// A cleaner of a folder; nil where none is, and where a link is.
  package init?(_ path: Path) {
    // What cannot be opened cannot be cleaned.
    guard let folder = try? OpenFolder(path, .toRealFolder), let status = folder.status else {
      return nil
    }
    owner = status.st_uid
    self.folder = folder
  }

  /// What may be removed; nothing of other users, and nothing that is neither file, folder nor link.
  private var entries: [Entry] {
    // What cannot be listed stays.
    ((try? folder.names()) ?? []).compactMap { name in
      guard let status = try? folder.status(of: name), !status.isSpecial,
        status.st_uid == geteuid() || geteuid() == 0, status.st_uid == owner || owner == 0
      else { return nil }
      var copy = status
      return Entry(
        name: name,
        kind: clibc_is_directory(status.st_mode) != 0
          ? .folder : clibc_is_link(status.st_mode) != 0 ? .link : .file,
        age: status.age, changed: clibc_changed_nanoseconds(&copy))
    }
  }

  /// Removes what has a name that tvm makes and is not needed any more; what cannot be removed now is
  /// tried again by the next command.
  ///
  /// - Parameter isLeft: knows the names, and tells what of them may go.
  package func remove(where isLeft: (Entry) -> Bool) {
    for entry in entries where isLeft(entry) { try? folder.remove(entry.name) }
  }

  /// Removes what has a name, unless it is another user's; what does not exist is fine.
  ///
  /// - Throws: ``FileError``.
  package func remove(_ name: Bytes) throws(FileError) {
    guard entries.contains(where: { $0.name == name }) else { return }
    do throws(SystemError) { try folder.remove(name) } catch {
      throw error.refusing(.remove, folder.path.appending(name))
    }
  }

  /// Removes what processes that died have left under temporary names.
  package func sweep() {
    folder.sweep()
    remove { $0.kind == .folder && TemporaryName.isTemporary($0.name) && $0.age > 3600 }
  }

  /// The folders that nobody is at work on any more, each of which a lock of its name guards.
  ///
  /// - Parameters:
  ///   - locks: the folder of the locks.
  ///   - isOwn: whether a name is one that tvm makes; one that has a lock always is.
  /// - Returns: their names.
  package func left(locks: Path, _ isOwn: (Bytes) -> Bool) -> [Bytes] {
    entries.filter { entry in
      guard entry.kind == .folder else { return false }
      let hasLock = Folder.isOccupied(locks.appending(entry.name))
      return hasLock ? Lock(free: entry.name, folder: locks) != nil : isOwn(entry.name)
    }.map(\.name)
  }

  /// Takes in hand what processes that died have left, while its lock is held.
  ///
  /// - Parameters:
  ///   - locks: the folder of the locks.
  ///   - isOwn: whether a name is one that tvm makes; one that has a lock always is.
  ///   - discard: removes what has a name.
  package func discard(
    locks: Path, _ isOwn: (Bytes) -> Bool, _ discard: (Bytes) -> Void
  ) {
    for entry in entries {
      guard isOwn(entry.name) || Folder.isOccupied(locks.appending(entry.name)),
        let lock = Lock(free: entry.name, folder: locks)
      else { continue }
      discard(entry.name)
      _ = consume lock
    }
  }
}
