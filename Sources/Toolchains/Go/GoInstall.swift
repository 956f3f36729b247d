internal import Resolution

/// Installs Go releases: invisible until complete, then there by one rename.
struct GoInstall {
  private let store: GoStore

  /// An installer.
  init(_ store: GoStore) { self.store = store }

  /// The release that a pin means, looked up in the index.
  ///
  /// A number that the copy of the index knows needs no question to a mirror.
  ///
  /// - Throws: ``GoError/index(_:for:)``, ``GoError/noRelease(_:nearest:)``,
  ///   ``GoError/notInstallable(_:)``.
  func release(for pin: Pin) throws(GoError) -> GoIndex.Release {
    guard case .go(let request) = pin.request, !request.isLink else {
      throw .notInstallable(pin.text)
    }
    if case .exact = request, let known = store.index.copyAtHand?.newest(for: request) {
      return known
    }
    var nearest: GoVersion?
    for freshness in store.network.isOffline ? [Freshness.hour] : [.hour, .now] {
      let (index, notes) = try load(request, pin.text, freshness)
      if let release = index.newest(for: request) {
        // What a request means that is not exact may be another release without them.
        if !request.isExact { for note in notes { store.events.warns("\(note)") } }
        return release
      }
      nearest = index.nearest(to: request)
    }
    throw .noRelease(pin.text, nearest: nearest)
  }

  /// The index of all mirrors, or of as many as it takes to find one release.
  private func load(
    _ request: GoRequest, _ text: Bytes, _ freshness: Freshness
  ) throws(GoError) -> (index: GoIndex, notes: [IndexNote]) {
    try GoError.index(for: text) { () throws(IndexError) in
      try store.index.load(freshness) { request.isExact && $0.newest(for: request) != nil }
    }
  }

  /// Installs what a pin means unless it is there.
  ///
  /// - Parameters:
  ///   - pin: what is asked for.
  ///   - replaces: whether one that is there makes room for a new one, once that is complete.
  /// - Returns: what was done.
  /// - Throws: ``GoError``; the installed toolchains are as before then.
  func install(_ pin: Pin, replacing replaces: Bool = false) throws(GoError) -> InstallResult {
    if store.world.isOthers(store.home.root) {
      // What it means today is for whoever owns the home to say.
      guard !replaces, let there = store.installed.best(for: pin.request) else {
        throw .store(.othersHome(.go, store.home.root))
      }
      return InstallResult(name: there.name, outcome: .present)
    }
    // A release that is there and named exactly needs no index.
    if !replaces, case .go(.exact(let version)) = pin.request, isThere(version) {
      try mend(version.name)
      return InstallResult(name: version.name, outcome: .present)
    }
    let release = try release(for: pin)
    let name = release.version.name
    if !replaces, isThere(release.version) {
      try mend(name)
      return InstallResult(name: name, outcome: .present)
    }
    guard store.home.goToolchains.mayRunPrograms else {
      throw .store(.noPrograms(.go, store.home.goToolchains))
    }
    return try store.locked(name) { lockName throws(GoError) in
      if !replaces, isThere(release.version) {
        return InstallResult(name: name, outcome: .present)
      }
      let root = store.installed.root(of: release.version)
      if replaces, let process = RunningPrograms.first(inside: root) {
        throw .store(.isRunning(.go, name, process: process))
      }
      let location = try put(release, at: root, lockName)
      store.events.ends("go \(name.text)", location)
      return InstallResult(name: name, outcome: .installed(version: nil))
    }
  }

  /// Whether a version is there and whole, as far as can be seen at a glance: a power cut may have left
  /// nothing but names.
  private func isThere(_ version: GoVersion) -> Bool {
    guard let toolchain = store.installed.best(for: .exact(version)) else { return false }
    return store.reinstallation(of: toolchain, .commandLine) == nil
  }

  /// Puts right what a process has left that was killed after it gave a toolchain its name; the toolchain
  /// is there all the same in a home that cannot be written.
  private func mend(_ name: Bytes) throws(GoError) {
    Staging.clean(store.home)
    guard !GoLinks(store.home).isComplete, store.home.root.allows(.write) else { return }
    try updateLinks(name)
  }

  private func updateLinks(_ name: Bytes) throws(GoError) {
    do throws(FileError) { try GoLinks(store.home).update() } catch {
      throw .linksNotUpdated(name, error)
    }
  }

