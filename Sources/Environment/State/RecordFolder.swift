internal import CLibc
package import Resolution
package import Toolchains

/// The folder of the environments that shells are in, which nobody but the user can read.
///
///     environments/
///       <start of name>   a record, unreadable without the rest of its name; see ``RecordSeal``
///       times/<time>      empty files with a time of modification, for shells to compare with
///       cleaned           when what nobody needs any more was last removed
package struct RecordFolder: Sendable {
  private let folder: Path

  /// How long nothing that is not in use may be kept at least, in nanoseconds.
  private static let age = 30 * day
  /// How often what may go is looked for, in nanoseconds.
  private static let interval = day
  private static let day = 86_400_000_000_000

  /// The folder of a home.
  package init(_ home: Home) { folder = home.own(.live).environments }

  /// The folder at a place.
  init(at folder: Path) { self.folder = folder }

  /// Keeps a record.
  ///
  /// - Parameter record: What to keep.
  /// - Returns: Its name, which equal ones share; see ``RecordSeal``.
  /// - Throws: ``FileError``.
  package func save(_ record: EnvironmentRecord) throws(FileError) -> Bytes {
    try create()
    let plain = record.encoded
    let seal = RecordSeal(of: plain)
    // No crash of the machine leaves a shell alive that needs it: nothing waits for the disk.
    try AtomicFile.write(
      seal.applied(to: plain), to: folder.appending(seal.fileName), links: .never,
      isPrivate: true, isDurable: false)
    return seal.name
  }

  /// The record with a name, or nil where there is none or the name cannot be one.
  ///
  /// - Parameter name: A record's name, or its whole path.
  /// - Returns: The record.
  package func record(_ name: Bytes) -> EnvironmentRecord? {
    guard let (path, seal) = file(of: name),
      case .contents(let bytes) = World.live.read(path, 1 << 24)
    else { return nil }
    let plain = seal.applied(to: bytes)
    return RecordSeal(of: plain).name == seal.name ? EnvironmentRecord(plain) : nil
  }

  /// A name by which the record is found wherever the folder of a home is looked for.
  ///
  /// - Parameter name: A record's name.
  /// - Returns: The name with the folder before it.
  package func wholePath(of name: Bytes) -> Bytes { folder.appending(name).bytes }

  /// Marks a record as one that is in use.
  package func touch(_ name: Bytes) {
    if let path = file(of: name)?.path { Folder.touch(path) }
  }

  private func file(of name: Bytes) -> (path: Path, seal: RecordSeal)? {
    let whole = Path(name).isAbsolute ? Path(name) : folder.appending(name)
    guard let seal = RecordSeal(whole.name), let folder = whole.parent else { return nil }
    return (folder.appending(seal.fileName), seal)
  }

  /// An empty file with a time of modification.
  ///
  /// - Parameter time: The time in nanoseconds since 1970.
  /// - Returns: The file; in a home that cannot be written, one of this session's.
  /// - Throws: ``FileError``.
  package func mark(_ time: Int) throws(FileError) -> Path {
    do throws(FileError) { return try mark(time, in: folder.appending("times")) } catch {
      guard let session = SessionFolder(.live) else { throw error }
      return try mark(time, in: session.path)
    }
  }

  private func mark(_ time: Int, in times: Path) throws(FileError) -> Path {
    let path = times.appending(Bytes(decimal: time))
    do throws(FileError) { try set(time, of: path) } catch {
      guard case .refused(_, _, ENOENT) = error, times.isInside(folder) else { throw error }
      try create()
      try set(time, of: path)
    }
    return path
  }

  /// Also where it exists: that tells that it is in use.
  private func set(_ time: Int, of path: Path) throws(FileError) {
    try PrivateFile(path).setModified(time)
  }

  private func create() throws(FileError) {
    for path in [folder, folder.appending("times")] { try Folder.createPrivate(path) }
  }

  /// Removes what nobody needs any more; looks for it once a day.
  ///
  /// A shell may idle in its environment for as long as it likes, and a terminal multiplexer or an
  /// editor that was started there hands the name of the record on after the shell has left. All of
  /// them end with the machine: what was last used before its start is needed by nobody here. Other
  /// machines that share the home have a month.
  ///
  /// - Parameters:
  ///   - now: The time, in nanoseconds since 1970.
  ///   - start: When this machine was started.
  package func clean(at now: Int = SystemClock.now, startedAt start: Int = SystemClock.start) {
    let stamp = folder.appending("cleaned")
    if let last = changed(stamp), now - last < RecordFolder.interval { return }
    // What cannot be removed is in nobody's way.
    guard (try? AtomicFile.write([], to: stamp, links: .never, isPrivate: true)) != nil else {
      return
    }
    let isUnused = { (entry: Cleaner.Entry) in
      entry.kind == .file && entry.changed < start && now - entry.changed > RecordFolder.age
    }
    Cleaner(folder)?.remove { isUnused($0) && RecordFolder.isOwn($0.name) }
    Cleaner(folder.appending("times"))?.remove {
      isUnused($0) && $0.name.allSatisfy(\.isDigit)
    }
    Cleaner(folder)?.sweep()
  }

  /// Whether a name is that of a record, or of what is kept of an interrupted load.
  private static func isOwn(_ name: Bytes) -> Bool {
    RecordSeal.isFileName(name) || name.starts(with: "interrupted-")
  }

  /// When something last changed in any way, in nanoseconds since 1970.
  private func changed(_ path: Path) -> Int? {
    var status = stat()
    guard path.bytes.withCString({ lstat($0, &status) }) == 0 else { return nil }
    return clibc_changed_nanoseconds(&status)
  }
}
