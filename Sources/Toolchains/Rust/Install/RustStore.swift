package import Resolution

extension RustHome {
  /// The folder for toolchains that are being put together or taken apart.
  var workbench: Path { staging.appending("tmp") }

  /// The folder of lock files; several homes of tvm may share one of rustup.
  var locks: Path { staging.appending("locks") }

  /// What is noted of where an installed toolchain came from.
  func record(_ name: RustToolchainName) -> Path { records.appending(name.bytes) }

  /// The file that names the toolchain which becomes the default as soon as it is installed.
  private var comingDefault: Path { staging.appending("default") }

  /// Whether a toolchain was to become the default, and the process died after it was installed.
  func wasToBeDefault(_ name: RustToolchainName) -> Bool {
    World.live.read(comingDefault, name.bytes.count) == .contents(name.bytes)
  }

  /// Notes which toolchain becomes the default as soon as it is installed; nil for none.
  func noteDefault(_ name: RustToolchainName?) throws(FileError) {
    guard let name else { return try Folder.remove(comingDefault) }
    try AtomicFile.write(name.bytes, to: comingDefault, links: .never, isDurable: false)
  }

  /// The folder of what is noted.
  private var records: Path { staging.appending("records") }

  /// The folder of what toolchains were before their last update.
  var previous: Path { staging.appending("previous") }

  /// Removes what processes that died have left, and gives back a toolchain that one of them had in
  /// its hands.
  package func clean() {
    Cleaner(workbench)?.discard(locks: locks, RustHome.isOwn) { name in
      discard(workbench.appending(name))
    }
    for folder in [workbench, previous, updateHashes, records, toolchains] {
      Cleaner(folder)?.sweep()
    }
    // rustup, which takes no lock, may have removed a toolchain just before its hash was written;
    // it warns of such a file at the next installation.
    for folder in [updateHashes, records] {
      Cleaner(folder)?.remove { entry in
        entry.kind == .file && RustHome.isOwn(entry.name)
          && !Folder.isOccupied(toolchains.appending(entry.name))
      }
    }
  }

  /// The folders that processes which died have left.
  package var left: [Path] {
    (Cleaner(workbench)?.left(locks: locks, RustHome.isOwn) ?? [])
      .map { workbench.appending($0) }
  }

  /// Whether a name is that of a toolchain that has releases.
  private static func isOwn(_ name: Bytes) -> Bool { RustRelease(name[...]) != nil }

  /// Removes a toolchain's workbench.
  func discard(_ workbench: Path) {
    let root = toolchains.appending(workbench.name)
    let old = workbench.appending(RustSwap.oldName)
    if Folder.isOccupied(old), RustSwap.isRemainder(root) {
      // Died between the steps of a file system that cannot exchange names.
      do throws(FileError) {
        try Folder.remove(root)
        try Folder.rename(old, to: root)
      } catch {
        return
      }
    }
    // What cannot be removed now is tried again by the next command.
    try? Folder.remove(workbench)
  }

  /// What a toolchain was before its last update, its ``KeptRecord`` and its ``ToolchainRecord``.
  ///
  /// - Parameter name: the toolchain's full name.
  /// - Returns: the places, at which there need not be anything.
  func previous(_ name: RustToolchainName) -> (root: Path, hash: Path, record: Path) {
    let root = previous.appending(name.bytes)
    return (root, Path(root.bytes + Bytes(".hash")), Path(root.bytes + Bytes(".record")))
  }

  /// Whether it is kept what a toolchain was before its last update.
  ///
  /// - Parameter name: the toolchain's full name.
  /// - Returns: whether all of it is there.
  func keepsPrevious(_ name: RustToolchainName) -> Bool {
    !RustSwap.isRemainder(previous(name).root)
  }
}

