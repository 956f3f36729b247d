package import Resolution

/// Installs Go releases: invisible until complete, then there by one rename.
package struct GoInstall: Sendable {
  private let resolver: Resolver
  private let world: World
  private var network: Network
  private let events: InstallEvents

  /// An installer for a user.
  ///
  /// - Parameters:
  ///   - resolver: whose home and settings count.
  ///   - world: where variables and files are looked up.
  ///   - network: how to reach the outside.
  ///   - events: who is told.
  package init(_ resolver: Resolver, _ world: World, network: Network, events: InstallEvents) {
    self.resolver = resolver
    self.world = world
    self.network = network
    self.network.kept = KeptDownloads(in: resolver.home)
    self.events = events
  }

  /// The release that a request means, looked up in the index.
  ///
  /// A number that the copy of the index knows needs no question to a mirror.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - text: the request as written, for the error.
  /// - Returns: the release.
  /// - Throws: ``StoreError/index(_:for:)``, ``StoreError/noRelease(_:nearest:)``,
  ///   ``StoreError/notInstallable(_:)``.
  package func release(
    for request: Request, text: Bytes
  ) throws(StoreError) -> GoIndex.Release {
    guard case .go(let request) = request, !request.isLink else { throw .notInstallable(text) }
    let loader = GoIndexLoader(resolver, world, network: network)
    if case .exact = request, let known = loader.copyAtHand?.newest(for: request) { return known }
    var index = try StoreError.index(for: text) { () throws(IndexError) in
      try loader.load(.hour).index
    }
    if index.newest(for: request) == nil, !network.isOffline {
      index = try StoreError.index(for: text) { () throws(IndexError) in
        try loader.load(.now).index
      }
    }
    guard let release = index.newest(for: request) else {
      throw .noRelease(text, nearest: index.nearest(to: request))
    }
    return release
  }

  /// Installs a release unless it is there.
  ///
  /// - Parameters:
  ///   - release: what the index says of it.
  ///   - replaces: whether one that is there makes room for a new one, once that is complete.
  /// - Returns: whether anything had to be done.
  /// - Throws: ``StoreError``; the installed toolchains are as before then.
  package func install(
    _ release: GoIndex.Release, replacing replaces: Bool = false
  ) throws(StoreError) -> Bool {
    let name = release.version.name
    let installed = GoInstalled(go: resolver.home, world)
    if !replaces, installed.best(for: .exact(release.version)) != nil {
      // The toolchain is there all the same in a home that this user may not write.
      try? mend()
      return false
    }
    let lockName = Bytes("go-") + name
    let lock = try StoreError.files { () throws(FileError) in
      try Lock(lockName, in: resolver.home) { events.waits("go \(name.text)", $0) }
    }
    Checkpoint.locked.pass()
    Staging.clean(resolver.home)
    if !replaces, installed.best(for: .exact(release.version)) != nil { return false }
    let root = installed.root(of: release.version)
    if replaces, let process = RunningPrograms.first(inside: root) {
      throw .isRunning(.go, name, process: process)
    }
    let location = try put(release, at: root, lockName)
    _ = consume lock
    events.ends("go \(name.text)", location)
    return true
  }

  /// Puts right what a process has left that was killed after it gave a toolchain its name.
  private func mend() throws(FileError) {
    Staging.clean(resolver.home)
    try GoLinks(resolver.home).update()
  }

  /// Fills a staging folder and gives it the final name; the caller holds the lock.
  ///
  /// - Returns: the mirror that served it, if it was not the first.
  private func put(
    _ release: GoIndex.Release, at root: Path, _ lockName: Bytes
  ) throws(StoreError) -> String? {
    let staging = try StoreError.files { () throws(FileError) in
      try Staging(lockName, in: resolver.home)
    }
    Checkpoint.staged.pass()
    let location: String?
    do throws(StoreError) {
      location = try fill(staging.path, with: release)
      Checkpoint.unpacked.pass()
      try StoreError.files { () throws(FileError) in
        try Folder.create(resolver.home.goToolchains)
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
    try StoreError.files { () throws(FileError) in try GoLinks(resolver.home).update() }
    return location
  }

  private func fill(
    _ folder: Path, with release: GoIndex.Release
  ) throws(StoreError) -> String? {
    let mirrors = GoMirror.all(resolver.settings, world)
    if release.sha256 == nil, mirrors.contains(where: { $0.folder == nil }) {
      throw .noChecksum(release.version)
    }
    let name = release.version.name.text
    events.begins("go \(name)", mirrors[0].location(of: release.fileName).withoutCredentials)
    let download = Download(
      mirrors: mirrors.map { $0.location(of: release.fileName) }, sha256: release.sha256,
      size: release.size)
    defer { events.rests() }
    let unpacked: Unpacked
    do throws(ArchiveError) {
      unpacked = try Unpack(download, into: folder.text, topFolder: "go")
        .run(network: network, progress: events.progresses)
    } catch {
      throw .archive(error)
    }
    try verify(folder, is: release.version)
    network.kept?.remove([unpacked.served.sha256])
    let url = unpacked.served.url
    return url == download.mirrors[0] ? nil : url.withoutCredentials
  }

  /// The checksum says that the archive is the one of the index; this says that the index is right.
  private func verify(_ folder: Path, is version: GoVersion) throws(StoreError) {
    var found: String?
    if case .contents(let text) = world.read(folder.appending("VERSION"), 4096) {
      found = text.words.first.map { Bytes($0).text }
    }
    let isComplete = world.program(folder.appending("bin/go")) != nil
    guard isComplete, found.flatMap({ GoVersion(goName: $0) }) == version else {
      throw .notTheToolchain(version, found: isComplete ? found : nil)
    }
  }
}
