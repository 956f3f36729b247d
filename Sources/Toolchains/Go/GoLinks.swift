package import Resolution

/// The folder of `goX.Y.Z` links to the installed `go` programs.
///
/// Go looks for a toolchain of that name on `PATH` before it downloads one.
package struct GoLinks: Sendable {
  private let home: Home

  /// The folder of a home.
  package init(_ home: Home) { self.home = home }

  /// Makes the links match what is installed, and the list with which partial pins are answered.
  ///
  /// - Throws: ``FileError``.
  package func update() throws(FileError) {
    let folder = home.goLinks
    try Folder.create(folder)
    // Two processes at once would take each other's unfinished links for stale ones.
    let lock = try Lock(
      Bytes("go-links"), in: home, onWait: LockNotice.teller(of: "the links to the go programs"))
    var names: [Bytes] = []
    let installed = GoInstalled(go: home, .live)
    // What cannot be listed is not gone.
    let versions = try Folder.names(home.goToolchains).compactMap { GoVersion($0[...]) }
    for version in versions where version.isCanonical {
      let name = Bytes("go") + version.name
      let target = installed.root(of: version).appending("bin/go")
      names.append(name)
      let link = folder.appending(name)
      if Folder.target(of: link) != target { try Folder.link(link, to: target) }
    }
    Cleaner(folder)?.remove { entry in
      entry.kind == .link && GoVersion(goName: entry.name.text) != nil
        && !names.contains(entry.name)
    }
    GoList(home).update()
    _ = consume lock
  }
}
