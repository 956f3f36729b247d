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
  package static let target = Path("../shims/tvm-shim")

  /// Something in the folders of links that is not as ``update()`` leaves them.
  package enum Fault: Equatable, Sendable {
    /// What tvm has not put there, and leaves alone.
    case foreign(Path)
    /// A link that is not there, or leads elsewhere than to the shim.
    case misdirected(Path)
    /// A link for a version that is not installed.
    case stale(Path)
  }

  /// What is wrong with the links.
  package var faults: [Fault] {
    let names = Set(GoInstalled(go: home, .live).versions.map { Bytes("go") + $0.name })
    var faults: [Fault] = []
    for name in World.live.names(home.goLinks) ?? []
    where !names.contains(name) && !TemporaryName.isTemporary(name) {
      let path = home.goLinks.appending(name)
      let isOwn = GoLinks.isVersion(name.text) && Folder.target(of: path) != nil
      faults.append(isOwn ? .stale(path) : .foreign(path))
    }
    let wanted = names.isEmpty ? [] : names.map { home.goLinks.appending($0) } + [back]
    for link in wanted where Folder.target(of: link) != GoLinks.target {
      faults.append(.misdirected(link))
    }
    return faults
  }

  /// Whether the links match what is installed, and the list with which partial pins are answered.
  package var isComplete: Bool {
    let isInStep =
      GoInstalledList(home, .live) != nil || World.live.folder(home.goToolchains) == nil
    return isInStep
      && faults.allSatisfy { if case .foreign = $0 { true } else { false } }
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
