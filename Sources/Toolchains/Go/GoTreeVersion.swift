package import Resolution

/// What a Go toolchain says that it is, in the first word of the file `VERSION` at its top.
package struct GoTreeVersion: Equatable, Sendable {
  /// The word as messages show it, such as `go1.22.3`.
  package let text: String

  /// The version that it names; nil for what is no release, such as `devel`.
  package let version: GoVersion?

  private static let sizeLimit = 4096

  /// The version of the toolchain in a folder; nil where the file is missing, cannot be read or is
  /// empty.
  package init?(of root: Path, _ world: World = .live) {
    guard
      case .contents(let contents) = world.read(
        root.appending("VERSION"), GoTreeVersion.sizeLimit),
      let word = contents.parts(between: "\n").first?.words.first
    else { return nil }
    let text = Bytes(word)
    self.text = text.printable.text
    version = text.starts(with: "go") ? GoVersion(text.dropFirst(2)) : nil
  }

  /// The version as users write it, such as `1.22.3`; nil for what is no release of Go's.
  package var number: String? { text.hasPrefix("go") ? String(text.dropFirst(2)) : nil }
}
