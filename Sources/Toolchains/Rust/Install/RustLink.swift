package import Resolution

/// Adopts a Rust toolchain that lives elsewhere, where rustup sees it too.
package struct RustLink: Sendable {
  private let store: RustStore

  /// For the toolchains of a user.
  package init(_ store: RustStore) { self.store = store }

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
  ///   - replaces: whether another link of that name makes room, as with rustup.
  /// - Returns: whether the link is new; else it led there already.
  /// - Throws: ``StoreError/notAToolchain(_:_:holds:)``, ``StoreError/invalidLinkName(_:_:)``,
  ///   ``StoreError/occupied(_:_:by:)``, ``RustError/file(_:)``.
  package func make(
    _ name: Bytes, to folder: Path, replaces: Bool = false
  ) throws(RustError) -> Bool {
    guard let physical = World.live.physical(folder), RustLink.isToolchain(physical) else {
      throw .store(.notAToolchain(folder, .rust))
    }
    guard RustRequest.isCustomName(name[...]) else { throw .store(.invalidLinkName(.rust, name)) }
    let name = RustToolchainName(name)
    let link = store.home.toolchains.appending(name.bytes)
    return try store.locked(name) { () throws(RustError) in
      if Folder.isOccupied(link) {
        let target = Folder.target(of: link)
        if let target, target == physical { return false }
        guard replaces, target != nil else {
          throw .store(.occupied(.rust, name.bytes, by: target ?? link))
        }
      }
      try RustError.files { () throws(FileError) in
        try Folder.create(store.home.toolchains)
        // The link itself must not be made in the folder that everybody lists.
        try Folder.create(store.home.workbench)
        let temporary = store.home.workbench.appending(TemporaryName.random(for: name.bytes))
        try Folder.link(temporary, to: physical)
        try Folder.rename(temporary, to: link)
      }
      return true
    }
  }
}
