/// What a Cargo.toml says about the oldest Rust that its package supports.
package enum CargoManifest {
  /// The `rust-version` that holds in a directory.
  ///
  /// Source: cargo's reference of the manifest: `rust-version.workspace = true` takes the value of the
  /// workspace, whose Cargo.toml `package.workspace` names or which lies above.
  ///
  /// - Parameters:
  ///   - directory: where the search starts, physical.
  ///   - world: where files are read.
  /// - Returns: the version as written, and where it is written.
  /// - Throws: ``RustFault/noPackage``, ``RustFault/noMinimum(_:)``, and what reading a file throws.
  package static func minimum(
    nearestTo directory: Path, _ world: World
  ) throws(ResolutionError) -> (text: Bytes, path: Path, line: Int) {
    guard let reader = try nearest(to: directory, world, where: { _ in true }) else {
      throw .rust(.noPackage)
    }
    let document = reader.document
    if !document.hasTable("package"), document.hasTable("workspace") {
      return try workspaceMinimum(reader)
    }
    guard let entry = document.entry(["package", "rust-version", "workspace"]) else {
      guard let (text, line) = try reader.string("package", "rust-version") else {
        throw .rust(.noMinimum(reader.path))
      }
      return (text, reader.path, line)
    }
    guard entry.value == .boolean(true), let folder = reader.path.parent else {
      throw .rust(.noMinimum(reader.path))
    }
    if document.hasTable("workspace") { return try workspaceMinimum(reader) }
    let start: Path?
    if let (text, _) = try reader.string("package", "workspace") {
      start = Path(text).isAbsolute ? Path(text) : world.physical(folder.appending(text))
    } else {
      start = folder.parent
    }
    guard let start,
      let workspace = try nearest(
        to: start, world, where: { $0.document.hasTable("workspace") })
    else { throw .rust(.noMinimum(reader.path)) }
    return try workspaceMinimum(workspace)
  }

  @inline(never)
  private static func workspaceMinimum(
    _ reader: RustReader
  ) throws(ResolutionError) -> (text: Bytes, path: Path, line: Int) {
    guard let (text, line) = try reader.string("workspace", "package", "rust-version") else {
      throw .rust(.noMinimum(reader.path))
    }
    return (text, reader.path, line)
  }

  @inline(never)
  private static func nearest(
    to directory: Path, _ world: World, where accepts: (RustReader) -> Bool
  ) throws(ResolutionError) -> RustReader? {
    var next: Path? = directory
    while let directory = next {
      let path = directory.appending("Cargo.toml")
      if let contents = try world.contents(of: path, limit: GoModule.sizeLimit) {
        let reader = try RustReader(contents, at: path)
        if accepts(reader) { return reader }
      }
      next = directory.parent
    }
    return nil
  }
}
