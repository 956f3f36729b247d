package import Resolution

/// What toolchains were before their last update: kept until it is asked for or pruned.
package struct RustPrevious: Sendable {
  private let store: RustStore

  /// For the toolchains of a user.
  package init(_ store: RustStore) { self.store = store }

  /// The toolchains of which an earlier state is kept, by name.
  package var names: [RustToolchainName] {
    (World.live.names(store.home.previous) ?? []).map { RustToolchainName($0) }
      .filter { store.home.keepsPrevious($0) }.sorted()
  }

  /// Those of them that somebody else has removed since, with the folder of what is kept.
  package var orphans: [(name: RustToolchainName, root: Path)] {
    names.filter { store.toolchain($0).kind == nil }
      .map { ($0, store.home.previous($0).root) }
  }

  /// Goes back to what a toolchain was before its last update, or forth again.
  ///
  /// - Parameter name: the toolchain's full name.
  /// - Returns: the version that is there now.
  /// - Throws: ``RustError/nothingToRollBack(_:)``, ``RustError/replacedSince(_:)``, ``RustError``.
  package func rollBack(_ name: RustToolchainName) throws(RustError) -> String {
    let toolchain = store.toolchain(name)
    let previous = store.home.previous(name)
    return try store.locked(name) { () throws(RustError) in
      guard store.home.keepsPrevious(name) else { throw .nothingToRollBack(name) }
      var record = KeptRecord(at: previous.hash)
      guard Folder.isOccupied(toolchain.root) else { throw .replacedSince(name) }
      // One who died on the way, or could not go on, must not send the next one forth again.
      if record.goal == nil || record.goal != manifestHash(of: toolchain) {
        let newer = record.goal == nil ? hash(of: toolchain) : record.successor
        guard record.goal != nil || record.isSucceeded(by: newer) else {
          throw .replacedSince(name)
        }
        record = KeptRecord(
          own: record.own, successor: newer, goal: manifestHash(of: kept(name)))
        try exchange(name, record)
      }
      exchangeRecords(of: name)
      try RustError.files { () throws(FileError) in
        if let own = record.own {
          let updateHash = store.home.updateHashes.appending(name.bytes)
          try AtomicFile.write(Bytes(own.utf8), to: updateHash, links: .never)
        }
        try KeptRecord(own: record.successor, successor: record.own ?? manifestHash(of: toolchain))
          .write(to: previous.hash)
      }
      return try toolchain.manifest().version
    }
  }

  /// Gives a toolchain and what it was before each other's places; the caller holds the lock.
  private func exchange(_ name: RustToolchainName, _ record: KeptRecord) throws(RustError) {
    let toolchain = store.toolchain(name)
    store.tellWhoRuns(toolchain.root, "rust \(name)")
    let bench = try store.workbench(for: name)
    defer { store.discard(bench) }
    let previous = store.home.previous(name)
    try RustError.files { () throws(FileError) in
      try record.write(to: previous.hash)
      // Else who dies before the last line leaves an older toolchain that passes for up to date.
      try Folder.remove(store.home.updateHashes.appending(name.bytes))
      try RustSwap.exchange(previous.root, with: toolchain.folder, on: bench)
    }
    Checkpoint.renamed.pass()
  }

  /// What is kept of a toolchain, as a toolchain of its own.
  private func kept(_ name: RustToolchainName) -> RustToolchain {
    store.toolchain(RustToolchainName(store.home.previous(name).root.bytes))
  }

  /// Gives what is noted of a toolchain and of what it was before each other's places, as far as it is
  /// noted at all; what is lost is only less well known.
  private func exchangeRecords(of name: RustToolchainName) {
    let (record, kept) = (store.home.record(name), store.home.previous(name).record)
    let (newer, older) = (ToolchainRecord(at: record), ToolchainRecord(at: kept))
    // Done already by one who died after it.
    if let manifest = newer?.manifest, manifest == (try? store.toolchain(name).manifest())?.sha256 {
      return
    }
    for (contents, path) in [(older, record), (newer, kept)] {
      if let contents { try? contents.write(to: path) } else { try? Folder.remove(path) }
    }
  }

  /// What rustup notes of the manifest that a toolchain comes from; nil where that cannot be read.
  private func hash(of toolchain: RustToolchain) -> String? {
    store.updateHash(of: toolchain.name) ?? manifestHash(of: toolchain)
  }

  /// The start of the hash of the manifest in a toolchain; nil where that cannot be read.
  private func manifestHash(of toolchain: RustToolchain) -> String? {
    (try? toolchain.manifest()).map { RustStore.updateHash($0.sha256) }
  }

  /// Removes what a toolchain was before its last update.
  ///
  /// - Parameter name: the toolchain's full name.
  /// - Returns: how many bytes that frees: what the toolchain itself still has is not counted.
  /// - Throws: ``RustError/nothingToRollBack(_:)``, ``RustError/keptInUse(_:process:)``, ``RustError``.
  package func prune(_ name: RustToolchainName) throws(RustError) -> Int {
    let previous = store.home.previous(name)
    return try store.locked(name) { () throws(RustError) in
      guard store.home.keepsPrevious(name) else { throw .nothingToRollBack(name) }
      if let process = RunningPrograms.first(inside: previous.root) {
        throw .keptInUse(name, process: process)
      }
      let bench = try store.workbench(for: name)
      let removed = bench.appending("removed")
      let size = Folder.size(of: previous.root, countsShared: false)
      try RustError.files { () throws(FileError) in
        for path in [previous.hash, previous.record] { try Folder.remove(path) }
        try RustSwap.withdraw(previous.root, to: removed)
      }
      Checkpoint.unnamed.pass()
      store.discard(bench)
      return size
    }
  }
}
