/// An installed toolchain.
package struct Toolchain: Equatable, Sendable {
  /// The name of its folder: a version as Go names it, a full name of rustup's, or a link's name.
  package let name: Bytes

  /// Its folder, absolute: for Go a GOROOT.
  package let root: Path

  /// The toolchain of this name in this folder.
  package init(name: Bytes, root: Path) {
    self.name = name
    self.root = root
  }

  /// The toolchain of this name among others.
  init(name: Bytes, in folder: Path) { self.init(name: name, root: folder.appending(name)) }

  /// The folder of its programs.
  package var programs: Path { root.appending("bin") }
}
