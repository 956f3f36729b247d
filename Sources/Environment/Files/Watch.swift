internal import CLibc
package import Resolution
private import Toolchains

/// A file that an environment depends on, as it was when it was looked at.
package struct Watch: Equatable, Sendable {
  /// The file.
  package let path: Path

  /// How it was then.
  package let state: State

  /// What tells one version of a file from another.
  package enum State: Equatable, Sendable {
    /// Nothing stood there.
    case missing
    /// Something stood there.
    ///
    /// The time is in nanoseconds since 1970. The hash is of the contents, empty unless the file was
    /// so young that a change in the same tick of the system's clock could not be seen.
    case present(modified: Int, size: Int, file: Int, youngHash: Bytes)
    /// Something stood there of which direnv has kept the time alone, in whole seconds since 1970.
    case dated(seconds: Int)
  }

  /// A file in a state.
  package init(_ path: Path, _ state: State) {
    self.path = path
    self.state = state
  }

  /// Looks at a file.
  package init(_ path: Path) {
    self.path = path
    var status = stat()
    guard path.bytes.withCString({ stat($0, &status) }) == 0 else {
      state = .missing
      return
    }
    let modified = clibc_modified_nanoseconds(&status)
    state = .present(
      modified: modified, size: Int(status.st_size), file: Int(truncatingIfNeeded: status.st_ino),
      youngHash: Watch.isYoung(modified) ? Watch.hash(path) : [])
  }

  /// A file that was opened and read.
  init(_ path: Path, _ status: stat, contents: Bytes) {
    self.path = path
    let modified = clibc_modified_nanoseconds([status])
    state = .present(
      modified: modified, size: Int(status.st_size), file: Int(truncatingIfNeeded: status.st_ino),
      youngHash: Watch.isYoung(modified) ? Watch.hash(contents) : [])
  }

  /// Whether a time is so little ago that the system's clock may not have ticked since.
  ///
  /// A tick is 10 ms at most. A time that lies ahead was set by somebody, and no change keeps it.
  package static func isYoung(_ modified: Int) -> Bool {
    abs(SystemClock.now - modified) < 20_000_000
  }

  /// Whether this is the file with a number.
  func isFile(_ number: Int) -> Bool {
    guard case .present(_, _, number, _) = state else { return false }
    return true
  }

  /// Whether no other content of the file is likely to come with the same time.
  ///
  /// A time in whole seconds was set by a program, such as one that unpacks archives, or comes from a
  /// file system that knows no others.
  package var hasTellingTime: Bool {
    guard case .present(let modified, _, _, let hash) = state else { return false }
    return hash.isEmpty && modified % 1_000_000_000 != 0
  }

  /// Whether the file is as it was.
  package var isUnchanged: Bool {
    let now = Watch(path)
    switch state {
    case .missing: return now.state == .missing
    case .dated(let seconds): return now.state != .missing && now.seconds == seconds
    case .present(let modified, let size, let file, let hash):
      guard case .present(modified, size, file, _) = now.state else { return false }
      return hash.isEmpty || hash == Watch.hash(path)
    }
  }

  /// When the file was modified, in whole seconds since 1970; 0 where nothing stood there.
  package var seconds: Int {
    switch state {
    case .dated(let seconds): seconds
    case .missing: 0
    case .present(let modified, _, _, _): modified / 1_000_000_000
    }
  }

  /// Files as they were looked at, once their times tell any further change of them.
  ///
  /// Waits for a few milliseconds where one of them was very young then.
  ///
  /// - Parameter watches: Files in a state.
  /// - Returns: The same, without hashes but for those that have changed meanwhile.
  package static func settled(_ watches: [Watch]) -> [Watch] {
    watches.map { watch in
      guard case .present(let modified, let size, let file, let hash) = watch.state, !hash.isEmpty,
        hash != Watch.none
      else { return watch }
      while isYoung(modified) { usleep(1000) }
      guard watch.isUnchanged else { return watch }
      return Watch(
        watch.path, .present(modified: modified, size: size, file: file, youngHash: []))
    }
  }

  /// What the file says now, as a hash; nil where nothing stands, and the same for all that is no file
  /// of a reasonable size.
  package var contentMark: Bytes? { Watch(path).state == .missing ? nil : Watch.hash(path) }

  /// The hash of a small file's contents; a mark for what is none.
  private static func hash(_ path: Path) -> Bytes {
    guard case .contents(let contents) = World.live.read(path, 1 << 20) else {
      return none
    }
    return hash(contents)
  }

  /// It only tells that something has changed, and is kept in a variable by the program named direnv.
  private static func hash(_ contents: Bytes) -> Bytes {
    NameHash.of(contents, digits: 16)
  }

  /// What stands for the hash of something that has none.
  private static let none = Bytes("none")

  /// All that is in a folder now, and the folder itself.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - limit: How many files there may be at most; what is beyond is left out.
  /// - Returns: Folders before what is in them.
  package static func all(in folder: Path, limit: Int = 5000) -> [Watch] {
    var watches = [Watch(folder)]
    var next = 0
    while next < watches.count, watches.count < limit {
      let path = watches[next].path
      next += 1
      // A link to a folder could lead in circles.
      guard next == 1 || !path.isLink, Folder.exists(path) else { continue }
      let names = (World.live.names(path) ?? []).sorted { $0.lexicographicallyPrecedes($1) }
      watches += names.prefix(limit - watches.count).map { Watch(path.appending($0)) }
    }
    return watches
  }
}

extension Path {
  /// Whether a symbolic link stands here.
  var isLink: Bool {
    var status = stat()
    return bytes.withCString { lstat($0, &status) } == 0 && clibc_is_link(status.st_mode) != 0
  }
}
