package import Resolution

/// Adopts a toolchain that lives elsewhere.
package struct Link: Sendable {
  private let home: Home

  /// For the toolchains of a home.
  package init(_ home: Home) { self.home = home }

  /// Links a folder under a name.
  ///
  /// - Parameters:
  ///   - name: a name for ``Request/link(_:)``, or the version that the folder holds.
  ///   - folder: the toolchain's folder, absolute.
  /// - Returns: the folder as it is linked, without symbolic links in its path.
  /// - Throws: ``StoreError/invalidLinkName(_:)``, ``StoreError/notAToolchain(_:)``,
  ///   ``StoreError/occupied(_:)``, ``StoreError/file(_:)``.
  package func make(_ name: Bytes, to folder: Path) throws(StoreError) -> Path {
    guard let folder = World.live.physical(folder),
      World.live.program(folder.appending("bin/go")) != nil
    else { throw .notAToolchain(folder) }
    let version = GoVersion(name[...])
    guard GoRequest.isLinkName(name[...]) || version?.isToolchain == true && version?.name == name
    else { throw .invalidLinkName(name) }
    let link = home.goToolchains.appending(name)
    if Folder.isOccupied(link) { throw .occupied(link) }
    do throws(FileError) {
      try Folder.create(home.goToolchains)
      try Folder.link(link, to: folder)
      try GoLinks(home).update()
    } catch { throw .file(error) }
    return folder
  }
}
