internal import CLibc
package import Resolution
private import Toolchains

extension EnvironmentTrust {
  /// Decides whether an environment file may use another file, and reads it.
  ///
  /// It may where the user has allowed that file itself or lists it in the settings, where the
  /// approval of the environment file covers this content, and where neither the file nor the folder
  /// of the environment file has been exchanged since that approval; then its content becomes part
  /// of it. Once the environment file has got through a run, another file that it wants needs the
  /// user's word, however old it is. A file that the environment file makes may come out differently in every run, once the
  /// user has allowed that; what others make of it between two runs may not be used.
  ///
  /// - Parameters:
  ///   - place: The file to source.
  ///   - environmentFile: Where the environment file is.
  ///   - start: When the run that asks began, in nanoseconds since 1970; nil where none does.
  /// - Returns: The file.
  /// - Throws: ``EnvironmentError``.
  package func source(
    _ place: Path, for environmentFile: Path, since start: Int? = nil
  ) throws(EnvironmentError) -> GuardedFile {
    guard let main = try GuardedFile(environmentFile, settings),
      case .allowed(let approval) = verdict(main)
    else { throw .notAllowed(environmentFile) }
    guard let file = try GuardedFile(place, settings, limit: GuardedFile.sourceSizeLimit) else {
      throw .sourceMissing(place)
    }
    // Only what runs already can have written it.
    if !file.hasName { return file }
    if isDenied(file.location) { throw .denied(file.place) }
    if let folder = settings.folder.flatMap({ World.live.physical($0) }),
      file.location.paths.allSatisfy({ $0.isInside(folder) })
    {
      return file
    }
    // Where settings allow the environment file itself, there is nothing to hold others to.
    guard let approval else { return file }
    if case .allowed = verdict(file) { return file }
    var sources = approval.sources(home)
    // Of a link only the target would be known to be written, which need not be the one it was.
    let isMade = file.path == file.place && start.map { file.isWritten(after: $0) } ?? false
    let isUnknown = sources.finished.contains(main.place)
    var doubt = isMade ? SourceDoubt.made : isUnknown ? .unknown : .newer
    if let index = sources.pins.firstIndex(where: { $0.place == file.place }) {
      if sources.pins[index].contents == file.contents { return file }
      if isMade, sources.pins[index].isMade {
        // A run that finds it there need not make it again.
        sources.pins[index] = Approval.Pin(file, isMade: true)
        try? approval.write(sources, home)
        return file
      }
      if !isMade { doubt = .changed }
    } else if !isUnknown && isUntouched(file, at: place, from: environmentFile, since: approval)
      || hasTrustedCounterpart(file, approval)
    {
      sources.pins.append(Approval.Pin(file, isMade: false))
      // Without the record the next time asks the same questions again.
      try? approval.write(sources, home)
      return file
    }
    let pending = approval.pending(home)
    let source = Approval.PendingSource(place: file.place, isMade: isMade)
    if !pending.contains(source) {
      // The refusal stands without it; only `tvm allow` would not know of the file.
      try? approval.write(pending: pending.filter { $0.place != file.place } + [source], home)
    }
    throw .sourceNotAllowed(file.place, by: environmentFile, doubt)
  }

  /// Remembers that an environment file has got through a run, and so has named what it sources.
  func finish(_ environmentFile: Path, _ approval: Approval) {
    var sources = approval.sources(home)
    if sources.finished.contains(environmentFile) { return }
    sources.finished.append(environmentFile)
    // Without the record the next run is as free as this one was.
    try? approval.write(sources, home)
  }

  /// Whether neither the file nor a link or folder that led to it has changed since an approval.
  private func isUntouched(
    _ file: GuardedFile, at place: Path, from environmentFile: Path, since approval: Approval
  ) -> Bool {
    guard approval.covers(changed: file.changed), let folder = environmentFile.parent,
      // In a folder that was moved here nothing bears the time of that but the folder itself.
      folder.fileNumber == approval.folderNumber
    else { return false }
    return AccessTrail(place, from: World.live.physical(folder) ?? folder).changes
      .allSatisfy { approval.covers(changed: $0) }
  }

  /// Whether this is a copy of a file of the main checkout that the approval there covers.
  private func hasTrustedCounterpart(_ file: GuardedFile, _ approval: Approval) -> Bool {
    guard let other = counterpart(of: file.location), !isDenied(other) else { return false }
    let sources = approval.sources(home)
    if let pin = sources.pins.first(where: { $0.place == other.place }) {
      return pin.contents == file.contents
    }
    if sources.finished.contains(approval.location.place) { return false }
    // A file that must not be read is no proof of anything.
    guard let original = try? GuardedFile(other.place, settings, limit: GuardedFile.sourceSizeLimit)
    else {
      return false
    }
    return original.contents == file.contents
      && isUntouched(
        original, at: other.place, from: approval.location.place, since: approval)
  }
}

extension GuardedFile {
  /// Whether its content is of after a time.
  ///
  /// Another mode or name, which its maker may give a file that somebody else has written, is not
  /// enough, nor is a time of modification that somebody has set to one that lies ahead.
  fileprivate func isWritten(after time: Int) -> Bool {
    guard case .present(let modified, _, _, _) = watch.state else { return false }
    return time < modified && modified <= changed
  }
}

extension Approval {
  /// Whether something that changed at a time was there as it is when the user allowed it.
  fileprivate func covers(changed: Int) -> Bool {
    // File systems that keep whole seconds would hide a change in the same second.
    let latest = changed % 1_000_000_000 == 0 ? changed + 1_000_000_000 : changed
    return latest <= allowedAt
  }
}

/// What stands on the way to a file, and can be exchanged so that the way leads to another one.
private struct AccessTrail {
  /// When each link and folder of it last changed, in nanoseconds since 1970.
  private(set) var changes: [Int] = []

  /// The way to a file.
  ///
  /// - Parameters:
  ///   - path: The file, absolute.
  ///   - start: The physical folder of the environment file; it and those above it do not count.
  init(_ path: Path, from start: Path) {
    var rest = path.bytes.parts(between: "/").map { Bytes($0) }
    var folder = Path("/")
    var links = 0
    while !rest.isEmpty, links < 40 {
      let name = rest.removeFirst()
      if name.isEmpty || name == Bytes(".") { continue }
      if name == Bytes("..") {
        folder = folder.parent ?? Path("/")
        continue
      }
      let next = folder.appending(name)
      var status = stat()
      guard next.bytes.withCString({ lstat($0, &status) }) == 0 else { break }
      guard clibc_is_link(status.st_mode) != 0, let target = Folder.target(of: next) else {
        // A folder bears the time when it got its name, too.
        if clibc_is_directory(status.st_mode) != 0, !start.isInside(next),
          !AccessTrail.isSystems(next, status)
        {
          changes.append(clibc_changed_nanoseconds(&status))
        }
        folder = next
        continue
      }
      links += 1
      changes.append(clibc_changed_nanoseconds(&status))
      if target.isAbsolute { folder = Path("/") }
      rest = target.bytes.parts(between: "/").map { Bytes($0) } + rest
    }
  }

  /// Whether only root can exchange what is in a folder, and the folder itself.
  private static func isSystems(_ folder: Path, _ status: stat) -> Bool {
    guard status.st_uid == 0, !isWritable(folder) else { return false }
    return folder.parent.map { !isWritable($0) } ?? true
  }

  private static func isWritable(_ folder: Path) -> Bool {
    folder.bytes.withCString { access($0, W_OK) } == 0
  }
}
