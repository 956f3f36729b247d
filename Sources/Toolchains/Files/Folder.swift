private import CLibc
package import Resolution

/// Changes to folders and the files in them.
package enum Folder {
  /// Makes a folder and those above it, as far as they do not exist.
  ///
  /// What root makes in another user's folder is that user's.
  package static func create(_ path: Path) throws(FileError) {
    if path.bytes.withCString({ mkdir($0, 0o777) }) == 0 { return handOver(path) }
    let error = clibc_errno()
    if error == EEXIST, exists(path) { return }
    guard error == ENOENT, let parent = path.parent else {
      throw .refused(.create, path, errno: error)
    }
    try create(parent)
    if path.bytes.withCString({ mkdir($0, 0o777) }) == 0 { return handOver(path) }
    guard clibc_errno() == EEXIST else {
      throw .refused(.create, path, errno: clibc_errno())
    }
  }

  /// Gives a folder that root has made to the user in whose folder it is, where that is possible.
  static func handOver(_ path: Path) {
    guard geteuid() == 0 else { return }
    // Who cannot be asked about the folder above is not waiting for this one.
    guard let above = try? OpenFolder(path.parent ?? Path(".")).status, above.st_uid != 0,
      let folder = try? OpenFolder(path, .toRealFolder), folder.status?.st_uid == 0
    else { return }
    let name = Bytes(".")
    _ = name.withCString { fchownat(folder.descriptor, $0, above.st_uid, above.st_gid, 0) }
  }

  /// Makes a folder and those above it as far as they do not exist, each for those whom another folder
  /// is for.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - model: gives its permissions, and as far as the system allows its owner and group; where there
  ///     is none, the folder is a usual one.
  /// - Throws: ``FileError``.
  package static func create(_ path: Path, like model: Path) throws(FileError) {
    if exists(path) { return }
    if let parent = path.parent { try create(parent, like: model) }
    try create(path)
    var status = stat()
    guard model.bytes.withCString({ stat($0, &status) }) == 0 else { return }
    // A change of the owner takes special bits away, so the permissions come last. Who may change
    // neither has a folder of their own all the same.
    path.bytes.withCString { name in
      _ = chown(name, status.st_uid, status.st_gid)
      _ = chmod(name, status.st_mode & 0o7777)
    }
  }

  /// Whether a path leads to a folder.
  package static func exists(_ path: Path) -> Bool {
    var status = stat()
    return path.bytes.withCString { stat($0, &status) } == 0
      && clibc_is_directory(status.st_mode) != 0
  }

  /// Whether a path leads to a folder in which nobody can take away what is another user's.
  package static func isSticky(_ path: Path) -> Bool {
    var status = stat()
    return path.bytes.withCString { stat($0, &status) } == 0
      && clibc_is_directory(status.st_mode) != 0 && status.st_mode & 0o1000 != 0
  }

  /// Whether anything stands at a path, a dangling link included.
  package static func isOccupied(_ path: Path) -> Bool {
    var status = stat()
    return path.bytes.withCString { lstat($0, &status) } == 0
  }

  /// Whether a path leads to a file with nothing in it, as a power cut leaves what was just written.
  package static func isEmptyFile(_ path: Path) -> Bool {
    var status = stat()
    return path.bytes.withCString { stat($0, &status) } == 0
      && clibc_is_regular(status.st_mode) != 0 && status.st_size == 0
  }

  /// Brings everything below a folder to the disk, so that no name which it gets afterwards is there
  /// without it after the power was cut.
  ///
  /// One call for the whole file system costs less than one for each of thousands of files.
  ///
  /// - Parameter path: the folder.
  /// - Throws: ``FileError``.
  package static func synchronize(_ path: Path) throws(FileError) {
    do throws(SystemError) {
      let folder = path.bytes.withCString { clibc_open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0) }
      guard folder >= 0 else { throw SystemError(errno: clibc_errno()) }
      defer { close(folder) }
      while clibc_synchronize_file_system(folder) != 0 {
        let error = clibc_errno()
        if error == EINTR { continue }
        // Not every file system has such a call, and not every sandbox allows it.
        if [EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP, EPERM, EROFS].contains(error) { return }
        throw SystemError(errno: error)
      }
    } catch { throw error.refusing(.write, path) }
  }

  /// The names in a folder, in no order; none where there is no folder.
  ///
  /// - Parameter path: the folder.
  /// - Returns: the names.
  /// - Throws: ``FileError`` where they cannot all be read: nobody may take them for gone then.
  package static func names(_ path: Path) throws(FileError) -> [Bytes] {
    do throws(SystemError) { return try OpenFolder(path).names() } catch {
      if error.errno == ENOENT || error.errno == ENOTDIR { return [] }
      throw error.refusing(.read, path)
    }
  }

  /// Gives two files or folders each other's names, in one step where the file system can do that.
  ///
  /// - Parameters:
  ///   - path: the one.
  ///   - other: the other; where it takes two steps, it is removed in the first.
  /// - Throws: ``FileError``.
  package static func exchange(_ path: Path, with other: Path) throws(FileError) {
    let result = path.bytes.withCString { from in
      other.bytes.withCString { clibc_exchange(from, $0) }
    }
    if result == 0 { return }
    let error = clibc_errno()
    guard [ENOSYS, EINVAL, ENOTSUP, EXDEV].contains(error) else {
      throw .refused(.rename, path, errno: error)
    }
    try remove(other)
    try rename(path, to: other)
  }

  /// Moves a file or folder to another name on the same file system, in one step.
  ///
  /// - Parameters:
  ///   - path: the file or folder; a device, pipe or socket stays where it is.
  ///   - target: its new name; a file that has it is replaced, a device, pipe or socket never.
  /// - Throws: ``FileError``.
  package static func rename(_ path: Path, to target: Path) throws(FileError) {
    for place in [path, target] {
      var status = stat()
      if place.bytes.withCString({ lstat($0, &status) }) == 0, status.isSpecial {
        throw .unfit(.rename, place, .special)
      }
    }
    let result = path.bytes.withCString { from in
      target.bytes.withCString { CLibc.rename(from, $0) }
    }
    guard result == 0 else { throw .refused(.rename, path, errno: clibc_errno()) }
  }

  /// Whether what is in one folder can be moved into another by a rename.
  ///
  /// - Parameters:
  ///   - folder: an empty folder.
  ///   - other: where to.
  /// - Returns: false only where it is certain; the other folder need not exist.
  package static func canMove(from folder: Path, to other: Path) -> Bool {
    let (from, to) = (folder.appending("probe"), other.appending("probe"))
    // Linux compares the mounts, of which a file system may have several, before it looks for the name.
    let result = from.bytes.withCString { from in
      to.bytes.withCString { CLibc.rename(from, $0) }
    }
    if result != 0, clibc_errno() == EXDEV { return false }
    var (mine, others) = (stat(), stat())
    guard folder.bytes.withCString({ stat($0, &mine) }) == 0,
      other.bytes.withCString({ stat($0, &others) }) == 0
    else { return true }
    return mine.st_dev == others.st_dev
  }

  /// Takes a folder out of its place in one step, to where it can be removed at leisure.
  ///
  /// An overlay, as containers have it, cannot rename a folder of its lower layers: there it is removed
  /// in its place.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - target: where it goes unless it is removed.
  ///   - mark: what goes first of a folder that cannot go in one step, so that nobody takes the rest
  ///     for the whole; a path below the folder.
  /// - Throws: ``FileError``.
  package static func withdraw(
    _ path: Path, to target: Path, beginningWith mark: Path
  ) throws(FileError) {
    do throws(FileError) { return try rename(path, to: target) } catch {
      guard case .refused(_, _, EXDEV) = error else { throw error }
    }
    try remove(path.appending(mark.bytes))
    try remove(path)
  }

  /// Makes a symbolic link, replacing an older one or a file in one step.
  package static func link(_ path: Path, to target: Path) throws(FileError) {
    try place(path, by: .link) { (folder, name) throws(SystemError) in
      let result = target.bytes.withCString { target in
        name.withCString { symlinkat(target, folder, $0) }
      }
      if result != 0 { throw SystemError(errno: clibc_errno()) }
    }
  }

  /// Gives a file a second name, replacing what has it in one step; where the file system has no second
  /// names, it is a copy that has it.
  package static func share(_ file: Path, as path: Path) throws(FileError) {
    try place(path, by: .link) { (folder, name) throws(SystemError) in
      try SecondName.make(of: file.bytes, in: AT_FDCWD, as: name, in: folder)
    }
  }

  /// Gives a file or a link a second name that is free; where the file system has no second names, it is
  /// a copy that has it.
  package static func double(_ file: Path, as path: Path) throws(FileError) {
    do throws(SystemError) {
      try SecondName.make(of: file.bytes, in: AT_FDCWD, as: path.bytes, in: AT_FDCWD)
    } catch {
      throw error.refusing(.link, path)
    }
  }

  /// Makes something under a temporary name, and gives it its own in one step.
  ///
  /// - Parameters:
  ///   - path: what it is to be called.
  ///   - action: what is done, for errors.
  ///   - make: makes it in a folder, under a name.
  /// - Throws: ``FileError``.
  private static func place(
    _ path: Path, by action: FileAction,
    _ make: (_ folder: Int32, _ name: Bytes) throws(SystemError) -> Void
  ) throws(FileError) {
    let name = Bytes(path.name)
    var status = stat()
    if path.bytes.withCString({ lstat($0, &status) }) == 0, status.isSpecial {
      throw .unfit(action, path, .special)
    }
    do throws(SystemError) {
      let folder = try OpenFolder(path.parent ?? Path("."))
      for attempt in 1... {
        let temporary = TemporaryName.random(for: name)
        do throws(SystemError) { try make(folder.descriptor, temporary) } catch {
          if error.errno == EEXIST, attempt < 100 { continue }
          throw error
        }
        if geteuid() == 0, let owner = folder.status, owner.st_uid != 0 {
          // It serves as well as root's.
          _ = temporary.withCString {
            fchownat(folder.descriptor, $0, owner.st_uid, owner.st_gid, AT_SYMLINK_NOFOLLOW)
          }
        }
        do throws(SystemError) { try folder.rename(temporary, to: name) } catch {
          // Another process has taken it for one that was left.
          if error.errno == ENOENT, attempt < 100 { continue }
          try? folder.unlink(temporary)
          throw error
        }
        // Two names of one file are not renamed to one another.
        try? folder.unlink(temporary)
        folder.sweep(for: name)
        return
      }
    } catch {
      throw error.refusing(action, path)
    }
  }

  /// What a symbolic link points to, or nil where there is none.
  package static func target(of link: Path) -> Path? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = link.bytes.withCString { readlink($0, &buffer, buffer.count - 1) }
    return count > 0 ? Path(buffer[..<count].map { UInt8(bitPattern: $0) }) : nil
  }

  /// Removes a file, a link, or a folder with all that is in it; what does not exist is fine.
  ///
  /// Everything is reached from the folder that is open, so that no link is followed and no depth is
  /// too great. A device is never removed, nor what is on another file system.
  package static func remove(_ path: Path) throws(FileError) {
    let name = Bytes(path.name)
    guard !name.isEmpty, name != Bytes("."), name != Bytes("..") else {
      throw .refused(.remove, path, errno: EBUSY)
    }
    do throws(SystemError) {
      try OpenFolder(path.parent ?? Path(".")).remove(name)
    } catch {
      // Without the folder nothing is in it.
      if error.errno == ENOENT || error.errno == ENOTDIR { return }
      throw error.refusing(.remove, path)
    }
  }
}
