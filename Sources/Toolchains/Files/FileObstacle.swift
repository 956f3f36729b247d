package import Resolution

/// What stands where a file is to be written, and must not be replaced by one.
package enum FileObstacle: Equatable, Sendable {
  /// A link on the way leads nowhere, so that the user's own file is lost or not there yet.
  case brokenLink(Path, to: Path)
  /// A folder.
  case folder
  /// A file that nobody may write.
  case readOnly
  /// A device, a pipe or a socket.
  case special
}

extension FileObstacle: CustomStringConvertible {
  package var description: String {
    switch self {
    case .brokenLink(let link, let target):
      "the link \(link.bytes.printable.text) leads nowhere, to \(target.bytes.printable.text)"
    case .folder: "it is a directory"
    case .readOnly: "it is read-only"
    case .special: "it is not a regular file"
    }
  }

  /// The command that takes it out of the way of a file; nil where only the user knows.
  func help(for path: Path) -> String? {
    switch self {
    case .brokenLink(let link, _):
      "rm \(link.bytes.shellQuoted.text), or bring back what it leads to"
    case .readOnly: "chmod u+w \(path.bytes.shellQuoted.text)"
    case .folder, .special: nil
    }
  }
}

extension Path {
  /// The first link on the way here that leads nowhere, and what it leads to; nil where there is none.
  package var brokenLink: (path: Path, target: Path)? {
    var link: Path? = self
    while let current = link, World.live.physical(current) == nil {
      if let target = Folder.target(of: current) { return (current, target) }
      link = current.parent
    }
    return nil
  }
}
