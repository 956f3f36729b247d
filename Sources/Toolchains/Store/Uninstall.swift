package import Resolution

/// Removes installed toolchains.
package struct Uninstall: Sendable {
  private let home: Home

  /// For the toolchains of a home.
  package init(_ home: Home) { self.home = home }

  /// The installed toolchain that a text names, which must be exactly one.
  ///
  /// - Parameter text: a version, a link's name, or a prefix such as `1.21`.
  /// - Returns: the toolchain's name.
  /// - Throws: ``StoreError/notInstalled(_:_:nearest:)``, ``StoreError/severalInstalled(_:_:)``.
  package func name(for text: Bytes) throws(StoreError) -> Bytes {
    let installed = GoInstalled(go: home, .live)
    guard let request = GoRequest(text[...]) else {
      throw .notInstalled(.go, text, nearest: nil)
    }
    let matches: [Bytes]
    switch request {
    case .link(let name): matches = installed.links.filter { $0 == name }
    case .latest, .oldstable: matches = installed.best(for: request).map { [$0.name] } ?? []
    default: matches = installed.versions.filter { request.accepts($0) }.sorted().map(\.name)
    }
    guard let name = matches.first else {
      throw .notInstalled(.go, text, nearest: installed.nearest(to: request))
    }
    guard matches.count == 1 else { throw .severalInstalled(text, matches) }
    return name
  }

  /// Removes a toolchain: first its name, in one step, then its files; of a link only the link.
  ///
  /// - Parameters:
  ///   - name: what ``name(for:)`` returned.
  ///   - force: also while a process runs from it.
  ///   - onWait: is told the number of a process that is at work on it.
  /// - Throws: ``StoreError/inUse(_:_:process:)``, ``StoreError/file(_:)``.
  package func remove(
    _ name: Bytes, force: Bool, onWait: (_ process: Int?) -> Void
  ) throws(StoreError) {
    let root = home.goToolchains.appending(name)
    let lockName = Bytes("go-") + name
    let lock = try StoreError.files { () throws(FileError) in
      try Lock(lockName, in: home, onWait: onWait)
    }
    Staging.clean(home)
    let isLink = Folder.target(of: root) != nil
    if !isLink, !force, let process = RunningPrograms.first(inside: root) {
      throw .inUse(.go, name, process: process)
    }
    try StoreError.files { () throws(FileError) in
      if isLink {
        try Folder.remove(root)
      } else {
        let staging = try Staging(lockName, in: home)
        try Folder.withdraw(
          root, to: staging.path.appending("removed"), beginningWith: Path("bin"))
        Checkpoint.unnamed.pass()
        try Folder.remove(staging.path)
      }
      try GoLinks(home).update()
    }
    _ = consume lock
  }
}
