import ArgumentParser
import CLibc
import Environment
import Resolution
import Toolchains

/// A file that needs the user's word before it is followed.
enum TrustedFile {
  /// A file that sets the environment, by its place.
  case environment(Path)
  /// A toolchain file, which can name a folder of programs.
  case toolchain(TrustedToolchainFile)
}

/// Finds the file that `tvm allow` and `tvm deny` are about.
struct TrustSearch {
  private let session: Session
  private let trust: EnvironmentTrust

  init(_ session: Session, _ trust: EnvironmentTrust) {
    self.session = session
    self.trust = trust
  }

  static func missing(_ path: Path) -> CommandError { .missing(path) }

  /// The files that an argument names, else those of the nearest directory that need a word.
  func files(_ argument: Path?) throws -> [TrustedFile] {
    if let argument {
      let path = try path(argument)
      let files = Folder.exists(path) ? files(in: path) : [file(at: path)]
      guard !files.isEmpty else { throw nothing("in \(path.bytes.printable.text)") }
      return files
    }
    var fallback: [TrustedFile] = []
    for directory in try path(Path(".")).ancestors {
      let files = files(in: directory)
      let needy = files.filter(needsWord)
      if !needy.isEmpty { return needy }
      if fallback.isEmpty { fallback = Array(files.prefix(1)) }
    }
    guard !fallback.isEmpty else { throw nothing("here or in a parent") }
    return fallback
  }

  /// The file that an argument names, else the nearest.
  func place(_ argument: Path?) throws -> Path {
    if let argument {
      let path = try path(argument)
      guard Folder.exists(path) else { return path }
      guard let first = places(in: path).first else {
        throw nothing("in \(path.bytes.printable.text)")
      }
      return first
    }
    for directory in try path(Path(".")).ancestors {
      if let first = places(in: directory).first { return first }
    }
    throw nothing("here or in a parent")
  }

  private func nothing(_ place: String) -> CommandError { .nothingToAllow(place) }

  private func path(_ path: Path) throws -> Path {
    guard let directory = session.world.workingDirectory() else {
      throw CommandError.resolution(.workingDirectoryGone)
    }
    if path == Path(".") { return directory }
    return path.isAbsolute ? path : directory.appending(path.bytes)
  }

  private func places(in directory: Path) -> [Path] {
    let environment = trust.fileNames.map { directory.appending($0) }
      .first { Folder.isOccupied($0) && !Folder.exists($0) }
    let toolchain = Language.rust.versionFiles.filter(\.isRustup)
      .map { directory.appending($0.name) }.first { Folder.isOccupied($0) }
    return [environment, toolchain].compactMap { $0 }
  }

  private func files(in directory: Path) -> [TrustedFile] {
    places(in: directory).map { file(at: $0) }
  }

  /// What the file at a path is, by its name.
  func file(at path: Path) -> TrustedFile {
    VersionFile(name: path.name)?.isRustup == true
      ? .toolchain(TrustedToolchainFile(path)) : .environment(path)
  }

  private func needsWord(_ file: TrustedFile) -> Bool {
    switch file {
    case .environment(let path):
      // One that cannot be used is the one to talk about.
      guard let file = try? GuardedFile(path, trust.settings) else { return true }
      return trust.needsWord(file)
    case .toolchain(let file):
      // A file without a path, or a broken one, needs none.
      guard let (path, contents) = try? file.approved(session), file.hasFolder(session) else {
        return false
      }
      return !Trust(session.home, session.world).isAllowed(path, contents)
    }
  }
}

/// A toolchain file whose `path` the user has to look at before it is followed.
struct TrustedToolchainFile {
  private let place: Path

  init(_ place: Path) { self.place = place }

  /// Whether it names a folder.
  func hasFolder(_ session: Session) -> Bool {
    guard case .contents(let contents) = session.world.read(place, VersionFile.sizeLimit) else {
      return false
    }
    // What cannot be read names nothing.
    return (try? RustToolchainFile(contents, at: place))?.folder != nil
  }

  /// The file, physical, and all that an approval covers: its content and where its path leads.
  func approved(_ session: Session) throws -> (path: Path, contents: Bytes) {
    guard let path = session.world.physical(place) else { throw TrustSearch.missing(place) }
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
