package import Resolution

/// What toolchains were before their last update: kept until it is asked for or pruned.
package struct RustPrevious: Sendable {
  private let store: RustStore

  /// For the toolchains of a user.
  package init(_ store: RustStore) { self.store = store }

  /// The toolchains of which an earlier state is kept, by name.
  package var names: [String] {
    (World.live.names(store.home.previous) ?? []).map(\.text)
      .filter { store.home.keepsPrevious($0) }.sorted()
  }

  /// Those of them that somebody else has removed since, with the folder of what is kept.
  package var orphans: [(name: String, root: Path)] {
    names.filter { store.toolchain($0).kind == nil }
      .map { ($0, store.home.previous($0).root) }
  }

  /// Goes back to what a toolchain was before its last update, or forth again.
  ///
  /// - Parameter name: the toolchain's full name.
  /// - Returns: the version that is there now.
  /// - Throws: ``RustError/nothingToRollBack(_:)``, ``RustError``.
  package func rollBack(_ name: String) throws(RustError) -> String {
    let toolchain = store.toolchain(name)
    let previous = store.home.previous(name)
    let updateHash = store.home.updateHashes.appending(Bytes(name.utf8))
    return try store.locked(name) { () throws(RustError) in
      guard store.home.keepsPrevious(name) else { throw .nothingToRollBack(name) }
      let newer = store.updateHash(of: name)
      let bench = try store.workbench(for: name)
      defer { store.discard(bench) }
      try RustError.files { () throws(FileError) in
        // Else who dies before the last line leaves an older toolchain that passes for up to date.
        try Folder.remove(updateHash)
        if Folder.isOccupied(toolchain.root) {
          try RustSwap.exchange(previous.root, with: toolchain.folder, on: bench)
        } else {
          try RustSwap.place(previous.root, at: toolchain.root)
        }
        Checkpoint.renamed.pass()
        if case .contents(let hash) = World.live.read(previous.hash, 256) {
          try AtomicFile.write(hash, to: updateHash)
        }
        try Folder.remove(previous.hash)
        if let newer { try AtomicFile.write(Bytes(newer.utf8), to: previous.hash) }
      }
      return try toolchain.manifest().version
    }
  }

  /// Removes what a toolchain was before its last update.
  ///
  /// - Parameter name: the toolchain's full name.
  /// - Returns: how many bytes that frees: what the toolchain itself still has is not counted.
  /// - Throws: ``RustError/nothingToRollBack(_:)``, ``RustError``.
  package func prune(_ name: String) throws(RustError) -> Int {
    let previous = store.home.previous(name)
    return try store.locked(name) { () throws(RustError) in
      guard store.home.keepsPrevious(name) else { throw .nothingToRollBack(name) }
      let bench = try store.workbench(for: name)
      let removed = bench.appending("removed")
      let size = Folder.size(of: previous.root, countsShared: false)
      try RustError.files { () throws(FileError) in
        try Folder.remove(previous.hash)
        try RustSwap.withdraw(previous.root, to: removed)
      }
      Checkpoint.unnamed.pass()
      store.discard(bench)
      return size
    }
  }
}
