/// The Rust toolchains that are installed: what stands in rustup's folder of toolchains.
package struct RustInstalled: Sendable {
  private let home: RustHome
  private let world: World

  /// The installed toolchains of a home.
  package init(_ home: RustHome, _ world: World) {
    self.home = home
    self.world = world
  }

  /// The names of all folders and links, in no order; half-installed ones are among them.
  package var names: [Bytes] { world.names(home.toolchains) ?? [] }

  /// The folder of a toolchain, whether it is installed or not.
  package func root(of name: Bytes) -> Path { home.toolchains.appending(name) }

  /// Whether there is a toolchain of this full name, complete or not.
  package func contains(_ name: Bytes) -> Bool { world.names(root(of: name)) != nil }

  /// The toolchain that satisfies a request, or nil where it is not installed.
  ///
  /// - Parameters:
  ///   - request: what is asked for; a name costs one look, the newest of a minor version one reading
  ///     of the folder.
  ///   - program: a program that is probably in it, which is the quickest way to see that it exists.
  ///   - isTaken: whether an official release is taken for installed, which costs nothing.
  /// - Returns: the toolchain, complete or not.
  package func toolchain(
    for request: RustRequest, program: Bytes, isTaken: Bool = false
  ) -> Toolchain? {
    if isTaken, case .release = request {
      return Toolchain(name: request.name, in: home.toolchains)
    }
    if case .path(let path) = request { return toolchain(path.bytes, at: path, program) }
    if let found = toolchain(request.name, program) { return found }
    guard case .newest(let minor) = request, let newest = newest(of: minor) else { return nil }
    return toolchain(newest, program)
  }

  private func toolchain(_ name: Bytes, _ program: Bytes) -> Toolchain? {
    toolchain(name, at: root(of: name), program)
  }

  @inline(never)
  private func toolchain(_ name: Bytes, at root: Path, _ program: Bytes) -> Toolchain? {
    let folder = root.appending("bin")
    guard
      world.program(folder.appending(program)) != nil || world.names(folder) != nil
        || world.names(root) != nil
    else { return nil }
    return Toolchain(name: name, root: root)
  }

  private func newest(of minor: RustRelease) -> Bytes? {
    guard let wanted = minor.version else { return nil }
    return best { release in
      guard release.date == nil, release.target == minor.target, let version = release.version,
        version.isSameMinor(as: wanted)
      else { return false }
      // What follows a minor version has at least its first patch.
      return wanted.patch ?? 0 == 0 || !(version < wanted)
    } isBetter: { release, best in
      best.isOlder(than: release)
    }
  }

  /// The installed toolchain that is nearest to what a request asks for: the newest of the same channel,
  /// or of the minor version that is the fewest minor versions away.
  package func nearest(to request: RustRequest) -> Bytes? {
    let wanted: RustRelease
    switch request {
    case .custom, .path: return nil
    case .newest(let release), .release(let release): wanted = release
    }
    guard let version = wanted.version else {
      return best { release in
        release.channel == wanted.channel
      } isBetter: { release, best in
        (best.date ?? []).lexicographicallyPrecedes(release.date ?? [])
      }
    }
    return best { release in
      release.version != nil
    } isBetter: { release, best in
      guard let new = release.version, let old = best.version else { return false }
      return new.isNearer(than: old, to: version)
    }
  }

  /// The name of the best of the releases that count.
  @inline(never)
  private func best(
    where counts: (RustRelease) -> Bool, isBetter: (RustRelease, RustRelease) -> Bool
  ) -> Bytes? {
    var best: RustRelease?
    var bestName: Bytes?
    for name in names {
      guard let release = RustRelease(name[...]), counts(release) else { continue }
      if let best, !isBetter(release, best) { continue }
      best = release
      bestName = name
    }
    return bestName
  }
}

extension RustRelease {
  fileprivate func isOlder(than other: RustRelease) -> Bool {
    guard let version, let newer = other.version else { return false }
    return version < newer
  }
}
