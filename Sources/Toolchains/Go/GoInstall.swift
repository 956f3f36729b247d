internal import Resolution

/// Installs Go releases: invisible until complete, then there by one rename.
struct GoInstall {
  private let store: GoStore

  /// An installer.
  init(_ store: GoStore) { self.store = store }

  /// A release with the place that says what its archive has to be, if that is known.
  struct Offer {
    let release: GoIndex.Release
    let checksums: String?
    /// Why the index that it is from could not be renewed, if it is an older copy.
    var stale: String?

    /// The release's version.
    var version: GoVersion { release.version }
  }

  /// The release that a pin means, looked up in the index.
  ///
  /// A number that the copy of the index knows needs no question to a mirror.
  ///
  /// - Throws: ``GoError/index(_:for:)``, ``GoError/noRelease(_:nearest:)``,
  ///   ``GoError/notInstallable(_:)``.
  func release(for pin: Pin) throws(GoError) -> Offer {
    guard case .go(let request) = pin.request, !request.isLink else {
      throw .notInstallable(pin.text)
    }
    let loader = store.index
    if case .exact = request, let copy = loader.copyAtHand, let known = copy.newest(for: request) {
      return Offer(release: known, checksums: copy.origin)
    }
    var (index, stale) = try GoError.index(for: pin.text) { () throws(IndexError) in
      try loader.load(.hour)
    }
    if index.newest(for: request) == nil, !store.network.isOffline {
      (index, stale) = try GoError.index(for: pin.text) { () throws(IndexError) in
        try loader.load(.now)
      }
    }
    guard let release = index.newest(for: request) else {
      throw .noRelease(pin.text, nearest: index.nearest(to: request))
    }
    return Offer(
      release: release, checksums: index.origin, stale: stale.map { "\($0)" })
  }

  /// Installs what a pin means unless it is there.
  ///
  /// - Parameters:
  ///   - pin: what is asked for.
  ///   - replaces: whether one that is there makes room for a new one, once that is complete.
  /// - Returns: what was done.
  /// - Throws: ``GoError``; the installed toolchains are as before then.
  func install(_ pin: Pin, replacing replaces: Bool = false) throws(GoError) -> InstallResult {
    let offer = try release(for: pin)
    let name = offer.version.name
    let request = GoRequest.exact(offer.version)
    if !replaces, store.installed.best(for: request) != nil {
      // The toolchain is there all the same in a home that this user may not write.
      try? mend()
      return InstallResult(name: name, outcome: .present)
    }
    return try store.locked(name) { lockName throws(GoError) in
      if !replaces, store.installed.best(for: request) != nil {
        return InstallResult(name: name, outcome: .present)
      }
      let root = store.installed.root(of: offer.version)
      if replaces, let process = RunningPrograms.first(inside: root) {
        throw .store(.isRunning(.go, name, process: process))
      }
      let location = try put(offer, at: root, lockName)
      store.events.ends("go \(name.text)", location)
      return InstallResult(name: name, outcome: .installed(version: nil))
    }
  }

  /// Puts right what a process has left that was killed after it gave a toolchain its name.
  private func mend() throws(FileError) {
    Staging.clean(store.home)
    try GoLinks(store.home).update()
  }

  /// Fills a staging folder and gives it the final name; the caller holds the lock.
  ///
  /// - Returns: the mirror that served it, if it was not the first.
  private func put(
    _ offer: Offer, at root: Path, _ lockName: Bytes
  ) throws(GoError) -> String? {
    let staging = try GoError.files { () throws(FileError) in
      try Staging(lockName, in: store.home)
    }
    Checkpoint.staged.pass()
    let (served, location): (Served, String?)
    do throws(GoError) {
      (served, location) = try fill(staging.path, with: offer.release)
      Checkpoint.unpacked.pass()
      try GoError.files { () throws(FileError) in
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
      try? Folder.remove(staging.path)
      throw error
    }
    Checkpoint.renamed.pass()
    // What stood in its place; the next command cleans up what cannot be removed now.
    try? Folder.remove(staging.path)
    // Without it the toolchain is no less what it is.
    try? record(offer, served).write(to: store.home.goRecord(of: offer.version.name))
    try GoError.files { () throws(FileError) in try GoLinks(store.home).update() }
    return location
  }

  /// What is to be noted of an archive.
  private func record(_ offer: Offer, _ served: Served) -> ToolchainRecord {
    let isChecked = offer.release.sha256 != nil
    return ToolchainRecord(
      [ToolchainRecord.Archive(url: served.url, sha256: served.sha256)],
      trust: TrustLevel(of: served.url, checksums: offer.checksums, isChecked: isChecked),
      checksums: isChecked ? offer.checksums : nil)
  }

  private func fill(
    _ folder: Path, with release: GoIndex.Release
  ) throws(GoError) -> (Served, location: String?) {
    let mirrors = GoMirror.all(store.resolver.settings, store.world)
    if release.sha256 == nil, mirrors.contains(where: { $0.folder == nil }) {
      throw .noChecksum(release.version)
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
