internal import Resolution

/// Adopts a Go toolchain that lives elsewhere.
struct GoLink {
  private let store: GoStore

  /// For the toolchains of a user.
  init(_ store: GoStore) { self.store = store }

  /// Whether a folder is a Go toolchain.
  static func isToolchain(_ folder: Path) -> Bool {
    World.live.program(folder.appending("bin/go")) != nil
  }

  /// Links a folder under a name.
  ///
  /// - Parameters:
  ///   - name: a name for ``Request/link(_:)``, or the version that the folder holds.
  ///   - folder: the toolchain's folder, physical.
  /// - Returns: whether the link is new; else it led there already.
  /// - Throws: ``StoreError/invalidLinkName(_:_:)``, ``StoreError/otherVersion(_:_:_:found:)``,
  ///   ``StoreError/occupied(_:_:by:)``, ``StoreError/file(_:)``.
  func make(_ name: Bytes, to folder: Path) throws(GoError) -> Bool {
    let home = store.home.own(store.world)
    if let version = GoVersion(name[...]), version.isToolchain, version.name == name {
      let found = GoTreeVersion(of: folder)
      guard found?.version == version else {
        throw .store(
          .otherVersion(
            .go, name, folder,
            found: found.map { $0.version?.name ?? Bytes($0.text.utf8) }))
      }
      // What a version means in a home of others is for them to say.
      if home != store.home { throw .store(.othersHome(.go, store.home.root)) }
    } else if !GoRequest.isLinkName(name[...]) {
      throw .store(.invalidLinkName(.go, name))
    }
    let link = home.goToolchains.appending(name)
    return try store.locked(name, in: home) { _ throws(GoError) in
      if Folder.isOccupied(link) {
        let target = Folder.target(of: link)
        if let target, target == folder { return false }
        throw .store(.occupied(.go, name, by: target ?? link))
      }
      try GoError.files { () throws(FileError) in
        try Folder.create(home.goToolchains)
        // What is noted under the name was of another toolchain.
        try Folder.remove(home.goRecord(of: name))
        try Folder.link(link, to: folder)
        try GoLinks(home).update()
      }
      return true
    }
  }
}
