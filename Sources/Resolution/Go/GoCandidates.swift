/// Looks at everything that may ask for a Go toolchain.
final class GoCandidates {
  private let home: Home
  private let query: Query
  private let resolver: Resolver
  private let world: World

  init(for query: Query, _ resolver: Resolver, _ world: World) {
    self.query = query
    self.resolver = resolver
    self.world = world
    home = resolver.home
  }

  /// Visits the candidates, most binding first.
  func visit(_ visit: (Candidate) -> Bool) {
    if let request = query.request {
      guard visit(argument(request)) else { return }
    }
    guard visit(resolver.bypass) else { return }
    for name in [Variables.goVersion, Variables.goenvVersion] {
      guard visit(variable(name)) else { return }
    }
    guard let directory = query.directory ?? world.workingDirectory() else {
      _ = visit(Candidate(place: .workingDirectory, finding: .failure(.workingDirectoryGone)))
      return
    }
    var next: Path? = directory
    while let directory = next {
      for file in VersionFile.all(for: .go) {
        guard visit(versionFile(file, in: directory)) else { return }
      }
      next = directory.parent
    }
    guard visit(module(nearestTo: directory)), visit(defaultCandidate) else { return }
    _ = visit(Candidate(place: .path, finding: .system))
  }

  /// What a `+` argument asks for; a linked toolchain named `min` comes before the word's meaning.
  private func argument(_ request: Bytes) -> Candidate {
    Candidate(place: .argument) { () throws(ResolutionError) in
      let pin = try Pin(request[...], .argument(request))
      if request[...].equals("min"),
        Installed(go: home, world).best(for: pin.request) == nil
      {
        return .pins([try minimum()])
      }
      return .pins([pin])
    }
  }

  /// Exactly the oldest release that the module admits: of `go 1.21` that is 1.21.0.
  private func minimum() throws(ResolutionError) -> Pin {
    let directory = try query.start(world)
    guard let module = try GoModule.nearest(to: directory, home: home, world) else {
      throw .noModule
    }
    var version = module.minimum
    if !version.isToolchain { version.patch = 0 }
    return Pin(
      .exact(version), text: version.name, .minimum(module.path, line: module.line))
  }

  private func variable(_ name: StaticString) -> Candidate {
    let name = Literal(name)
    return Candidate(place: .variable(name)) { () throws(ResolutionError) in
      guard let value = world.setVariable(name.literal) else { return .absent }
      // goenv separates several versions by colons; a colon is in no dialect of a request.
      var pins: [Pin] = []
      for part in value.parts(between: ":") where !part.isEmpty {
        pins.append(try Pin(part.trimmed, .variable(name)))
      }
      if pins.isEmpty { throw .malformedRequest(text: value, source: .variable(name)) }
      return .pins(pins)
    }
  }

  private func versionFile(_ file: VersionFile, in directory: Path) -> Candidate {
    let path = directory.appending(file.name)
    return Candidate(place: .file(path)) { () throws(ResolutionError) in
      guard let contents = try world.contents(of: path, limit: VersionFile.sizeLimit),
        let pins = try file.pins(in: contents, at: path, for: .go)
      else { return .absent }
      return .pins(pins)
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
      finding: resolver.settings.goDefault.map { .pins([$0]) } ?? .absent)
  }
}
