internal import CLibc
package import Resolution
private import Toolchains

/// A file whose content is going to run as code: opened without blocking, looked at, and read once,
/// so that what was checked is what is used.
package struct GuardedFile: Equatable, Sendable {
  /// Where it was reached and what it is, or the place alone where it has no name any more.
  package let location: FileLocation

  /// Whether it was reached by its name, and not as an open file that has none any more, as the lines
  /// that bash keeps for `<<`.
  package let hasName: Bool

  /// All of its bytes.
  package let contents: Bytes

  /// When its name, owner, mode or content last changed, in nanoseconds since 1970; unlike the time
  /// of modification nobody can set it.
  package let changed: Int

  /// The file as it was when it was read.
  package let watch: Watch

  /// The largest environment file, in bytes.
  package static let sizeLimit = 65536

  /// The largest file that an environment file may source, in bytes.
  package static let sourceSizeLimit = 1 << 20

  /// Whether a path is one of those that stand for the files that a process has open.
  package static func isDescriptor(_ place: Path) -> Bool {
    place.bytes.starts(with: "/dev/") || place.bytes.starts(with: "/proc/")
  }

  /// The name that it was reached by, in a physical folder.
  package var place: Path { location.place }

  /// The file itself, physical.
  package var path: Path { location.path }

  /// Reads a file; nil where no regular file is.
  ///
  /// - Parameters:
  ///   - place: The file; symbolic links are followed.
  ///   - settings: Which files the user takes from others.
  ///   - limit: The largest size that is read, in bytes.
  /// - Throws: ``EnvironmentError`` for a file that others can change or that is not to be read.
  package init?(
    _ place: Path, _ settings: EnvironmentSettings, limit: Int = sizeLimit
  ) throws(EnvironmentError) {
    let descriptor = place.bytes.withCString {
      clibc_open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0)
    }
    guard descriptor >= 0 else {
      let error = clibc_errno()
      if [ENOENT, ENOTDIR, ENXIO, ELOOP].contains(error) { return nil }
      throw .refused(place, .unreadable(error))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, clibc_is_regular(status.st_mode) != 0 else {
      return nil
    }
    hasName = status.st_nlink > 0 || !GuardedFile.isDescriptor(place)
    guard
      let location = hasName ? FileLocation(place) : FileLocation(place: place, path: place)
    else { return nil }
    guard status.st_size <= limit else { throw .refused(place, .tooLarge(limit: limit)) }
    try FileGuard(location, status, settings).check()
    var contents = Bytes()
    while contents.count <= limit {
      var problem: Int32 = 0
      let chunk = Bytes(unsafeUninitializedCapacity: max(Int(status.st_size), 4095) + 1) {
        let count = read(descriptor, $0.baseAddress, $0.count)
        if count < 0 { problem = clibc_errno() }
        $1 = max(count, 0)
      }
      if problem == EINTR { continue }
      guard problem == 0 else { throw .refused(place, .unreadable(problem)) }
      if chunk.isEmpty { break }
      contents += chunk
    }
    guard contents.count <= limit else { throw .refused(place, .tooLarge(limit: limit)) }
    // Bash would leave it out, and so run something else than what was allowed.
    guard !contents.contains(0) else { throw .holdsNUL(place) }
    self.location = location
    self.contents = contents
    changed = clibc_changed_nanoseconds(&status)
    watch = Watch(place, status, contents: contents)
  }
}

/// The rule that nobody else may be able to change a file that runs as code.
private struct FileGuard {
  private let location: FileLocation
  private let status: stat
  /// Whether the user has listed the file, whoever owns it.
  private let mayBeForeign: Bool

  init(_ location: FileLocation, _ status: stat, _ settings: EnvironmentSettings) {
    self.location = location
    self.status = status
    mayBeForeign = settings.allow(location)
  }

  func check() throws(EnvironmentError) {
    let place = location.place
    guard mayBeForeign || ForeignAccess.isTrusted(status.st_uid) else {
      throw .exposed(place, .foreign(owner: Int(status.st_uid)))
    }
    if ForeignAccess(writersOf: status, at: location.path) != nil {
      throw .exposed(place, .writable(place))
    }
    // Who can write the folder of a link can make it lead elsewhere.
    for folder in [location.path.parent, place.parent] {
      guard let folder else { continue }
      var status = stat()
      guard folder.bytes.withCString({ stat($0, &status) }) == 0 else { continue }
      // In a sticky folder only the owner of a file, which was checked, can replace it.
      if status.st_mode & mode_t(S_ISVTX) == 0,
        ForeignAccess(writersOf: status, at: folder) != nil
      {
        throw .exposed(place, .writable(folder))
      }
      if !mayBeForeign, !ForeignAccess.isTrusted(status.st_uid) {
        throw .exposed(place, .foreign(owner: Int(status.st_uid)))
      }
    }
  }
}