/// The Rust toolchains of a user, and what is needed to change them.
package struct RustStore: Sendable {
  /// Where they are.
  package let home: RustHome

  /// What rustup's settings say.
  package let settings: RustSettings

  /// What they say beside what decides about toolchains.
  package let written: RustWrittenSettings

  /// The platform whose toolchains are taken.
  package let host: RustTarget

  /// Where releases come from.
  package let server: RustServer

  /// Whose settings count.
  let resolver: Resolver

  /// Where variables and files are looked up.
  let world: World

  /// Whether the network may not be used.
  let isOffline: Bool

  /// Who is told.
  var events: InstallEvents

  /// The toolchains of a user.
  ///
  /// - Parameters:
  ///   - resolver: whose settings count.
  ///   - world: where variables and files are looked up.
  ///   - network: how to reach the outside.
  ///   - events: who is told.
  /// - Throws: ``RustError/resolution(_:)``, ``RustError/file(_:)`` for toolchains that cannot be listed.
  package init(
    _ resolver: Resolver, _ world: World, network: Network, events: InstallEvents
  ) throws(RustError) {
    (home, settings) = try RustError.resolving { () throws(ResolutionError) in
      let home = try RustHome(world)
      return (home, try RustSettings(at: home.settings, world))
    }
    written = try RustWrittenSettings(at: home.settings)
    let toolchains = home.toolchains
    // Whoever asks what is installed must not take what cannot be read for nothing.
    _ = try RustError.files { () throws(FileError) in try Folder.names(toolchains) }
    host = RustTarget.host(settings, world)
    self.resolver = resolver
    self.world = world
    isOffline = network.isOffline
    var network = network
    network.kept = KeptDownloads(in: resolver.home)
    server = RustServer(resolver.settings, world, network: network)
    self.events = events
  }

  /// The toolchain of this full name.
  package func toolchain(_ name: RustToolchainName) -> RustToolchain {
    RustToolchain(name, in: home)
  }

  /// All toolchains by name, half-installed ones included; throws where they cannot be listed.
  package var toolchains: [RustToolchain] {
    get throws(RustError) { try entries.filter { $0.kind != nil } }
  }

  /// All toolchains by name, and links that lead nowhere; throws where they cannot be listed.
  package var entries: [RustToolchain] {
    get throws(RustError) {
      try RustError.files { () throws(FileError) in try Folder.names(home.toolchains) }
        .map { toolchain(RustToolchainName($0)) }
        .filter { $0.kind != nil || $0.link != nil }.sorted { $0.name < $1.name }
    }
  }

  /// What is installed, as the resolver sees it.
  var installed: RustInstalled { RustInstalled(home, world) }

  /// The error of a toolchain that is not there.
  package func notInstalled(_ name: RustToolchainName) -> RustError {
    let request = RustRequest(name: name.bytes[...], host: host)
    let nearest = request.flatMap { installed.nearest(to: $0) }
    return .store(.notInstalled(.rust, name.bytes, nearest: nearest))
  }

  /// The profile of new toolchains.
  package var profile: String { settings.profile?.text ?? "default" }

  /// Does something while no other tvm works on a toolchain.
  ///
  /// - Parameters:
  ///   - name: the toolchain's full name.
  ///   - body: what to do.
  /// - Returns: what the body returns.
  /// - Throws: ``RustError/linked(_:)`` for a path, ``RustError/file(_:)``, and what the body throws.
  func locked<Result>(
    _ name: RustToolchainName, _ body: () throws(RustError) -> Result
  ) throws(RustError) -> Result {
    // A folder that is named by its path is nobody's to change, and no name of a lock.
    guard !name.isPath else { throw .linked(name) }
    if world.isOthers(home.rustup) { throw .store(.othersHome(.rust, home.rustup)) }
    let lock = try RustError.files { () throws(FileError) in
      // Several users may share the toolchains.
      for folder in [home.locks, home.workbench, home.previous] {
        try Folder.requireReal(folder)
        try Folder.create(folder, like: home.rustup)
      }
      return try Lock(name.bytes, folder: home.locks) { events.waits("rust \(name)", $0) }
    }
    Checkpoint.locked.pass()
    discard(home.workbench.appending(name.bytes))
    clean()
    let result = try body()
    _ = consume lock
    return result
  }

  /// An empty folder for what the lock of a toolchain guards, which the caller holds.
  ///
  /// - Throws: ``RustError/file(_:)``, and before anything is fetched in vain
  ///   ``RustError/otherFileSystem(_:_:)``, ``RustError/store(_:)``.
  func workbench(for name: RustToolchainName) throws(RustError) -> Path {
    let path = home.workbench.appending(name.bytes)
    guard home.toolchains.mayRunPrograms else {
      throw .store(.noPrograms(.rust, home.toolchains))
    }
    try RustError.files { () throws(FileError) in
      try Folder.remove(path)
      try Folder.create(path, like: home.rustup)
    }
    let place = toolchain(name).folder.parent ?? home.toolchains
    guard Folder.canMove(from: path, to: place) else {
      discard(path)
      throw .otherFileSystem(place, home.staging)
    }
    return path
  }

  /// Removes what processes that died have left, and gives back a toolchain that one of them had in
  /// its hands.
  package func clean() { home.clean() }

  /// Removes a toolchain's workbench.
  func discard(_ workbench: Path) { home.discard(workbench) }

  /// Says which process runs from a folder that is about to be replaced; it is not kept from that: its
  /// own files stay what they are.
  func tellWhoRuns(_ folder: Path, _ what: String) {
    if let process = RunningPrograms.first(inside: folder) { events.runs(what, process) }
  }

  /// What rustup notes of the SHA-256 of a manifest.
  static func updateHash(_ hash: String) -> String { String(hash.prefix(20)) }

  /// Notes which manifest a toolchain comes from, as rustup does to see quickly what is up to date.
  func writeUpdateHash(_ hash: String, of name: RustToolchainName) throws(RustError) {
    try RustError.files { () throws(FileError) in
      try AtomicFile.write(
        Bytes(RustStore.updateHash(hash).utf8),
        to: home.updateHashes.appending(name.bytes), links: .never)
    }
  }

  /// The start of the SHA-256 of the manifest that a toolchain comes from, if it is known.
  package func updateHash(of name: RustToolchainName) -> String? {
    let path = home.updateHashes.appending(name.bytes)
    guard case .contents(let hash) = World.live.read(path, 256) else { return nil }
    return hash.text
  }
}
