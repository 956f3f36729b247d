/// What a Cargo.toml says about the oldest Rust that its package supports.
package enum CargoManifest {
  /// The `rust-version` that holds in a directory.
  ///
  /// Source: cargo's reference of the manifest: `rust-version.workspace = true` takes the value of the
  /// workspace, whose Cargo.toml `package.workspace` names or which lies above.
  ///
  /// - Parameters:
  ///   - start: where the search starts.
  ///   - world: where files are read.
  /// - Returns: the version as written, and where it is written.
  /// - Throws: ``RustFault/noPackage``, ``RustFault/noMinimum(_:)``, and what reading a file throws.
  package static func minimum(
    nearestTo start: Start, _ world: World
  ) throws(ResolutionError) -> (text: Bytes, path: Path, line: Int) {
    guard let reader = try nearest(to: start, world, where: { _ in true }) else {
      throw .rust(.noPackage)
    }
    let document = reader.document
    if !document.hasTable("package"), document.hasTable("workspace") {
      return try workspaceMinimum(reader)
    }
    guard let entry = document.entry(dotted: "package.rust-version.workspace") else {
      guard let (text, line) = try reader.string("package.rust-version") else {
        throw .rust(.noMinimum(reader.path))
      }
      return (text, reader.path, line)
    }
    guard entry.value == .boolean(true), let folder = reader.path.parent else {
      throw .rust(.noMinimum(reader.path))
    }
    if document.hasTable("workspace") { return try workspaceMinimum(reader) }
    let above: Path?
    if let (text, _) = try reader.string("package.workspace") {
      above = Path(text).isAbsolute ? Path(text) : world.physical(folder.appending(text))
    } else {
      above = folder.parent
    }
    guard let above,
      let workspace = try nearest(
        to: Start(above), world, where: { $0.document.hasTable("workspace") })
    else { throw .rust(.noMinimum(reader.path)) }
    return try workspaceMinimum(workspace)
  }

  @inline(never)
  private static func workspaceMinimum(
    _ reader: RustReader
  ) throws(ResolutionError) -> (text: Bytes, path: Path, line: Int) {
    guard let (text, line) = try reader.string("workspace.package.rust-version") else {
      throw .rust(.noMinimum(reader.path))
    }
    return (text, reader.path, line)
  }

  @inline(never)
  private static func nearest(
    to start: Start, _ world: World, where accepts: (RustReader) -> Bool
  ) throws(ResolutionError) -> RustReader? {
    let files = UpwardSearch(
      start: start, names: [ProjectFile.cargoManifest.name], levels: 0..<start.levels,
      limit: ProjectFile.sizeLimit)
    var result: Result<RustReader?, ResolutionError> = .success(nil)
    world.search(files) { step, reading in
      do throws(ResolutionError) {
        let path = files.path(step)
        guard let contents = try reading.contents(of: path) else { return true }
        let reader = try RustReader(contents, at: path)
        guard accepts(reader) else { return true }
        result = .success(reader)
      } catch { result = .failure(error) }
      return false
    }
    return try result.get()
  }
}
