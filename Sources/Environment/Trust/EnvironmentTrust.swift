private import CLibc
package import Resolution
package import Toolchains

/// Which environment files the user trusts.
package struct EnvironmentTrust: Sendable {
  let home: Home
  package let settings: EnvironmentSettings

  /// The trust of a user.
  ///
  /// - Parameters:
  ///   - home: Whose approvals count.
  ///   - settings: Whose lists of allowed files count.
  package init(_ home: Home, _ settings: EnvironmentSettings) {
    self.home = home.own(.live)
    self.settings = settings
  }

  /// What the user has said about a file with its content.
  package enum Verdict: Equatable, Sendable {
    /// It may be used; by an approval, or by the user's settings.
    case allowed(Approval?)
    /// It is not to be used, and the user knows.
    case denied
    /// The user has said nothing.
    case unknown
  }

  /// What the user has said about a file.
  package func verdict(_ file: GuardedFile) -> Verdict {
    // A denial is for a path, and wins over everything.
    if isDenied(file.location) { return .denied }
    if let approval = Approval(file.location, file.contents, home) { return .allowed(approval) }
    if settings.allow(file.location) { return .allowed(nil) }
    guard let other = counterpart(of: file.location), !isDenied(other),
      let approval = Approval(other, file.contents, home)
    else { return .unknown }
    return .allowed(approval)
  }

  /// The names of environment files in one directory, the first one before the others.
  package var fileNames: [StaticString] { settings.fileNames }

  /// Whether a file is not allowed, or sources one that waits to be.
  package func needsWord(_ file: GuardedFile) -> Bool {
    guard case .allowed(let approval) = verdict(file) else { return true }
    return approval.map { !$0.pending(home).isEmpty } ?? false
  }

  /// Whether the user has denied the file itself, or the link that it was reached by.
  func isDenied(_ location: FileLocation) -> Bool { location.paths.contains(where: isDenied) }

  private func isDenied(_ path: Path) -> Bool { Trust(home, World.live).isDenied(path) }

  /// The same file of the main checkout, where this one is in another worktree of the repository.
  func counterpart(of location: FileLocation) -> FileLocation? {
    Worktree(containing: location.place)?.counterpart(of: location.place)
  }

  /// The files that an answer about a file depends on.
  package func records(of file: GuardedFile) -> [Path] {
    [file.location, counterpart(of: file.location)].compactMap { $0 }.flatMap { location in
      location.paths.map { home.approvals.appending(Trust.denial($0).name) }
        + [Approval.record(location, file.contents, home)]
    }
  }

  /// Allows an environment file as it is, with the sourced files that wait for it.
  ///
  /// Comes back only once no change of a file can bear the time of this call any more.
  ///
  /// - Parameter file: The file as it was read.
  /// - Returns: The sourced files that are allowed besides.
  /// - Throws: ``FileError``, ``EnvironmentError`` for a sourced file that must not be read, and for a
  ///   link to a file that is denied.
  package func allow(_ file: GuardedFile) throws -> [Approval.Pin] {
    // The denial of another place is not for this one to take back.
    if file.path != file.place, isDenied(file.path) { throw EnvironmentError.denied(file.path) }
    let now = SystemClock.now
    let approval = Approval(file, allowedAt: now)
    var added: [Approval.Pin] = []
    var sources = approval.sources(home)
    for pending in approval.pending(home) {
      if let source = try GuardedFile(
        pending.place, settings, limit: GuardedFile.sourceSizeLimit)
      {
        let isMade =
          pending.isMade || sources.pins.contains { $0.place == source.place && $0.isMade }
        added.append(Approval.Pin(source, isMade: isMade))
      }
    }
    // What was allowed before and still is as it was stays so, even in another folder.
    sources.pins.removeAll { pin in
      added.contains { $0.place == pin.place }
        || !pin.isMade
          && World.live.read(pin.place, GuardedFile.sourceSizeLimit) != .contents(pin.contents)
    }
    sources.pins += added
    try approval.write(sources, home)
    try approval.write(pending: [], home)
    try approval.write(home)
    try Folder.remove(home.approvals.appending(Trust.denial(file.place).name))
    SystemClock.wait(past: now)
    return added
  }

  /// Denies an environment file, whatever is in it; where it is a link, the link and not what it leads to.
  ///
  /// - Parameter location: The file.
  /// - Throws: ``FileError``.
  package func deny(_ location: FileLocation) throws(FileError) {
    try Approvals(home).deny(location.place)
  }
}
