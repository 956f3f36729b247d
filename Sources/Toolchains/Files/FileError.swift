private import CLibc
package import Resolution

/// Why a file or folder could not be changed.
package enum FileError: Error, Equatable {
  /// What stands where a file is to be written must not be replaced.
  case obstacle(Path, FileObstacle)
  /// The system refused to do something with a path.
  case refused(FileAction, Path, errno: Int32)
  /// What stands at a path is not what something is to be done to.
  case unfit(FileAction, Path, FileObstacle)
}

/// What was to be done with a path.
package enum FileAction: String, Sendable {
  case create
  case link
  case lock
  case read
  case remove
  case rename
  case write
}

extension FileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .obstacle(let path, let obstacle): FileError.text(.write, path, obstacle)
    case .refused(let action, let path, let error):
      "cannot \(action.rawValue) \(path.bytes.printable.text): \(systemMessage(error).text)"
        + FileError.help(for: error)
    case .unfit(let action, let path, let obstacle): FileError.text(action, path, obstacle)
    }
  }

  private static func text(
    _ action: FileAction, _ path: Path, _ obstacle: FileObstacle
  ) -> String {
    "cannot \(action.rawValue) \(path.bytes.printable.text): \(obstacle)"
      + (obstacle.help(for: path).map { "\nhelp: \($0)" } ?? "")
  }

  /// The second line of a message, where a command helps against what the system said.
  static func help(for code: Int32) -> String {
    code == ENOSPC || code == EDQUOT ? "\nhelp: df -h" : ""
  }
}
