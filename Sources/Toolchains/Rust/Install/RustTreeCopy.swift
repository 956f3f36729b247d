private import CLibc
internal import Resolution

/// A copy of a toolchain that shares the files with the original, without some of its components.
struct RustTreeCopy {
  private let source: Path
  private let target: Path
  private var omittedFiles: Set<Bytes> = []
  private var omittedFolders: Set<Bytes> = []

  /// A whole copy.
  ///
  /// - Parameters:
  ///   - root: the original.
  ///   - target: the new folder.
  init(of root: Path, to target: Path) {
    source = root
    self.target = target
  }

  /// A copy of a toolchain, without some components.
  ///
  /// - Parameters:
  ///   - toolchain: the original.
  ///   - target: the new folder.
  ///   - omitted: the components to leave out.
  /// - Throws: ``RustError/incomplete(_:)`` where it is not known what to leave out.
  init(
    of toolchain: RustToolchain, to target: Path, without omitted: [ComponentID]
  ) throws(RustError) {
    self.init(of: toolchain.root, to: target)
    for component in omitted {
      guard let list = toolchain.files(of: component) else { throw .incomplete(toolchain.name) }
      for line in list.lines {
        let path = Bytes(line.path.utf8)
        if line.isFolder { omittedFolders.insert(path) } else { omittedFiles.insert(path) }
      }
      omittedFiles.insert(
        Bytes(RustRecords.folder) + Bytes("/manifest-\(component.name)".utf8))
    }
  }

  /// Makes the copy; folders that held nothing but what is left out are left out, too.
  ///
  /// - Throws: ``FileError``.
  func make() throws(FileError) {
    try Folder.create(target, like: source)
    _ = try copy([], from: source, to: target)
  }

  /// Copies the entries of a folder, which is made for the first of them.
  ///
  /// - Returns: whether there is anything in it.
  private func copy(_ path: Bytes, from folder: Path, to copy: Path) throws(FileError) -> Bool {
    let names = try Folder.names(folder)
    var isMade = path.isEmpty
    if names.isEmpty, !isMade {
      try Folder.create(copy, like: folder)
      isMade = true
    }
    for name in names {
      let inner = path.isEmpty ? name : path + Bytes("/") + name
      let from = folder.appending(name)
      let to = copy.appending(name)
      var status = stat()
      // What cannot be looked at is not gone.
      guard from.bytes.withCString({ lstat($0, &status) }) == 0 else {
        throw .refused(.read, from, errno: clibc_errno())
      }
      if clibc_is_directory(status.st_mode) != 0 {
        if omittedFolders.contains(inner) { continue }
        if try self.copy(inner, from: from, to: to) { isMade = true }
        continue
      }
      if omittedFiles.contains(inner) { continue }
      if !isMade {
        try Folder.create(copy, like: folder)
        isMade = true
      }
      try Folder.double(from, as: to)
    }
    return isMade
  }
}
