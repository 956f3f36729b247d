package import Resolution

/// The Go toolchains of a user, and what is needed to change them.
package struct GoStore: Sendable {
  /// Whose home and settings count.
  let resolver: Resolver

  /// Where variables and files are looked up.
  let world: World

  /// How to reach the outside.
  let network: Network

  /// Who is told.
  let events: InstallEvents

  /// The toolchains of a user.
  ///
  /// - Parameters:
  ///   - resolver: whose home and settings count.
  ///   - world: where variables and files are looked up.
  ///   - network: how to reach the outside.
  ///   - events: who is told.
  package init(_ resolver: Resolver, _ world: World, network: Network, events: InstallEvents) {
    self.resolver = resolver
    self.world = world
    var network = network
    network.kept = KeptDownloads(in: resolver.home)
    self.network = network
    self.events = events
  }

  /// Where everything of tvm's lives.
  var home: Home { resolver.home }

  /// What is installed.
  package var installed: GoInstalled { GoInstalled(go: home, world) }

  /// The default as it is written; nil for none.
  package var defaultRequest: Bytes? { (try? resolver.goDefault())?.text }

  /// The index of releases.
  var index: GoIndexLoader { GoIndexLoader(resolver, world, network: network) }

  /// Does something while no other tvm works on a toolchain.
  ///
  /// - Parameters:
  ///   - name: the toolchain's name.
  ///   - other: whose toolchain it is; this home's if left out.
  ///   - body: what to do; is given the name of the lock.
  /// - Returns: what the body returns.
  /// - Throws: ``GoError/store(_:)``, and what the body throws.
  func locked<Result>(
    _ name: Bytes, in other: Home? = nil, _ body: (Bytes) throws(GoError) -> Result
  ) throws(GoError) -> Result {
    let home = other ?? self.home
    if world.isOthers(home.root) { throw .store(.othersHome(.go, home.root)) }
    let lockName = Bytes("go-") + name
    let lock = try GoError.files { () throws(FileError) in
      try Lock(lockName, in: home) { events.waits("go \(name.shown)", $0) }
    }
    Checkpoint.locked.pass()
    Staging.clean(home)
    let result = try body(lockName)
    _ = consume lock
    return result
  }

  // MARK: - Requests

  /// The pin that a text of the user's makes; without one, the newest release.
  ///
  /// - Throws: ``GoError/resolution(_:)`` for what belongs to no dialect.
  func pin(_ text: Bytes?) throws(GoError) -> Pin {
    let text = text ?? Bytes("latest")
    return try GoError.resolving { () throws(ResolutionError) in
      try Pin(go: text[...], .commandLine)
    }
  }

  /// What a request comes to that is to be used: `latest` and `oldstable`, or where it must be exact
  /// whatever moves, are what they mean today.
  ///
  /// - Throws: ``GoError``.
  func choice(_ text: Bytes?, isExact: Bool = false) throws(GoError) -> Choice {
    var pin = try pin(text)
    switch pin.request {
    case .go(.latest), .go(.oldstable),
      .go(.conditions) where isExact, .go(.newest) where isExact:
      let version = try GoInstall(self).release(for: pin).version
      pin = Pin(.go(.exact(version)), text: version.name, pin.source)
    default: break
    }
    return Choice(pin: pin, written: pin.text, asDefault: pin.text)
  }

  /// What a place that asks for a toolchain comes to; nil for nothing that could be installed.
  ///
  /// - Throws: ``GoError/resolution(_:)``.
  func asked(by candidate: Candidate) throws(GoError) -> Asked? {
    do throws(ResolutionError) {
      let query = Query(.go, program: Bytes(Language.go.mainProgram))
      guard let active = try resolver.decide(candidate, query)?.get() else { return nil }
      if case .toolchain(let toolchain) = active.choice,
        let pin = reinstallation(of: toolchain, active.source)
      {
        return .pin(pin)
      }
      guard case .pins(let pins) = candidate.finding,
        let pin = pins.first(where: { installed.best(for: $0.request)?.name == active.name })
      else { return .installed(active.name, active.source) }
      return today(pin, active)
    } catch {
      switch error {
      case .notInstalled(_, let pins, _, _): return pins.first.map { .pin($0) }
      case .minimumNotMet(let module, _):
        return .pin(
          try GoError.resolving { () throws(ResolutionError) in try module.pinToInstall })
      case .nothingActive: return nil
      default: throw .resolution(error)
      }
    }
  }

  /// What a request that is met comes to today: where it moves, maybe a newer release, from an index
  /// that is at most an hour old.
  ///
  /// This is where a lock would answer first.
  private func today(_ pin: Pin, _ active: Active) -> Asked {
    let there = Asked.installed(active.name, active.source)
    guard case .go(let request) = pin.request, request.isMoving,
      let version = GoVersion(active.name[...])
    else { return there }
    do throws(IndexError) {
      let loader = index
      let (index, notes) = try loader.load(.hour)
      guard let newest = index.newest(for: request)?.version, newest > version else { return there }
      let stale = notes.first {
        if case .stale = $0 { return true }
        return false
      }
      guard let reason = stale.map({ "\($0)" }) ?? loader.unreachable else {
        return .pin(Pin(.go(.exact(newest)), text: newest.name, pin.source))
      }
      return .stays(
        active.name, active.source,
        reason: "\(pin.text.shown) means \(newest.name.text) today, and \(reason)")
    } catch {
      return .stays(
        active.name, active.source, reason: "\(GoError.index(error, for: pin.text))")
    }
  }

  /// Sees that what a pin asks for is there.
  ///
  /// - Throws: ``GoError/resolution(_:)``.
  func checkIsInstalled(_ pin: Pin) throws(GoError) {
    guard pin.request == .system || installed.best(for: pin.request) != nil else {
      throw .resolution(
        .notInstalled(.go, pins: [pin], nearest: installed.nearest(to: pin.request), in: nil))
    }
  }

  /// Installs what a pin asks for, unless it is there.
  ///
  /// - Throws: ``GoError``.
  func installIfNeeded(_ pin: Pin) throws(GoError) {
    switch pin.request {
    case .go(.link), .rust, .system: try checkIsInstalled(pin)
    case .go:
      let found = installed.best(for: pin.request)
      guard let pin = found.map({ reinstallation(of: $0, pin.source) }) ?? pin else { return }
      _ = try GoInstall(self).install(pin)
    }
  }

  /// What installs a toolchain again that holds nothing but names, as a power cut may leave it; nil for
  /// one that is whole as far as can be seen at a glance, and for a link.
  func reinstallation(of toolchain: Toolchain, _ source: Source) -> Pin? {
    guard let version = GoVersion(toolchain.name[...]), Folder.target(of: toolchain.root) == nil,
      Folder.isEmptyFile(toolchain.root.appending("bin/go"))
    else { return nil }
    return Pin(.go(.exact(version)), text: toolchain.name, source)
  }

  /// Makes a toolchain that was asked for by name the default, where there is none and the system has no
  /// Go; whether it was made that.
  ///
  /// - Throws: ``GoError``.
  func makeDefault(_ result: InstallResult) throws(GoError) -> Bool {
    // Who has several without a default wants none.
    guard defaultRequest == nil, result.outcome != .present || installed.versions.count == 1,
      SystemSearch(home: home, world).find(Bytes(Language.go.mainProgram)) == nil
    else { return false }
    do throws(PinError) { try GoDefault(home).write(result.name) } catch {
      switch error {
      case .file(let error): throw .store(.file(error))
      case .resolution(let error), .unusable(_, let error): throw .resolution(error)
      }
    }
    return true
  }

  // MARK: - Lists

  /// The installed toolchain that a text names, which must be exactly one.
  ///
  /// - Parameter text: a version, a link's name, or a prefix such as `1.21`.
  /// - Returns: the toolchain's name.
  /// - Throws: ``StoreError/notInstalled(_:_:nearest:)``, ``StoreError/severalInstalled(_:_:_:)``,
  ///   ``GoError/resolution(_:)``.
  func find(_ text: Bytes) throws(GoError) -> Bytes {
    let request = try pin(text).request
    let matches: [Bytes]
    switch request {
    case .go(.link(let name)): matches = installed.links.filter { $0 == name }
    case .go(.latest), .go(.oldstable):
      matches = installed.best(for: request).map { [$0.name] } ?? []
    case .go(let request):
      matches = installed.versions.filter { request.accepts($0) }.sorted().map(\.name)
    case .rust, .system: matches = []
    }
    guard let name = matches.first else {
      try checkIsReadable()
      throw notInstalled(text, request)
    }
    guard matches.count == 1 else { throw .store(.severalInstalled(.go, text, matches)) }
    return name
  }

  /// The error of a toolchain that is not there.
  func notInstalled(_ text: Bytes, _ request: Request) -> GoError {
    .store(.notInstalled(.go, text, nearest: installed.nearest(to: request)))
  }

  /// Sees that what is installed can be read, before anything is said not to be.
  ///
  /// - Throws: ``FileError``.
  func checkIsReadable() throws(GoError) {
    try GoError.files { () throws(FileError) in _ = try Folder.names(home.goToolchains) }
  }

  /// The installed toolchains, oldest first, then the links with names of their own.
  ///
  /// - Throws: ``FileError`` where they cannot be read.
  func list() throws(GoError) -> [InstalledToolchain] {
    try checkIsReadable()
    let index = index.copyAtHand
    // A folder without a `go` in it is none of the resolver's either.
    let versions = installed.versions.filter { installed.best(for: .exact($0)) != nil }.sorted()
    let names = installed.links.sorted { $0.lexicographicallyPrecedes($1) }
    return versions.map { version in
      let newest = index?.newest(for: .newest(major: version.major, minor: version.minor))?.version
      let isNews = newest.map { version < $0 && !versions.contains($0) } ?? false
      return entry(version.name, newer: isNews ? newest?.name : nil)
    } + names.map { entry($0, newer: nil) }
  }

  private func entry(_ name: Bytes, newer: Bytes?) -> InstalledToolchain {
    let root = installed.home(of: name).goToolchains.appending(name)
    return InstalledToolchain(
      name: name, root: root, link: Folder.target(of: root), newer: newer)
  }

  /// The releases that a request matches, or all, oldest first; throws ``IndexError`` and ``GoError``.
  func releases(
    matching text: Bytes?, includesPrereleases: Bool, _ freshness: Freshness
  ) throws -> ReleaseList {
    let filter = try text.map { try pin($0).request }
    let (index, notes) = try index.load(freshness)
    let there = installed.versions
    let releases = index.releases.reversed().filter { release in
      switch filter {
      case .go(let filter):
        return filter == .latest || filter == .oldstable
          ? index.newest(for: filter) == release : filter.accepts(release.version)
      case .rust, .system: return false
      case nil: return includesPrereleases || release.version.prerelease == nil
      }
    }
    return ReleaseList(
      releases: releases.map { release in
        ReleaseList.Release(
          name: release.version.name, isStable: release.isStable,
          isInstalled: there.contains(release.version), size: release.size)
      }, notes: notes.map { "\($0)" })
  }

  /// The release that is installed for what a place asks for, before and after that: where something
  /// there will do, as for a minimum, that one.
  func keyLines(of candidate: Candidate) throws(GoError) -> [String] {
    switch try asked(by: candidate) {
    case nil: return []
    case .installed(let name, _)?, .stays(let name, _, _)?: return ["go \(name.text)"]
    case .pin(let pin)?:
      // Without an index the request alone decides.
      let release = try? GoInstall(self).release(for: pin)
      return ["go \((release?.version.name ?? pin.text).text)"]
    }
  }

  /// Why a user should not be surprised that a toolchain is gone.
  func notes(on name: Bytes, _ active: Active?) -> [StoreNote] {
    guard let pin = try? resolver.goDefault(), pin.source != active?.source,
      installed.best(for: pin.request)?.name == name
    else { return [] }
    return [.isDefault(.go, name, request: pin.text)]
  }
}

extension GoModule {
  /// What to install for the file: the version it prefers, or the newest release of the minor version
  /// that its `go` line names.
  package var pinToInstall: Pin {
    get throws(ResolutionError) {
      let wanted = max(preferred ?? minimum, minimum)
      return try Pin(go: wanted.asWritten[...], .minimum(path, line: line))
    }
  }
}
