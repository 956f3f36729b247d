internal import Resolution

/// Removes installed Rust toolchains.
package struct RustUninstall: Sendable {
  private let store: RustStore

  /// For the toolchains of a user.
  package init(_ store: RustStore) { self.store = store }

  /// Removes a toolchain: first its name, in one step, then its files; of a link only the link.
  ///
  /// What was kept from its last update goes, too, even where somebody else has removed the rest.
  ///
  /// - Parameters:
  ///   - name: the toolchain's full name.
  ///   - force: also while a process runs from it.
  /// - Throws: ``StoreError/notInstalled(_:_:nearest:)``, ``StoreError/inUse(_:_:process:)``,
  ///   ``RustError/file(_:)``.
  package func remove(_ name: RustToolchainName, force: Bool) throws(RustError) {
    let toolchain = store.toolchain(name)
    try store.locked(name) { () throws(RustError) in
      let isThere = Folder.isOccupied(toolchain.root)
      guard isThere || store.home.keepsPrevious(name) else {
        throw store.notInstalled(name)
      }
      if !force, toolchain.link == nil,
        let process = RunningPrograms.first(inside: toolchain.root)
      {
        throw .store(.inUse(.rust, name.bytes, process: process))
      }
      let bench = try store.workbench(for: name)
      try RustError.files { () throws(FileError) in
        if toolchain.link != nil {
          try Folder.remove(toolchain.root)
        } else if isThere {
          try RustSwap.withdraw(toolchain.root, to: bench.appending("removed"))
        }
        Checkpoint.unnamed.pass()
        let previous = store.home.previous(name)
        for path in [
          store.home.updateHashes.appending(name.bytes), store.home.record(name), previous.hash,
          previous.record, previous.root,
        ] { try Folder.remove(path) }
      }
      store.discard(bench)
    }
  }
}
