/// The Go toolchains that are installed: folders and links whose names pass the grammar.
package struct GoInstalled: Sendable {
  /// The folder of the toolchains.
  private let folder: Path
  private let home: Home
  private let world: World

  /// The installed Go toolchains of a home.
  package init(go home: Home, _ world: World) {
    folder = home.goToolchains
    self.home = home
    self.world = world
  }

  /// All versions, in no order; linked toolchains with names of their own are not among them.
  package var versions: [GoVersion] { versions(beginningWith: []) }

  @inline(never)
  private func versions(beginningWith prefix: Bytes) -> [GoVersion] {
    var versions: [GoVersion] = []
    for name in world.names(folder) ?? [] where name[...].begins(with: prefix) {
      if let version = GoVersion(name[...]), version.isCanonical { versions.append(version) }
    }
    return versions
  }

  /// The names of linked toolchains that are no versions, in no order.
  package var links: [Bytes] {
    let own = ownLinks
    return own
      + (world.names(folder) ?? []).filter {
        GoRequest.isLinkName($0[...]) && !own.contains($0)
      }
  }

  /// Those of them that are the user's in a home of others.
  private var ownLinks: [Bytes] {
    let own = home.own(world)
    return own == home
      ? [] : (world.names(own.goToolchains) ?? []).filter { GoRequest.isLinkName($0[...]) }
  }

  /// The home that has what is installed under a name: the user's own for a link of theirs.
  package func home(of name: Bytes) -> Home {
    ownLinks.contains(name) ? home.own(world) : home
  }

  /// The folder of a version, whether it is installed or not.
  package func root(of version: GoVersion) -> Path { folder.appending(version.name) }

  /// The name and folder of what satisfies a request best, or nil where nothing installed does.
  ///
  /// An exact version and a link cost one look, everything else one reading of the list or, where that
  /// does not count, of the folder.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - isTaken: whether the folder of the newest version is taken for a toolchain without a look into
  ///     it.
  /// - Returns: the toolchain.
  package func best(for request: GoRequest, isTaken: Bool = false) -> Toolchain? {
    switch request {
    case .exact(let version):
      return toolchain(version.name)
    case .link(let name):
      let own = home.own(world)
      return own != home
        ? GoInstalled(go: own, world).toolchain(name) ?? toolchain(name) : toolchain(name)
    case .oldstable:
      guard let newest = newestStableMinor else { return nil }
      return newestToolchain(isTaken: isTaken) { version in
        version.prerelease == nil && version < newest
      }
    case .conditions, .latest, .newest:
      return newestToolchain(
        beginningWith: request.prefix, below: request.ceiling, isTaken: isTaken
      ) { request.accepts($0) }
    }
  }

  #if !hasFeature(Embedded)
  /// What satisfies a request best; nil also where it is for no Go toolchain.
  package func best(for request: Request) -> Toolchain? {
    guard case .go(let request) = request else { return nil }
    return best(for: request)
  }

  /// The name of the installed version that is nearest to a request; nil also where that is for no Go
  /// toolchain.
  package func nearest(to request: Request) -> Bytes? {
    guard case .go(let request) = request else { return nil }
    return nearest(to: request)?.name
  }
  #endif

  /// The newest version that passes a test.
  ///
  /// - Parameters:
  ///   - prefix: what the names of all that pass begin with; those of others are not even read.
  ///   - ceiling: a version that is newer than all that pass, or nil.
  ///   - isTaken: whether a version's folder is taken for a toolchain without a look into it.
  ///   - accepts: the test.
  /// - Returns: nil where none passes it.
  @inline(never)
  package func newestToolchain(
    beginningWith prefix: Bytes = [], below ceiling: GoVersion? = nil, isTaken: Bool = false,
    where accepts: (GoVersion) -> Bool
  ) -> Toolchain? {
    guard let list = GoInstalledList(home, world) else {
      return newestToolchain(
        among: versions(beginningWith: prefix), isTaken: isTaken, where: accepts)
    }
    var names = ceiling.map { list.names(below: $0) } ?? list.names
    while let name = names.takeLine() {
      guard name.begins(with: prefix), let version = GoVersion(name), accepts(version) else {
        continue
      }
      if let toolchain = toolchain(Bytes(name), isTaken: isTaken) { return toolchain }
    }
    return nil
  }

  @inline(never)
  private func newestToolchain(
    among versions: [GoVersion], isTaken: Bool, where accepts: (GoVersion) -> Bool
  ) -> Toolchain? {
    var ceiling: GoVersion?
    while true {
      var newest: GoVersion?
      for version in versions where accepts(version) {
        if let ceiling, version >= ceiling { continue }
        if let best = newest, version < best { continue }
        newest = version
      }
      guard let newest else { return nil }
      // A folder without a `go` in it does not count as installed: the next newest does.
      if let toolchain = toolchain(newest.name, isTaken: isTaken) { return toolchain }
      ceiling = newest
    }
  }

  /// The installed version that is nearest to what a request asks for.
  ///
  /// It is the newest of the minor version that is the fewest minor versions away, the newer one of
  /// two that are as far.
  @inline(never)
  package func nearest(to request: GoRequest) -> GoVersion? {
    var nearest: GoVersion?
    for version in versions where toolchain(version.name) != nil {
      if let best = nearest, !version.isNearer(than: best, to: request.landmark) { continue }
      nearest = version
    }
    return nearest
  }

  /// The newest stable minor version that tvm has heard of or that is installed.
  private var newestStableMinor: GoVersion? {
    var newest: GoVersion?
    if case .contents(let text) = world.read(home.goStable, 64) { newest = GoVersion(text.trimmed) }
    // What tvm has heard may be older than what has been installed since.
    let installed = newestToolchain(isTaken: true) { version in
      guard version.prerelease == nil else { return false }
      return newest.map { $0 < version } ?? true
    }
    if let installed, let version = GoVersion(installed.name[...]) { newest = version }
    return newest.map { GoVersion($0.major, $0.minor) }
  }

  @inline(never)
  private func toolchain(_ name: Bytes, isTaken: Bool = false) -> Toolchain? {
    let toolchain = Toolchain(name: name, in: folder)
    guard isTaken || world.program(toolchain.root.appending("bin/go")) != nil else { return nil }
    return toolchain
  }
}

extension GoRequest {
  /// What the name of every version begins with that is among those asked for.
  fileprivate var prefix: Bytes {
    var prefix = Bytes()
    if case .newest(let major, let minor) = self {
      prefix.append(decimal: major)
      prefix.append(UInt8(ascii: "."))
      if let minor { prefix.append(decimal: minor) }
    }
    return prefix
  }

  /// A version that is newer than all that are asked for, where that is known at once.
  fileprivate var ceiling: GoVersion? {
    guard case .newest(let major, let minor) = self else { return nil }
    return minor.map { GoVersion(major, $0 + 1) } ?? GoVersion(major + 1, 0)
  }

  /// The version around which to look for something near.
  fileprivate var landmark: GoVersion? {
    switch self {
    case .exact(let version): version
    case .newest(let major, let minor): GoVersion(major, minor ?? 0)
    case .conditions(let conditions): conditions.first?.version
    case .latest, .link, .oldstable: nil
    }
  }
}
