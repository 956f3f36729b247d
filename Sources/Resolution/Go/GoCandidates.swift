/// What may ask for a Go toolchain.
final class GoCandidates: Candidates {
  private let query: Query
  private let resolver: Resolver
  private let world: World

  init(for query: Query, _ resolver: Resolver, _ world: World) {
    self.query = query
    self.resolver = resolver
    self.world = world
  }

  private var home: Home { resolver.home }

  /// What a `+` argument asks for; a linked toolchain named `min` comes before the word's meaning.
  override func argument(_ text: Bytes) -> Candidate {
    Candidate(place: .argument) { () throws(ResolutionError) in
      let pin = try Pin(go: text[...], .argument(text))
      if text.equals("min"), !isInstalled(pin.request) {
        return .pins([try minimum()])
      }
      return .pins([pin])
    }
  }

  private func isInstalled(_ request: Request) -> Bool {
    guard case .go(let request) = request else { return false }
    return GoInstalled(go: home, world).best(for: request) != nil
  }

  /// Exactly the oldest release that the module admits: of `go 1.21` that is 1.21.0.
  private func minimum() throws(ResolutionError) -> Pin {
    let start = try Start(query.directory, world)
    guard let module = try GoModule.nearest(to: start, home: home, world) else {
      throw .noModule
    }
    var version = module.minimum
    if !version.isToolchain { version.patch = 0 }
    return Pin(
      .go(.exact(version)), text: version.name, .minimum(module.path, line: module.line))
  }

  override func variable(_ name: StaticString) -> Candidate {
    Candidate(place: .variable(Literal(name))) { () throws(ResolutionError) in
      guard let value = world.setVariable(name) else { return .absent }
      let source = Source(name, holding: value, mark: Variables.goSource, world)
      // goenv separates several versions by colons; a colon is in no dialect of a request.
      var pins: [Pin] = []
      for part in value.parts(between: ":") where !part.isEmpty {
        pins.append(try Pin(go: part.trimmed, source))
      }
      if pins.isEmpty { throw .malformedRequest(text: value, source: source) }
      return .pins(pins)
    }
  }

  override func visitDirectories(
    from start: Start, includingAbsent: Bool, _ visit: (Candidate) -> Bool
  ) -> Bool {
    let files = Language.go.versionFiles
    let search = UpwardSearch(for: .go, from: start, levels: 0..<start.levels)
    return world.visitFiles(search, includingAbsent: includingAbsent, visit) { step, reading in
      visit(candidate(files[step.index], reading, at: search.path(step)))
    }
  }

  private func candidate(
    _ file: VersionFile, _ reading: FileReading, at path: Path
  ) -> Candidate {
    Candidate(place: .file(path)) { () throws(ResolutionError) in
      guard let contents = try reading.contents(of: path),
        let pins = try file.goPins(in: contents, at: path)
      else { return .absent }
      return .pins(pins)
    }
  }

  override var byDefault: Candidate {
    let candidate = Candidate(place: .default(home.settings)) { () throws(ResolutionError) in
      try resolver.goDefault().map { .pins([$0]) } ?? .absent
    }
    // It may be the user's own in a home of others.
    guard case .pins(let pins) = candidate.finding, case .default(let path, _)? = pins.first?.source
    else { return candidate }
    return Candidate(place: .default(path), finding: candidate.finding)
  }
}
