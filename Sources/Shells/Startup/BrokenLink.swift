package import Resolution
import Toolchains

/// A link that leads nowhere where a shell looks for one of its files.
package struct BrokenLink: Equatable, Sendable {
  /// The file that the shell looks for.
  package let file: Path
  /// Whose it is, or nil for one that any of them may read.
  package let shell: Shell?
  /// The link, which is the file or a folder above it.
  package let link: Path
  /// What the link says it leads to.
  package let target: Path

  /// The file that would be read if the link led somewhere; nil where links lead around in a circle.
  package var destination: Path? {
    guard let folder = link.parent else { return nil }
    let found = target.isAbsolute ? target : folder.appending(target.bytes)
    // A link to a link is mended at its end.
    guard Folder.target(of: found) == nil else { return nil }
    return file == link ? found : found.appending(file.bytes[(link.bytes.count + 1)...])
  }
}
