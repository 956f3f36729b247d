package import Resolution

/// A toolchain as a list shows it.
package struct InstalledToolchain: Equatable, Sendable {
  /// Its name.
  package let name: Bytes
  /// Its folder or link.
  package let root: Path
  /// Where a link leads; nil for a folder.
  package let link: Path?
  /// A newer release that could be had in its place.
  package var newer: Bytes?
  /// What is wrong with it, and the command that helps.
  package var problem: String?
  /// The bytes of its files; nil for a link.
  package var size: Int?

  /// The toolchain of a name in a folder.
  init(name: Bytes, root: Path, link: Path?, newer: Bytes? = nil, problem: String? = nil) {
    self.name = name
    self.root = root
    self.link = link
    self.newer = newer
    self.problem = problem
  }

  /// Whether this is what is active.
  package func isChosen(by active: Active?) -> Bool {
    active?.choice == .toolchain(Toolchain(name: name, root: root))
  }
}
