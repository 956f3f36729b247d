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

  /// What a folder says that it is, such as `go1.21.6`; nil where it says nothing.
  static func version(of folder: Path) -> String? {
    guard case .contents(let text) = World.live.read(folder.appending("VERSION"), 4096) else {
      return nil
    }
    return text.words.first.map { Bytes($0).text }
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
    if let version = GoVersion(name[...]), version.isToolchain, version.name == name {
      let found = GoLink.version(of: folder)
      guard found.flatMap({ GoVersion(goName: $0) }) == version else {
        throw .store(.otherVersion(.go, name, folder, found: found.map { GoLink.named($0) }))
      }
    } else if !Request.isLinkName(name[...]) {
      throw .store(.invalidLinkName(.go, name))
    }
    let link = store.home.goToolchains.appending(name)
    return try store.locked(name) { _ throws(GoError) in
      if Folder.isOccupied(link) {
        let target = Folder.target(of: link)
        if let target, target == folder { return false }
        throw .store(.occupied(.go, name, by: target ?? link))
      }
      try GoError.files { () throws(FileError) in
        try Folder.create(store.home.goToolchains)
        // What is noted under the name was of another toolchain.
        try Folder.remove(store.home.goRecord(of: name))
        try Folder.link(link, to: folder)
        try GoLinks(store.home).update()
      }
      return true
    }
  }

  /// A version as tvm writes it, without Go's prefix.
  private static func named(_ found: String) -> Bytes {
    GoVersion(goName: found)?.name ?? Bytes(found.utf8)
  }
}
