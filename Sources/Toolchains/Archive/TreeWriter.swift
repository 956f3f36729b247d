import CLibc
import Resolution

/// Writes files below one directory and nowhere else.
///
/// Every step is taken from an open directory by one component that must not be a symbolic link,
/// and nothing that exists is opened for writing. So no name and no link in the tree can lead out,
/// whatever it says, while the way to the directory itself may be through any link of the user's.
/// (libarchive's own writer would need the process's current directory for that, which several
/// archives at a time cannot share.)
struct TreeWriter: ~Copyable {
  private let path: String
  private let root: Int32
  /// Whose everything becomes; nil where that is this process's user anyway.
  private let owner: stat?
  /// The directories on the way to the last entry, open; the next entry's are mostly the same.
  private var way: [(name: String, descriptor: Int32)] = []

  /// Opens the directory, made if its parent exists.
  ///
  /// - Parameter path: The directory.
  /// - Throws: `.unwritable`.
  init(_ path: String) throws(ArchiveError) {
    if mkdir(path, 0o777) != 0, clibc_errno() != EEXIST {
      throw .unwritable(path: path, code: clibc_errno())
    }
    let descriptor = clibc_open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    guard descriptor >= 0 else { throw .unwritable(path: path, code: clibc_errno()) }
    self.path = path
    root = descriptor
    // What root unpacks in another user's folder is that user's to remove.
    var status = stat()
    owner =
      geteuid() == 0 && fstat(descriptor, &status) == 0 && status.st_uid != 0 ? status : nil
  }

  deinit {
    for step in way { close(step.descriptor) }
    close(root)
  }

  /// Makes a directory, or agrees with one that exists.
  ///
  /// - Parameters:
  ///   - components: Where.
  ///   - name: The entry's name, for errors.
  /// - Throws: `.unwritable`, `.entry`.
  mutating func makeDirectory(_ components: [String], entry name: String) throws(ArchiveError) {
    try enter(components[...], entry: name, isEntry: true)
  }

  /// Makes an empty file.
  ///
  /// - Parameters:
  ///   - components: Where.
  ///   - mode: Its permissions, less the umask.
  ///   - name: The entry's name, for errors.
  /// - Returns: A descriptor to write to, owned by the caller.
  /// - Throws: `.unwritable`, `.entry`.
  mutating func makeFile(
    _ components: [String], mode: mode_t, entry name: String
  ) throws(ArchiveError) -> Int32 {
    let parent = try enter(components.dropLast(), entry: name)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = clibc_openat(parent, components[components.count - 1], flags, mode & 0o777)
    guard descriptor >= 0 else { throw failure(components, entry: name) }
    if let owner { _ = fchown(descriptor, owner.st_uid, owner.st_gid) }
    return descriptor
  }

  /// Makes a symbolic link.
  ///
  /// - Parameters:
  ///   - components: Where.
  ///   - target: What it says.
  ///   - name: The entry's name, for errors.
  /// - Throws: `.unwritable`, `.entry`.
  mutating func makeSymbolicLink(
    _ components: [String], to target: String, entry name: String
  ) throws(ArchiveError) {
    let parent = try enter(components.dropLast(), entry: name)
    let last = components[components.count - 1]
    guard symlinkat(target, parent, last) == 0 else { throw failure(components, entry: name) }
    if let owner { _ = fchownat(parent, last, owner.st_uid, owner.st_gid, AT_SYMLINK_NOFOLLOW) }
  }

  /// Makes a second name of a file.
  ///
  /// - Parameters:
  ///   - components: Where.
  ///   - source: The file, unpacked before.
  ///   - name: The entry's name, for errors.
  /// - Throws: `.unwritable`, `.entry`.
  mutating func makeHardLink(
    _ components: [String], to source: [String], entry name: String
  ) throws(ArchiveError) {
    let last = source[source.count - 1]
    var status = stat()
    let from = try enter(source.dropLast(), entry: name)
    guard fstatat(from, last, &status, AT_SYMLINK_NOFOLLOW) == 0,
      clibc_is_regular(status.st_mode) != 0
    else { throw .entry(name: name, problem: .hardLinkTarget(source.joined(separator: "/"))) }
    // Entering the link's directory closes the source's.
    let held = clibc_openat(from, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    guard held >= 0 else { throw failure(source, entry: name) }
    defer { close(held) }
    let parent = try enter(components.dropLast(), entry: name)
    do throws(SystemError) {
      try SecondName.make(
        of: Bytes(last.utf8), in: held, as: Bytes(components[components.count - 1].utf8), in: parent
      )
    } catch {
      throw failure(components, entry: name, code: error.errno)
    }
  }

  /// The full path of an entry, for errors.
  ///
  /// - Parameter components: Where it goes.
  /// - Returns: A path below the directory.
  func path(of components: [String]) -> String {
    "\(path)/\(components.joined(separator: "/"))"
  }

  /// Opens a directory below the root, making what is missing.
  @discardableResult
  private mutating func enter(
    _ components: ArraySlice<String>, entry name: String, isEntry: Bool = false
  ) throws(ArchiveError) -> Int32 {
    var shared = 0
    while shared < way.count, shared < components.count, way[shared].name == components[shared] {
      shared += 1
    }
    while way.count > shared { close(way.removeLast().descriptor) }
    for component in components[shared...] {
      let parent = way.last?.descriptor ?? root
      let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
      var next = clibc_openat(parent, component, flags, 0)
      if next < 0 && clibc_errno() == ENOENT {
        // Whatever the archive says: its owner must be able to fill and to remove it.
        if mkdirat(parent, component, 0o777) == 0 {
          next = clibc_openat(parent, component, flags, 0)
          if next >= 0, let owner { _ = fchown(next, owner.st_uid, owner.st_gid) }
        }
      }
      guard next >= 0 else {
        let code = clibc_errno()
        if code == ENOTDIR || code == ELOOP || code == EEXIST {
          let isItself = isEntry && way.count == components.count - 1
          throw .entry(name: name, problem: isItself ? .duplicate : .notInDirectory)
        }
        throw .unwritable(path: path(of: way.map(\.name) + [component]), code: code)
      }
      way.append((component, next))
    }
    return way.last?.descriptor ?? root
  }

  /// What the last failed call on an entry means.
  private func failure(
    _ components: [String], entry name: String, code: Int32 = clibc_errno()
  ) -> ArchiveError {
    if code == EEXIST { return .entry(name: name, problem: .duplicate) }
    return .unwritable(path: path(of: components), code: code)
  }
}
