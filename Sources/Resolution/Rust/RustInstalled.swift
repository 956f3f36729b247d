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
  /// - Returns: the toolchain, complete or not.
  package func toolchain(for request: RustRequest, program: Bytes) -> Toolchain? {
    switch request {
    case .custom(let name): return toolchain(name, at: root(of: name), program)
    case .path(let path): return toolchain(path.bytes, at: path, program)
    case .release(let release):
      return toolchain(release.name, at: root(of: release.name), program)
    case .newest(let minor):
      if let found = toolchain(minor.name, at: root(of: minor.name), program) { return found }
      guard let newest = newest(of: minor) else { return nil }
      return toolchain(newest, at: root(of: newest), program)
    }
  }

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
    var best: (version: Version, name: Bytes)?
    for name in names {
      guard let release = RustRelease(name[...]), release.date == nil,
        release.target == minor.target, let version = release.version,
        version.major == wanted.major, version.minor == wanted.minor
      else { continue }
      if let best, version < best.version { continue }
      best = (version, name)
    }
    return best?.name
  }

  /// The installed toolchain that is nearest to what a request asks for: of the same minor version or
  /// channel if possible, else the next newer version, else the newest older one.
  package func nearest(to request: RustRequest) -> Bytes? {
    let wanted: RustRelease
    switch request {
    case .custom, .path: return nil
    case .newest(let release), .release(let release): wanted = release
    }
    guard let version = wanted.version else { return newestOfChannel(wanted) }
    var above: (version: Version, name: Bytes)?
    var below: (version: Version, name: Bytes)?
    for name in names {
      guard let release = RustRelease(name[...]), let found = release.version else { continue }
      // `1.70` and every `1.70.x` are nearer to each other than to anything else.
      let isSame = found.major == version.major && found.minor == version.minor
      if isSame { return name }
      if found > version {
        if above.map({ found < $0.version }) ?? true { above = (found, name) }
      } else if below.map({ found > $0.version }) ?? true {
        below = (found, name)
      }
    }
    return above?.name ?? below?.name
  }

  private func newestOfChannel(_ wanted: RustRelease) -> Bytes? {
    var best: (date: Bytes, name: Bytes)?
    for name in names {
      guard let release = RustRelease(name[...]), release.channel == wanted.channel else {
        continue
      }
      let date = release.date ?? []
      if let best, !best.date.lexicographicallyPrecedes(date) { continue }
      best = (date, name)
    }
    return best?.name
  }
}
