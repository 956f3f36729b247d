package import Resolution

/// A component's archive on its way into a toolchain: unpacked beside it, then moved by its own list.
///
/// Source: rust-installer 3. One top folder holds `rust-installer-version`, `components` and, for each
/// name in that, a folder with `manifest.in` and the files.
struct ComponentPackage {
  let component: ComponentID
  /// Where the archive is.
  let location: String
  /// The SHA-256 of the archive in hex.
  let sha256: String
  /// The folder to unpack into, which does not exist yet.
  let folder: Path

  /// Fetches and unpacks.
  ///
  /// - Parameters:
  ///   - server: where it comes from.
  ///   - limits: what it may ask of the machine.
  ///   - stop: raised when it is not wanted any more.
  ///   - progress: is told the bytes so far and their total.
  /// - Throws: ``RustError/archive(component:_:)``.
  func unpack(
    from server: RustServer, limits: UnpackLimits, stop: Flag,
    _ progress: @escaping @Sendable (UInt64, UInt64?) -> Void
  ) throws(RustError) {
    let download = Download(mirrors: [location], sha256: sha256)
    var unpack = Unpack(download, into: folder.text, topFolder: nil)
    unpack.limits = limits
    unpack.stop = stop
    unpack.style = EntryStyle(acceptsLinks: false, keepsTimes: false, mode: Self.mode)
    do throws(ArchiveError) { try server.unpack(unpack, progress) } catch {
      throw .archive(component: component.name, error)
    }
  }

  /// What the owner may do, and of that reading and running for everybody, as rustup sets it; less
  /// the umask.
  private static func mode(_ mode: UInt32) -> UInt32 {
    let owner = mode & 0o700
    let others = owner & 0o500
    return owner | others >> 3 | others >> 6
  }

  /// Moves the files to their places in a toolchain and lists them there.
  ///
  /// - Parameter root: the toolchain that is being put together.
  /// - Throws: ``RustError/package(component:_:)``, ``RustError/conflict(component:path:)``,
  ///   ``RustError/file(_:)``.
  func place(in root: Path) throws(RustError) {
    let (source, list) = try contents()
    var made: Set<Path> = []
    for line in list.lines {
      let from = source.appending(Bytes(line.path.utf8))
      let target = root.appending(Bytes(line.path.utf8))
      guard Folder.isOccupied(from) else { throw fault(.missing(line.path)) }
      // rename would replace a file, and agree with an empty folder.
      guard !Folder.isOccupied(target) else {
        throw .conflict(component: component.name, path: line.path)
      }
      try RustError.files { () throws(FileError) in
        if let parent = target.parent, made.insert(parent).inserted { try Folder.create(parent) }
        try Folder.rename(from, to: target)
      }
    }
    try RustError.files { () throws(FileError) in
      let records = root.appending(RustRecords.folder)
      try Folder.create(records)
      try RustRecords.write(
        list.contents, to: records.appending(Bytes("manifest-\(component.name)".utf8)))
    }
  }

  /// Where the files are, and which there are.
  private func contents() throws(RustError) -> (folder: Path, list: FileList) {
    let version = read("rust-installer-version")?.trimmed
    guard let version, version.equals("3") else {
      throw fault(.version(version.map { Bytes($0).text } ?? "unknown"))
    }
    let names = (read("components") ?? []).split(separator: UInt8(ascii: "\n"))
      .map { Bytes($0.trimmed).text }
    guard let name = [component.name, component.package].first(where: { names.contains($0) }),
      let list = read("\(name)/manifest.in")
    else { throw fault(.noComponent) }
    do throws(PackageFault) {
      return (folder.appending(Bytes(name.utf8)), try FileList(list))
    } catch { throw fault(error) }
  }

  private func read(_ name: String) -> Bytes? {
    guard case .contents(let bytes) = World.live.read(folder.appending(Bytes(name.utf8)), 64 << 20)
    else { return nil }
    return bytes
  }

  private func fault(_ fault: PackageFault) -> RustError {
    .package(component: component.name, fault)
  }
}

extension Path: Hashable {
  package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
