package import Resolution

/// The names `goX.Y.Z`, one an installed version, under which Go looks for a toolchain on `PATH` before it
/// downloads one.
///
/// All of them are the shim, by links that hold no absolute path: they stay right where the home is
/// moved, and follow the shim that is in place.
package struct GoLinks: Sendable {
  private let home: Home

  /// The names of a home.
  package init(_ home: Home) { self.home = home }

  /// What every link holds; the folders of links and that of the shims stand beside each other.
  private static let target = Path("../shims/tvm-shim")

  /// Whether the links match what is installed, and the list with which partial pins are answered.
  package var isComplete: Bool {
    let isInStep =
      GoInstalledList(home, .live) != nil || World.live.folder(home.goToolchains) == nil
    let wanted = names
    let present = (World.live.names(home.goLinks) ?? []).filter { GoLinks.isVersion($0.text) }
    return isInStep && present.count == wanted.count
      && (wanted.isEmpty || Folder.target(of: back) == GoLinks.target)
      && wanted.allSatisfy { Folder.target(of: home.goLinks.appending($0)) == GoLinks.target }
  }

  private var names: [Bytes] {
    GoInstalled(go: home, .live).versions.map { Bytes("go") + $0.name }
  }

  /// The link that leads every go back to the shim.
  private var back: Path { home.goReturn.appending(GoEntry.returnName) }

  private static func isVersion(_ name: String) -> Bool { GoVersion(goName: name) != nil }

  /// Makes the links match what is installed, and the list with which partial pins are answered.
  ///
  /// - Throws: ``FileError``.
  package func update() throws(FileError) {
    let folder = home.goLinks
    try Folder.create(folder)
    // Two processes at once would take each other's unfinished links for stale ones.
    let lock = try Lock(
      Bytes("go-links"), in: home, onWait: LockNotice.teller(of: "the names that go looks for"))
    // What cannot be listed is not gone.
    let names = try Folder.names(home.goToolchains).compactMap { GoVersion($0[...]) }
      .filter { $0.isCanonical }.map { Bytes("go") + $0.name }
    for name in names { try link(folder.appending(name)) }
    try Folder.create(home.goReturn)
    try link(back)
    Cleaner(folder)?.remove { entry in
      entry.kind == .link && GoLinks.isVersion(entry.name.text)
        && !names.contains(entry.name)
    }
    GoList(home).update()
    _ = consume lock
  }

  private func link(_ link: Path) throws(FileError) {
    if Folder.target(of: link) != GoLinks.target { try Folder.link(link, to: GoLinks.target) }
  }
}
