extension Resolver {
  /// What satisfies a `go.mod` or `go.work`: the default, else the version that it names if that is
  /// installed, else the newest installed one that does.
  func choose(
    atLeast module: GoModule, _ query: Query
  ) throws(ResolutionError) -> Active {
    let preferred = max(module.preferred ?? module.minimum, module.minimum)
    let preferredDefault = activeDefault(query)
    for bound in [preferred, module.minimum] {
      if let active = preferredDefault, satisfies(active, bound) { return active }
      if let toolchain = toolchain(atLeast: bound, for: module) {
        return Active(
          language: query.language, choice: .toolchain(toolchain),
          source: .minimum(module.path, line: module.line))
      }
    }
    if let active = try? system(query, source: .system), satisfies(active, module.minimum) {
      return active
    }
    throw goObstacle { GoVersion($0).map { $0 >= module.minimum } ?? false }
      ?? .minimumNotMet(module, newest: GoInstalled(go: home, world).nearest(to: .latest))
  }

  /// The version that a module names, if that is the bound and installed, else the newest that meets it.
  @inline(never)
  private func toolchain(atLeast bound: GoVersion, for module: GoModule) -> Toolchain? {
    let installed = GoInstalled(go: home, world)
    if bound == module.preferred, let named = installed.best(for: .exact(bound)) { return named }
    return installed.newestToolchain { version in
      version >= bound && (version.prerelease == nil || bound.prerelease != nil)
    }
  }

  /// What runs where the module's lines cannot be met, or read, and need not be.
  func withoutModule(_ query: Query) -> Active? {
    if let active = activeDefault(query) ?? (try? system(query, source: .system)) { return active }
    guard let newest = GoInstalled(go: home, world).newestToolchain(where: { _ in true }) else {
      return nil
    }
    return Active(language: query.language, choice: .toolchain(newest), source: .system)
  }

  /// What the default leads to; nil where there is none or it is not installed, since then a
  /// minimum is met by something else.
  private func activeDefault(_ query: Query) -> Active? {
    guard let pin = try? goDefault() else { return nil }
    return try? choose(among: [pin], query)
  }

  /// Whether an active toolchain is at least a version; one whose version cannot be read is taken at
  /// its word, since Go itself checks again.
  private func satisfies(_ active: Active, _ bound: GoVersion) -> Bool {
    version(of: active).map { $0 >= bound } ?? true
  }

  /// The version of an active toolchain, by its name or by what it says of itself; nil where neither
  /// tells.
  package func version(of active: Active) -> GoVersion? {
    let root: Path?
    switch active.choice {
    case .toolchain(let toolchain):
      if let version = GoVersion(toolchain.name[...]) { return version }
      root = toolchain.root
    case .system(let program): root = world.physical(program)?.parent?.parent
    }
    return root.flatMap { releasedVersion(in: $0) }
  }

  /// What a GOROOT says of itself in its `VERSION` file, such as `go1.19.8`.
  private func releasedVersion(in root: Path) -> GoVersion? {
    guard case .contents(let text) = world.read(root.appending("VERSION"), 4096) else {
      return nil
    }
    var word = text.words.first ?? []
    return word.take("go") ? GoVersion(word) : nil
  }
}
