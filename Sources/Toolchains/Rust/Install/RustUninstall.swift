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
  /// - Throws: ``RustError/notInstalled(_:nearest:)``, ``RustError/inUse(_:process:)``,
  ///   ``RustError/file(_:)``.
  package func remove(_ name: String, force: Bool) throws(RustError) {
    let toolchain = store.toolchain(name)
    try store.locked(name) { () throws(RustError) in
      let isThere = Folder.isOccupied(toolchain.root)
      guard isThere || store.home.keepsPrevious(name) else {
        throw .notInstalled(name, nearest: nil)
      }
      if !force, toolchain.link == nil,
        let process = RunningPrograms.first(inside: toolchain.root)
      {
        throw .inUse(name, process: process)
      }
      let bench = try store.workbench(for: name)
      try RustError.files { () throws(FileError) in
        if toolchain.link != nil {
          try Folder.remove(toolchain.root)
        } else if isThere {
          try RustSwap.withdraw(toolchain.root, to: bench.appending("removed"))
        }
        Checkpoint.unnamed.pass()
        try Folder.remove(store.home.updateHashes.appending(Bytes(name.utf8)))
        let previous = store.home.previous(name)
        try Folder.remove(previous.hash)
        try Folder.remove(previous.root)
      }
      store.discard(bench)
    }
  }
}
