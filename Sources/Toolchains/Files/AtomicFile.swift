private import CLibc
package import Resolution

/// Files that are written whole or not at all.
///
/// The folder is opened first, and everything is done to the names in it: what was looked at is what
/// is replaced. The new contents stand under a ``TemporaryName`` until they are complete, and a crash
/// at any point leaves either the old file or the new one.
package enum AtomicFile {
  /// What becomes of a symbolic link in the file's place or on the way to it.
  package enum Links: Equatable, Sendable {
    /// What it leads to is replaced, wherever that is: for a user's own files.
    case follow
    /// A link in the file's place is replaced, and never followed: for files of tvm's own.
    case never
    /// What it leads to is replaced as long as it lies in a folder: for the files of a project, of
    /// which somebody else may have made the link.
    case within(Path)
  }

  /// Replaces a file's contents.
  ///
  /// Owner, group and permissions of a file that is there are kept, or it is refused; what root makes
  /// in another user's folder is that user's. What must not be replaced is an error, see
  /// ``obstacle(at:links:)``.
  ///
  /// - Parameters:
  ///   - contents: all bytes of the new file.
  ///   - path: the file; its folder is made if needed.
  ///   - links: what becomes of symbolic links.
  ///   - permissions: the permissions of the file, whatever they were.
  ///   - isPrivate: whether only the user may read the file, whatever its mode was.
  ///   - isDurable: whether it has to be whole even after a crash of the machine.
  /// - Throws: ``FileError``.
  package static func write(
    _ contents: Bytes, to path: Path, links: Links = .follow, permissions: UInt32? = nil,
    isPrivate: Bool = false, isDurable: Bool = true
  ) throws(FileError) {
    let place = try FilePlace(path, links, creates: true)
    let permissions = isPrivate ? 0o600 : permissions
    let before = try place.replaceable()
    var file = try TemporaryFile(in: place, isNarrow: before != nil || permissions != nil)
    try file.write(contents, isDurable: isDurable)
    // Who else writes the same file may win in between; then it is that one which is replaced.
    for _ in 0..<10 {
      let before = try place.replaceable()
      try file.takeAfter(before, permissions, isOwn: links == .never)
      let now = try place.replaceable()
      guard now.isSame(as: before) else { continue }
      try file.commit()
      if isDurable {
        do throws(SystemError) { try place.folder.synchronize() } catch {
          throw error.refusing(.write, path)
        }
        place.folder.sweep(for: place.name)
      }
      return
    }
    throw .obstacle(path, .changed)
  }

  /// What stands in a file's place and must not be replaced, although a rename could; nil where nothing
  /// does.
  ///
  /// - Parameters:
  ///   - path: the file, which need not exist.
  ///   - links: what becomes of symbolic links.
  /// - Returns: the error that writing it would end with.
  package static func obstacle(at path: Path, links: Links = .follow) -> FileError? {
    do throws(FileError) {
      let place = try FilePlace(path, links, creates: false)
      _ = try place.replaceable()
    } catch {
      // Where no folder is yet there is nothing in it, either.
      if case .refused = error { return nil }
      return error
    }
    return nil
  }
}

extension stat? {
  /// Whether this is what another look has shown, with the same owner and permissions.
  fileprivate func isSame(as other: stat?) -> Bool {
    guard let self, let other else { return self == nil && other == nil }
    return self.isSame(as: other) && self.st_mode == other.st_mode && self.st_uid == other.st_uid
      && self.st_gid == other.st_gid
  }
}

/// A new file that has no name of its own yet, and is gone with this value unless it gets it.
private struct TemporaryFile: ~Copyable {
  private let path: Path
  private let name: Bytes
  private let temporary: Bytes
  private let folder: Int32
  private let descriptor: Int32
  private let owner: stat?
  private var hasName = false

  /// Makes an empty file, locked as long as somebody is at work on it; see ``OpenFolder/sweep(for:)``.
  ///
  /// - Parameters:
  ///   - place: where it is to go.
  ///   - isNarrow: whether nobody else may open it before its permissions are set.
  /// - Throws: ``FileError``.
  init(in place: borrowing FilePlace, isNarrow: Bool) throws(FileError) {
    path = place.path
    name = place.name
    folder = place.folder.descriptor
    owner = place.folder.status
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    for _ in 0..<100 {
      let temporary = TemporaryName.random(for: name)
      let descriptor = temporary.withCString {
        clibc_openat(place.folder.descriptor, $0, flags, isNarrow ? 0o600 : 0o666)
      }
      guard descriptor >= 0 else {
        let error = clibc_errno()
        if error == EEXIST { continue }
        throw .refused(.write, path, errno: error)
      }
      var status = stat()
      // One that is swept before it is locked has no name any more.
      let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0 || clibc_errno() != EWOULDBLOCK
      guard isLocked, fstat(descriptor, &status) == 0, status.st_nlink > 0 else {
        close(descriptor)
        continue
      }
      self.temporary = temporary
      self.descriptor = descriptor
      return
    }
    throw .refused(.write, path, errno: EEXIST)
  }

  deinit {
    if !hasName { _ = temporary.withCString { unlinkat(folder, $0, 0) } }
    close(descriptor)
  }

  func write(_ contents: Bytes, isDurable: Bool) throws(FileError) {
    do throws(SystemError) {
      try OutputFile.write(contents, to: descriptor)
      // A crash of the machine must not leave an empty file under the new name.
      if isDurable { try OpenFolder.synchronize(descriptor) }
    } catch {
      throw error.refusing(.write, path)
    }
  }

  /// Takes over the owner, the group and the permissions of what it replaces.
  ///
  /// - Parameters:
  ///   - before: what is replaced; nil where nothing is.
  ///   - permissions: the permissions whatever they were.
  ///   - isOwn: whether it does not matter whose file it was.
  /// - Throws: ``FileError``.
  func takeAfter(_ before: stat?, _ permissions: UInt32?, isOwn: Bool) throws(FileError) {
    // What root makes in a user's folder would be in the user's way.
    let owner = before ?? (geteuid() == 0 ? self.owner : nil)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .refused(.write, path, errno: clibc_errno())
    }
    if let owner, owner.st_uid != status.st_uid || before != nil && owner.st_gid != status.st_gid,
      fchown(descriptor, owner.st_uid, owner.st_gid) != 0, let before, !isOwn
    {
      throw .obstacle(
        path, .foreign(owner: Int(before.st_uid), group: Int(before.st_gid)))
    }
    guard let mode = permissions.map({ mode_t($0) }) ?? before.map({ $0.st_mode & 0o7777 }),
      fchmod(descriptor, mode) != 0
    else { return }
    let error = clibc_errno()
    // Some file systems have no permissions of their own, for the old file as for this one.
    guard [EPERM, ENOSYS, ENOTSUP, EOPNOTSUPP].contains(error) else {
      throw .refused(.write, path, errno: error)
    }
  }

  /// Gives the file its name.
  mutating func commit() throws(FileError) {
    let result = temporary.withCString { from in
      name.withCString { renameat(folder, from, folder, $0) }
    }
    guard result == 0 else { throw .refused(.rename, path, errno: clibc_errno()) }
    hasName = true
  }
}
