import ArgumentParser
import CLibc
import Resolution
import Toolchains

/// Allows a file to choose what runs.
struct Allow: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Allow the path of a rust-toolchain.toml, with its content as it is now.",
    discussion: """
      A file that names a folder of programs is not followed before it is allowed; any change to it, \
      and any change of where the path leads, takes that back. Without FILE the nearest one is meant.

      EXAMPLES:
        tvm allow
        tvm allow ../rust-toolchain.toml
      """)

  @Argument(help: "The file.", completion: .file())
  var file: String?

  func run() throws {
    let session = try Session()
    let (path, contents) = try TrustedFile(file, session).read()
    try Approvals(session.home).allow(path, contents)
    Output.note("\(path.bytes.printable.text) is allowed as it is now")
  }
}

/// Forbids a file to choose what runs.
struct Deny: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Deny a rust-toolchain.toml to name a folder of programs, whatever is in it.",
    discussion: """
      EXAMPLES:
        tvm deny
        tvm deny ../rust-toolchain.toml
      """)

  @Argument(help: "The file.", completion: .file())
  var file: String?

  func run() throws {
    let session = try Session()
    let path = try TrustedFile(file, session).physical()
    try Approvals(session.home).deny(path)
    Output.note("\(path.bytes.printable.text) is denied")
  }
}

/// A file whose content the user has to look at before it is used.
private struct TrustedFile {
  private let path: Path
  private let session: Session

  /// The file that an argument names, else the nearest toolchain file.
  init(_ argument: String?, _ session: Session) throws {
    self.session = session
    guard let directory = session.world.workingDirectory() else {
      throw CommandError.resolution(.workingDirectoryGone)
    }
    if let argument {
      let path = Path(Bytes(argument.utf8))
      self.path = path.isAbsolute ? path : directory.appending(path.bytes)
      return
    }
    var next: Path? = directory
    while let directory = next {
      for name in [RustToolchainFile.legacyName, RustToolchainFile.name]
      where Folder.isOccupied(directory.appending(name)) {
        path = directory.appending(name)
        return
      }
      next = directory.parent
    }
    throw ValidationError("no rust-toolchain.toml is here or above")
  }

  /// The file without symbolic links in its path.
  func physical() throws -> Path {
    guard let physical = session.world.physical(path) else {
      throw ValidationError("\(path.bytes.printable.text) does not exist")
    }
    return physical
  }

  /// The file, and all that an approval covers: its content and where its path leads.
  func read() throws -> (path: Path, contents: Bytes) {
    let path = try physical()
    guard
      path.name.equals(RustToolchainFile.name) || path.name.equals(RustToolchainFile.legacyName)
    else { throw ValidationError("\(path.bytes.printable.text) is no rust-toolchain.toml") }
    return try CommandError.resolving { () throws(ResolutionError) in
      switch session.world.read(path, VersionFile.sizeLimit) {
      case .absent: throw .refused(path, .unreadable(ENOENT))
      case .refused(let problem): throw .refused(path, problem)
      case .contents(let contents):
        let file = try RustToolchainFile(contents, at: path)
        guard let folder = file.folder else { return (path, contents) }
        guard let root = session.world.physical(Path(folder.name)) else {
          throw .refused(Path(folder.name), .unreadable(ENOENT))
        }
        return (path, file.approved(leadingTo: root))
      }
    }
  }
}
