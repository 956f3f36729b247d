/// The Go toolchains that are installed: folders and links whose names pass the grammar.
package struct Installed: Sendable {
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
  @inline(never)
  package var versions: [Version] {
    var versions: [Version] = []
    for name in world.names(folder) ?? [] {
      if let version = Version(name[...]), version.isCanonical { versions.append(version) }
    }
    return versions
  }

  /// The names of linked toolchains that are no versions, in no order.
  package var links: [Bytes] {
    (world.names(folder) ?? []).filter { Request.isLinkName($0[...]) }
  }

  /// The folder of a version, whether it is installed or not.
  package func root(of version: Version) -> Path { folder.appending(version.name) }

  /// The name and folder of what satisfies a request best, or nil where nothing installed does.
  ///
  /// An exact version and a link cost one look, everything else one reading of the folder.
  package func best(for request: Request) -> Toolchain? {
    switch request {
    case .rust, .system: return nil
    case .exact(let version): return toolchain(version.name)
    case .link(let name): return toolchain(name)
    case .oldstable:
      let all = versions
      guard let newest = newestStableMinor(among: all) else { return nil }
      return newestToolchain(among: all) { version in
        version.prerelease == nil && version < newest
      }
    case .conditions, .latest, .newest: return newestToolchain { request.accepts($0) }
    }
  }

  /// The newest version that passes a test.
  package func newestToolchain(where accepts: (Version) -> Bool) -> Toolchain? {
    newestToolchain(among: versions, where: accepts)
  }

  @inline(never)
  private func newestToolchain(
    among versions: [Version], where accepts: (Version) -> Bool
  ) -> Toolchain? {
    var ceiling: Version?
    while true {
      var newest: Version?
      for version in versions where accepts(version) {
        if let ceiling, version >= ceiling { continue }
        if let best = newest, version < best { continue }
        newest = version
      }
      guard let newest else { return nil }
      // A folder without a `go` in it does not count as installed: the next newest does.
      if let toolchain = toolchain(newest.name) { return toolchain }
      ceiling = newest
    }
  }

  /// The installed version that is nearest to what a request asks for.
  ///
  /// It is the newest of the minor version that is the fewest minor versions away, the newer one of
  /// two that are as far.
  @inline(never)
  package func nearest(to request: Request) -> Version? {
    var nearest: Version?
    for version in versions where toolchain(version.name) != nil {
      if let best = nearest, !version.isNearer(than: best, to: request.landmark) { continue }
      nearest = version
    }
    return nearest
  }

  /// The newest stable minor version that tvm has heard of or that is installed.
  private func newestStableMinor(among versions: [Version]) -> Version? {
    var newest: Version?
    if case .contents(let text) = world.read(home.goStable, 64) { newest = Version(text.trimmed) }
    // What tvm has heard may be older than what has been installed since.
    for version in versions where version.prerelease == nil {
      if let known = newest, version < known { continue }
      newest = version
    }
    return newest.map { Version($0.major, $0.minor) }
  }

  @inline(never)
  private func toolchain(_ name: Bytes) -> Toolchain? {
    let root = folder.appending(name)
    guard world.program(root.appending("bin/go")) != nil else { return nil }
    return Toolchain(name: name, root: root)
  }
}

/// An installed toolchain.
package struct Toolchain: Equatable, Sendable {
  /// The name of its folder: a version as Go names it, or a link's name.
  package let name: Bytes

  /// Its folder, a GOROOT; absolute.
  package let root: Path

  /// The toolchain of this name in this folder.
  package init(name: Bytes, root: Path) {
    self.name = name
    self.root = root
  }

  /// The path of one of its programs.
  package func program(_ name: BytesSlice) -> Path {
    root.appending("bin").appending(name)
  }
}

extension Request {
  /// The version around which to look for something near.
  fileprivate var landmark: Version? {
    switch self {
    case .exact(let version): version
    case .newest(let major, let minor): Version(major, minor ?? 0)
    case .conditions(let conditions): conditions.first?.version
    case .latest, .link, .oldstable, .rust, .system: nil
    }
  }
}