  /// Fills a staging folder and gives it the final name; the caller holds the lock.
  ///
  /// - Returns: the mirror that served it, if it was not the first.
  private func put(
    _ offered: GoIndex.Release, at root: Path, _ lockName: Bytes
  ) throws(GoError) -> String? {
    let staging = try GoError.files { () throws(FileError) in
      try Staging(lockName, in: store.home)
    }
    Checkpoint.staged.pass()
    var release = offered
    let (served, location): (Served, String?)
    do throws(GoError) {
      (served, location) = try fillOnce(staging.path, with: &release)
      Checkpoint.unpacked.pass()
      try GoError.files { () throws(FileError) in
        // A power cut must not leave a toolchain of empty files under the name.
        try Folder.synchronize(staging.path)
        try Folder.create(store.home.goToolchains)
        // Damaged, or it would have been found: a folder without a `go`, a dangling link.
        if Folder.isOccupied(root) {
          try Folder.exchange(staging.path, with: root)
        } else {
          try Folder.rename(staging.path, to: root)
        }
      }
    } catch {
      // The next command cleans up what cannot be removed now.
      try? staging.remove()
      throw error
    }
    Checkpoint.renamed.pass()
    // What stood in its place; the next command cleans up what cannot be removed now.
    try? staging.remove()
    // Without it the toolchain is no less what it is.
    try? record(release, served).write(to: store.home.goRecord(of: release.version.name))
    try updateLinks(release.version.name)
    return location
  }

  /// What is to be noted of an archive.
  private func record(_ release: GoIndex.Release, _ served: Served) -> ToolchainRecord {
    let isChecked = release.sha256 != nil
    return ToolchainRecord(
      [ToolchainRecord.Archive(url: served.url, sha256: served.sha256)],
      trust: TrustLevel(of: served.url, checksums: release.origin, isChecked: isChecked),
      checksums: isChecked ? release.origin : nil)
  }

  /// Fetches an archive; where it is not what the index says, the index is asked for once more, since the
  /// copy at hand may be older than the archive.
  private func fillOnce(
    _ folder: Path, with release: inout GoIndex.Release
  ) throws(GoError) -> (Served, location: String?) {
    do throws(GoError) { return try fill(folder, with: release) } catch {
      guard case .archive(.download(let fault)) = error, fault.isMismatch,
        !store.network.isOffline,
        // Where there is no newer index, what was wrong is what is to be said.
        let index = try? store.index.load(.now).index,
        let newer = index.newest(for: .exact(release.version)),
        newer.sha256 != release.sha256 || newer.size != release.size
      else { throw error }
      release = newer
      try GoError.files { () throws(FileError) in
        try Folder.remove(folder)
        try Folder.create(folder)
      }
      return try fill(folder, with: newer)
    }
  }

  private func fill(
    _ folder: Path, with release: GoIndex.Release
  ) throws(GoError) -> (Served, location: String?) {
    let mirrors = GoMirror.all(store.resolver.settings, store.world)
    if release.sha256 == nil, release.badChecksum == nil,
      mirrors.contains(where: { $0.folder == nil })
    {
      throw .noChecksum(release.version)
    }
    if release.sha256 == nil {
      if let bad = release.badChecksum { throw .badChecksum(release.version, bad) }
      store.events.warns(
        "go \(release.version.name.text) is not verified: there is no checksum in \(mirrors[0].base)"
      )
    }
    let events = store.events
    let name = release.version.name.text
    events.begins("go \(name)", mirrors[0].location(of: release.fileName).withoutCredentials)
    let download = Download(
      mirrors: mirrors.map { $0.location(of: release.fileName) }, sha256: release.sha256,
      size: release.size)
    defer { events.rests() }
    let unpacked: Unpacked
    do throws(ArchiveError) {
      unpacked = try Unpack(download, into: folder.text, topFolder: "go")
        .run(network: store.network, progress: events.progresses)
    } catch {
      throw .archive(error)
    }
    try verify(folder, is: release.version)
    store.network.kept?.remove([unpacked.served.sha256])
    let url = unpacked.served.url
    return (unpacked.served, url == download.mirrors[0] ? nil : url.withoutCredentials)
  }

  /// The checksum says that the archive is the one of the index; this says that the index is right.
  private func verify(_ folder: Path, is version: GoVersion) throws(GoError) {
    let isComplete = GoLink.isToolchain(folder)
    let found = GoTreeVersion(of: folder)
    guard isComplete, found?.version == version else {
      throw .notTheToolchain(version, found: isComplete ? found?.text : nil)
    }
  }
}

extension GoRequest {
  /// Whether one release is asked for, whichever others there may be.
  fileprivate var isExact: Bool {
    if case .exact = self { return true }
    return false
  }
}
