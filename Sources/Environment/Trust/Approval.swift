package import Resolution
package import Toolchains

/// What the user has allowed: an environment file by its place, its real path and its whole content.
///
/// Three files in ``Home/approvals`` belong to it: the approval itself, which only `tvm allow` writes,
/// the files that it covers besides, and those that wait for the user.
package struct Approval: Equatable, Sendable {
  /// The environment file: approved for one place, since it acts on the folder it is found in.
  package let location: FileLocation
  /// Its content.
  package let contents: Bytes
  /// When the user began to allow it, in nanoseconds since 1970.
  package let allowedAt: Int
  /// The number of the folder that the file was found in; 0 where that is not known.
  ///
  /// Another folder may come to stand at the same path, with files in it that the user never saw.
  package let folderNumber: Int

  private static let kind: StaticString = "tvm approval 3"
  private static let pinsKind: StaticString = "tvm pins 3"
  private static let pendingKind: StaticString = "tvm pending 2"
  /// More than the largest environment file and its path.
  private static let limit = 1 << 18
  private static let pinsLimit = 1 << 24

  /// A file with a content that the user allows.
  package init(_ file: GuardedFile, allowedAt: Int) {
    location = file.location
    contents = file.contents
    self.allowedAt = allowedAt
    folderNumber = file.place.parent?.fileNumber ?? 0
  }

  /// The approval of a file with a content, if there is one.
  ///
  /// - Parameters:
  ///   - location: The environment file.
  ///   - contents: What it holds.
  ///   - home: Whose approvals count.
  package init?(_ location: FileLocation, _ contents: Bytes, _ home: Home) {
    self.init(recordedIn: Approval.record(location, contents, home))
    // The hash in the name only finds it; what it holds decides.
    guard self.location == location, self.contents == contents else { return nil }
  }

  /// The approval in a file, or nil where that is none.
  ///
  /// - Parameter record: A file among the approvals.
  package init?(recordedIn record: Path) {
    guard case .contents(let bytes) = World.live.read(record, Approval.limit),
      var reader = FieldReader(bytes, Approval.kind),
      let place = reader.bytes(), let path = reader.bytes(), let contents = reader.bytes(),
      let time = reader.number(), let folder = reader.number()
    else { return nil }
    location = FileLocation(place: Path(place), path: Path(path))
    self.contents = contents
    allowedAt = time
    folderNumber = folder
  }

  /// Takes the approval back, with all that belongs to it.
  package func remove(_ home: Home) throws(FileError) {
    for path in [record(home), pinsFile(home), pendingFile(home)] { try Folder.remove(path) }
  }

  /// Where the approval of a file with a content is.
  package static func record(_ location: FileLocation, _ contents: Bytes, _ home: Home) -> Path {
    let subject = location.place.bytes + [0] + location.path.bytes + [0] + contents
    return home.approvals.appending(
      Bytes("environment-") + NameHash.of(subject, digits: 32))
  }

  /// Where this approval is.
  private func record(_ home: Home) -> Path { Approval.record(location, contents, home) }

  private func pinsFile(_ home: Home) -> Path { Path(record(home).bytes + ".pins") }

  private func pendingFile(_ home: Home) -> Path { Path(record(home).bytes + ".pending") }

  /// Writes the approval.
  package func write(_ home: Home) throws(FileError) {
    var writer = FieldWriter(Approval.kind)
    writer.add(location.place.bytes)
    writer.add(location.path.bytes)
    writer.add(contents)
    writer.add(allowedAt)
    writer.add(folderNumber)
    try Approvals(home).write(writer.bytes, to: record(home))
  }

  /// The sourced files that the approval covers.
  package func sources(_ home: Home) -> Sources {
    var sources = Sources()
    guard case .contents(let bytes) = World.live.read(pinsFile(home), Approval.pinsLimit),
      var reader = FieldReader(bytes, Approval.pinsKind), let count = reader.number()
    else { return sources }
    for _ in 0..<max(count, 0) {
      guard let place = reader.bytes() else { return sources }
      sources.finished.append(Path(place))
    }
    while let place = reader.bytes(), let contents = reader.bytes(), let made = reader.number() {
      sources.pins.append(Pin(place: Path(place), contents: contents, isMade: made != 0))
    }
    return sources
  }

  /// What is known of the files that an environment file sources.
  package struct Sources: Equatable, Sendable {
    /// Those that the approval covers.
    package var pins: [Pin] = []
    /// Where the environment file stood in runs that it got through, of which there may be several in
    /// worktrees: what it has not sourced then nobody has meant by the approval.
    package var finished: [Path] = []
  }

  /// A sourced file with the content that is allowed.
  package struct Pin: Equatable, Sendable {
    /// The name that it is reached by, in a physical folder.
    package let place: Path
    /// What it may hold.
    package let contents: Bytes
    /// Whether the environment file makes it, and so may make it anew with any content.
    package let isMade: Bool

    fileprivate init(place: Path, contents: Bytes, isMade: Bool) {
      self.place = place
      self.contents = contents
      self.isMade = isMade
    }

    /// A file as it was read.
    package init(_ file: GuardedFile, isMade: Bool) {
      self.init(place: file.place, contents: file.contents, isMade: isMade)
    }
  }

  /// Writes which sourced files the approval covers.
  package func write(_ sources: Sources, _ home: Home) throws(FileError) {
    guard sources != Sources() else { return try Folder.remove(pinsFile(home)) }
    var writer = FieldWriter(Approval.pinsKind)
    writer.add(sources.finished.count)
    for place in sources.finished { writer.add(place.bytes) }
    for pin in sources.pins {
      writer.add(pin.place.bytes)
      writer.add(pin.contents)
      writer.add(pin.isMade ? 1 : 0)
    }
    try Approvals(home).write(writer.bytes, to: pinsFile(home))
  }

  /// The sourced files that were refused since the user allowed the environment file.
  package func pending(_ home: Home) -> [PendingSource] {
    guard case .contents(let bytes) = World.live.read(pendingFile(home), Approval.limit),
      var reader = FieldReader(bytes, Approval.pendingKind)
    else { return [] }
    var sources: [PendingSource] = []
    while let place = reader.bytes(), let made = reader.number() {
      sources.append(PendingSource(place: Path(place), isMade: made != 0))
    }
    return sources
  }

  /// A sourced file that waits for the user.
  package struct PendingSource: Equatable, Sendable {
    /// The name that it is reached by, in a physical folder.
    package let place: Path
    /// Whether the environment file made it in the same run.
    package let isMade: Bool
  }

  /// Writes which sourced files wait for the user.
  package func write(pending: [PendingSource], _ home: Home) throws(FileError) {
    guard !pending.isEmpty else { return try Folder.remove(pendingFile(home)) }
    var writer = FieldWriter(Approval.pendingKind)
    for source in pending {
      writer.add(source.place.bytes)
      writer.add(source.isMade ? 1 : 0)
    }
    try Approvals(home).write(writer.bytes, to: pendingFile(home))
  }
}
