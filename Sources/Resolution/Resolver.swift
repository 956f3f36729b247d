/// Decides which toolchain is active: for the shim, the program and the hook, so they cannot disagree.
///
/// It reads; it never writes, never runs anything and never uses the network.
package struct Resolver: Sendable {
  /// Where tvm's files are.
  package let home: Home

  /// What the user has set.
  package let settings: Settings

  private let world: World

  /// A resolver for the user that the environment names.
  ///
  /// - Parameter world: what it reads from.
  /// - Throws: what finding the home and reading the settings throws.
  package init(_ world: World) throws(ResolutionError) {
    home = try Home(world)
    // The way around tvm must stay open even where the settings are broken.
    settings =
      world.isOn(Variables.bypass) ? Settings() : try Settings(at: home.settings, world)
    self.world = world
  }

  /// The active toolchain for a question.
  ///
  /// - Parameters:
  ///   - query: what is to run, and where.
  ///   - observe: is told each candidate that was looked at, in order, up to the one that decides.
  /// - Returns: what is to be used, and why.
  /// - Throws: ``ResolutionError`` where the deciding candidate cannot be satisfied; never falls back
  ///   silently.
  package func resolve(
    _ query: Query, observe: (Candidate) -> Void = { _ in }
  ) throws(ResolutionError) -> Active {
    var result: Result<Active, ResolutionError> = .failure(
      .nothingActive(query.language, program: query.program))
    visitCandidates(for: query) { candidate in
      observe(candidate)
      guard let decided = decide(candidate, query) else { return true }
      result = decided
      return false
    }
    return try result.get()
  }

  /// What a candidate alone leads to, or nil where it asks for nothing.
  package func decide(
    _ candidate: Candidate, _ query: Query
  ) -> Result<Active, ResolutionError>? {
    do throws(ResolutionError) {
      switch candidate.finding {
      case .absent: return nil
      case .failure(let error): return .failure(error)
      case .pins(let pins): return .success(try choose(among: pins, query))
      case .minimum(let module): return .success(try choose(atLeast: module, query))
      case .system: return .success(try system(query, source: .system))
      }
    } catch { return .failure(error) }
  }

  /// Looks at everything that may ask for a toolchain, most binding first, until told to stop.
  ///
  /// - Parameters:
  ///   - query: what is to run, and where.
  ///   - visit: is given each candidate, absent ones included; returns whether to go on.
  package func visitCandidates(for query: Query, visit: (Candidate) -> Bool) {
    if let request = query.request {
      guard visit(argument(request)) else { return }
    }
    for place in Place.variables(for: query.language) {
      guard visit(variable(place)) else { return }
    }
    guard let directory = query.directory ?? world.workingDirectory() else {
      _ = visit(Candidate(place: .workingDirectory, finding: .failure(.workingDirectoryGone)))
      return
    }
    var next: Path? = directory
    while let directory = next {
      for file in VersionFile.all(for: query.language) {
        guard visit(versionFile(file, in: directory, query.language)) else { return }
      }
      next = directory.parent
    }
    guard visit(module(nearestTo: directory)), visit(defaultCandidate) else { return }
    _ = visit(Candidate(place: .path, finding: .system))
  }

  private func argument(_ request: Bytes) -> Candidate {
    Candidate(place: .argument) { () throws(ResolutionError) in
      .pins([try Pin(request[...], .argument(request))])
    }
  }

  private func variable(_ place: Place) -> Candidate {
    Candidate(place: place) { () throws(ResolutionError) in
      guard case .variable(let name) = place, let value = world.setVariable(name.literal) else {
        return .absent
      }
      if name == Literal(Variables.bypass) {
        return world.isOn(Variables.bypass)
          ? .pins([try Pin(Bytes("system")[...], .variable(name))]) : .absent
      }
      // goenv separates several versions by colons; a colon is in no dialect of a request.
      var pins: [Pin] = []
      for part in value.split(separator: UInt8(ascii: ":")) {
        pins.append(try Pin(part.trimmed, .variable(name)))
      }
      if pins.isEmpty { throw .malformedRequest(text: value, source: .variable(name)) }
      return .pins(pins)
    }
  }

  private func versionFile(
    _ file: VersionFile, in directory: Path, _ language: Language
  ) -> Candidate {
    let path = directory.appending(file.name)
    return Candidate(place: .file(path)) { () throws(ResolutionError) in
      switch world.read(path, VersionFile.sizeLimit) {
      case .absent: return .absent
      case .refused(let problem): throw .refused(path, problem)
      case .contents(let contents):
        guard let pins = try file.pins(in: contents, at: path, for: language) else {
          return .absent
        }
        return .pins(pins)
      }
    }
  }

  private func module(nearestTo directory: Path) -> Candidate {
    Candidate(place: .module) { () throws(ResolutionError) in
      guard let module = try GoModule.nearest(to: directory, home: home, world) else {
        return .absent
      }
      return .minimum(module)
    }
  }

  private var defaultCandidate: Candidate {
    Candidate(
      place: .default(home.settings),
      finding: settings.goDefault.map { .pins([$0]) } ?? .absent)
  }

  // MARK: - Choosing

  private func choose(among pins: [Pin], _ query: Query) throws(ResolutionError) -> Active {
    let installed = Installed(go: home, world)
    for pin in pins {
      if pin.request == .system { return try system(query, source: pin.source) }
      if let toolchain = installed.best(for: pin.request) {
        return Active(
          language: query.language, choice: .toolchain(toolchain), source: pin.source,
          isLink: pin.request.isLink)
      }
    }
    throw .notInstalled(
      query.language, pins: pins, nearest: pins.first.flatMap { installed.nearest(to: $0.request) })
  }

  private func choose(
    atLeast module: GoModule, _ query: Query
  ) throws(ResolutionError) -> Active {
    let installed = Installed(go: home, world)
    let preferred = max(module.preferred ?? module.minimum, module.minimum)
    let preferredDefault = activeDefault(query)
    for bound in [preferred, module.minimum] {
      if let active = preferredDefault, satisfies(active, bound) { return active }
      if let toolchain = installed.newestToolchain(where: { version in
        version >= bound && (version.prerelease == nil || bound.prerelease != nil)
      }) {
        return Active(
          language: query.language, choice: .toolchain(toolchain),
          source: .minimum(module.path, line: module.line))
      }
    }
    if let active = try? system(query, source: .system), satisfies(active, module.minimum) {
      return active
    }
    throw .minimumNotMet(module, newest: installed.versions.max())
  }

  /// What the default leads to; nil where there is none or it is not installed, since then a
  /// minimum is met by something else.
  private func activeDefault(_ query: Query) -> Active? {
    guard let pin = settings.goDefault else { return nil }
    return try? choose(among: [pin], query)
  }

  /// Whether an active toolchain is at least a version; one whose version cannot be read is taken at
  /// its word, since Go itself checks again.
  private func satisfies(_ active: Active, _ bound: Version) -> Bool {
    switch active.choice {
    case .toolchain(let toolchain):
      guard let version = Version(toolchain.name[...]) ?? releasedVersion(in: toolchain.root)
      else { return true }
      return version >= bound
    case .system(let program):
      guard let root = world.physical(program)?.parent?.parent,
        let version = releasedVersion(in: root)
      else { return true }
      return version >= bound
    }
  }

  /// What a GOROOT says of itself in its `VERSION` file, such as `go1.19.8`.
  private func releasedVersion(in root: Path) -> Version? {
    guard case .contents(let text) = world.read(root.appending("VERSION"), 4096) else {
      return nil
    }
    var word = text.words.first ?? []
    return word.take("go") ? Version(word) : nil
  }

  private func system(_ query: Query, source: Source) throws(ResolutionError) -> Active {
    let search = SystemSearch(home: home, world)
    guard let program = search.find(query.program) else {
      if source == .system { throw .nothingActive(query.language, program: query.program) }
      throw .noSystem(program: query.program, source: source)
    }
    return Active(language: query.language, choice: .system(program), source: source)
  }
}
