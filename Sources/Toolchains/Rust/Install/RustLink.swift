package import Resolution

/// Adopts a Rust toolchain that lives elsewhere, where rustup sees it too.
package struct RustLink: Sendable {
  private let home: RustHome

  /// For the toolchains of a home.
  package init(_ home: RustHome) { self.home = home }

  /// Whether a folder is a Rust toolchain.
  ///
  /// - Parameter folder: the folder.
  /// - Returns: whether a compiler and its libraries are in it.
  package static func isToolchain(_ folder: Path) -> Bool {
    World.live.program(folder.appending("bin/rustc")) != nil
      && Folder.exists(folder.appending("lib"))
  }

  /// Links a folder under a name.
  ///
  /// - Parameters:
  ///   - name: a name that is no release's.
  ///   - folder: the toolchain's folder, absolute.
  /// - Returns: the folder as it is linked, without symbolic links in its path.
  /// - Throws: ``RustError/invalidLinkName(_:)``, ``RustError/notAToolchain(_:)``,
  ///   ``RustError/occupied(_:)``, ``RustError/file(_:)``.
  package func make(_ name: Bytes, to folder: Path) throws(RustError) -> Path {
    guard let physical = World.live.physical(folder), RustLink.isToolchain(physical) else {
      throw .notAToolchain(folder)
    }
    guard RustRequest.isCustomName(name[...]) else { throw .invalidLinkName(name.text) }
    let link = home.toolchains.appending(name)
    if Folder.isOccupied(link) {
      guard Folder.target(of: link) != nil else { throw .occupied(name.text) }
    }
    try RustError.files { () throws(FileError) in
      try Folder.create(home.toolchains)
      // The link itself must not be made in the folder that everybody lists.
      try Folder.create(home.workbench)
      let temporary = home.workbench.appending(TemporaryName.random(for: name))
      try Folder.link(temporary, to: physical)
      try Folder.rename(temporary, to: link)
    }
    return physical
  }
}
