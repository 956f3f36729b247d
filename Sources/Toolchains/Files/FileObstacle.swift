package import Resolution

/// What stands where a file is to be written, and must not be replaced by one.
package enum FileObstacle: Equatable, Sendable {
  /// A link on the way leads nowhere, so that the user's own file is lost or not there yet.
  case brokenLink(Path, to: Path)
  /// Something else than what was there a moment ago.
  case changed
  /// A folder.
  case folder
  /// A file whose owner or group a new one could not have.
  case foreign(owner: Int, group: Int)
  /// A link, where none is followed.
  case link(to: Path)
  /// A link that leads out of the folder in which it must stay.
  case outside(Path, of: Path)
  /// A file that nobody may write.
  case readOnly
  /// A device, a pipe or a socket.
  case special
}

extension FileObstacle: CustomStringConvertible {
  package var description: String {
    switch self {
    case .brokenLink(let link, let target):
      "\(link.bytes.printable.text) is a broken link to \(target.bytes.printable.text)"
    case .changed: "it is being changed by something else"
    case .folder: "it is a directory"
    case .foreign(let owner, let group):
      "it belongs to user \(owner) and group \(group), and would no longer"
    case .link(let target): "it is a link to \(target.bytes.printable.text)"
    case .outside(let target, let folder):
      "it is a link to \(target.bytes.printable.text), outside \(folder.bytes.printable.text)"
    case .readOnly: "it is read-only"
    case .special: "it is not a regular file"
    }
  }

  /// The command that takes it out of the way of a file; nil where only the user knows.
  func help(for path: Path) -> String? {
    switch self {
    case .brokenLink(let link, _):
      "rm \(link.bytes.shellQuoted.text)"
    case .link, .outside:
      "rm \((path.nearestLink ?? path).bytes.shellQuoted.text)"
    case .readOnly: "chmod u+w \(path.bytes.shellQuoted.text)"
    case .changed, .folder, .foreign, .special: nil
    }
  }
}

extension Path {
  /// This path or the nearest folder above it that is a link; nil where none is.
  fileprivate var nearestLink: Path? { ancestors.first { Folder.target(of: $0) != nil } }

  /// The first link on the way here that leads nowhere, and what it leads to; nil where there is none.
  package var brokenLink: (path: Path, target: Path)? {
    for path in ancestors where World.live.physical(path) == nil {
      if let target = Folder.target(of: path) { return (path, target) }
    }
    return nil
  }
}
