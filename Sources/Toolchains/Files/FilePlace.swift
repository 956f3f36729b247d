internal import CLibc
internal import Resolution

/// Where a file is to be written: a name in a folder that is open.
struct FilePlace: ~Copyable {
  /// The path as given, for errors.
  let path: Path
  /// The folder.
  let folder: OpenFolder
  /// The file's name in it.
  let name: Bytes
  private let replacesLinks: Bool

  /// Follows the links that may be followed.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - links: what becomes of symbolic links.
  ///   - creates: whether the folder is made if needed.
  /// - Throws: ``FileError``.
  init(_ path: Path, _ links: AtomicFile.Links, creates: Bool) throws(FileError) {
    guard !path.name.isEmpty, !path.name.equals("."), !path.name.equals("..") else {
      throw .obstacle(path, .folder)
    }
    var target = path
    folder = try FilePlace.open(&target, links, creates: creates)
    name = Bytes(target.name)
    self.path = path
    replacesLinks = links == .never
  }

  /// Opens the folder of a file.
  ///
  /// - Parameters:
  ///   - target: the file as given; becomes the one that it leads to, if links are followed.
  ///   - links: what becomes of symbolic links.
  ///   - creates: whether the folder is made if needed.
  /// - Returns: the folder.
  /// - Throws: ``FileError``.
  private static func open(
    _ target: inout Path, _ links: AtomicFile.Links, creates: Bool
  ) throws(FileError) -> OpenFolder {
    let path = target
    if links == .never {
      let parent = path.parent ?? Path(".")
      if creates { try Folder.create(parent) }
      do throws(SystemError) { return try OpenFolder(parent) } catch {
        throw error.refusing(.write, path)
      }
    }
    target = try FilePlace.target(of: path, links, creates: creates)
    guard let parent = target.parent else { throw .obstacle(path, .folder) }
    do throws(SystemError) { return try OpenFolder(parent, .physical) } catch {
      // A link was put on the way since it was followed.
      if error.errno == ELOOP || error.errno == ENOTDIR { throw .obstacle(path, .changed) }
      throw error.refusing(.write, path)
    }
  }

  /// The file that a path leads to, physical, which need not exist.
  private static func target(
    of path: Path, _ links: AtomicFile.Links, creates: Bool
  ) throws(FileError) -> Path {
    var root: Path?
    if case .within(let folder) = links {
      root = World.live.physical(folder)
      if root == nil { throw .refused(.write, folder, errno: clibc_errno()) }
    }
    if let target = World.live.physical(path) {
      if let root, !target.isInside(root) { throw .obstacle(path, .outside(target, of: root)) }
      return target
    }
    let error = clibc_errno()
    if let link = path.brokenLink {
      throw .obstacle(path, .brokenLink(link.path, to: link.target))
    }
    guard error == ENOENT || error == ENOTDIR else {
      throw .refused(.write, path, errno: error)
    }
    let parent = path.parent ?? Path(".")
    // No folder is made where none may be filled.
    if let root, let existing = parent.ancestors.first(where: { World.live.physical($0) != nil }),
      let target = World.live.physical(existing), !target.isInside(root)
    {
      throw .obstacle(path, .outside(target, of: root))
    }
    if creates { try Folder.create(parent) }
    guard let folder = World.live.physical(parent) else {
      throw .refused(.write, path, errno: clibc_errno())
    }
    if let root, !folder.isInside(root) { throw .obstacle(path, .outside(folder, of: root)) }
    return folder.appending(path.name)
  }

  /// What stands in the place now, if that may be replaced.
  ///
  /// - Returns: nil where nothing is.
  /// - Throws: ``FileError/obstacle(_:_:)``.
  func replaceable() throws(FileError) -> stat? {
    let found: stat?
    do throws(SystemError) { found = try folder.status(of: name) } catch {
      throw error.refusing(.write, path)
    }
    guard let status = found else { return nil }
    if clibc_is_directory(status.st_mode) != 0 { throw .obstacle(path, .folder) }
    if status.isSpecial { throw .obstacle(path, .special) }
    if clibc_is_link(status.st_mode) != 0 {
      // A link has no owner or permissions that a file could take over.
      guard replacesLinks else { throw .obstacle(path, .changed) }
      return nil
    }
    // The administrator may write every file, and means one that nobody may to stay as it is, too.
    if status.st_mode & 0o222 == 0, !replacesLinks { throw .obstacle(path, .readOnly) }
    return status
  }
}
