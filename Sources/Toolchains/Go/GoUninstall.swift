internal import Resolution

/// Removes installed Go toolchains.
struct GoUninstall {
  private let store: GoStore

  /// For the toolchains of a user.
  init(_ store: GoStore) { self.store = store }

  /// Removes a toolchain: first its name, in one step, then its files; of a link only the link.
  ///
  /// - Parameters:
  ///   - name: what ``GoStore/find(_:)`` returned.
  ///   - force: also while a process runs from it.
  /// - Throws: ``StoreError/inUse(_:_:process:)``, ``StoreError/file(_:)``, and where another process
  ///   was quicker ``StoreError/notInstalled(_:_:nearest:)``.
  func remove(_ name: Bytes, force: Bool) throws(GoError) {
    let home = store.installed.home(of: name)
    let root = home.goToolchains.appending(name)
    try store.locked(name, in: home) { lockName throws(GoError) in
      guard Folder.isOccupied(root) else {
        throw store.notInstalled(name, try store.pin(name).request)
      }
      let isLink = Folder.target(of: root) != nil
      if !isLink, !force, let process = RunningPrograms.first(inside: root) {
        throw .store(.inUse(.go, name, process: process))
      }
      try GoError.files { () throws(FileError) in
        if isLink {
          try Folder.remove(root)
        } else {
          let staging = try Staging(lockName, in: home)
          try Folder.withdraw(
            root, to: staging.path.appending("removed"), beginningWith: Path("bin"))
          Checkpoint.unnamed.pass()
          try staging.remove()
        }
        try Folder.remove(home.goRecord(of: name))
        try GoLinks(home).update()
      }
    }
  }
}
