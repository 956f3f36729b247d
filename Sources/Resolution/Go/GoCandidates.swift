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
  ///
  /// - Parameters:
  ///   - includingAbsent: whether to visit what is not there.
  ///   - visit: is given each candidate; returns whether to go on.
  func visit(includingAbsent: Bool, _ visit: (Candidate) -> Bool) {
    if let request = query.request {
      guard visit(argument(request)) else { return }
    }
    guard resolver.visitBypass(includingAbsent, visit) else { return }
    for name in [Variables.goVersion, Variables.goenvVersion]
    where includingAbsent || world.setVariable(name) != nil {
      guard visit(variable(name)) else { return }
    }
    let start: Start
    do throws(ResolutionError) { start = try query.start(world) } catch {
      _ = visit(Candidate(place: .workingDirectory, finding: .failure(error)))
      return
    }
    let files = UpwardSearch(
      start: start, names: [VersionFile.goVersion.name, VersionFile.toolVersions.name],
      levels: 0..<start.levels, limit: VersionFile.sizeLimit)
    let goesOn = world.visitFiles(files, includingAbsent: includingAbsent, visit) { step, reading in
      let file = step.index == 0 ? VersionFile.goVersion : .toolVersions
      return visit(versionFile(file, reading, at: files.path(step)))
    }
    guard goesOn, visit(module(nearestTo: start)), visit(defaultCandidate) else { return }
    _ = visit(Candidate(place: .path, finding: .system))
  }

  /// What a `+` argument asks for; a linked toolchain named `min` comes before the word's meaning.
  private func argument(_ request: Bytes) -> Candidate {
    Candidate(place: .argument) { () throws(ResolutionError) in
      let pin = try Pin(request[...], .argument(request))
      if request.equals("min"),
        GoInstalled(go: home, world).best(for: pin.request) == nil
      {
        return .pins([try minimum()])
      }
      return .pins([pin])
    }
  }

  /// Exactly the oldest release that the module admits: of `go 1.21` that is 1.21.0.
  private func minimum() throws(ResolutionError) -> Pin {
    let start = try query.start(world)
    guard let module = try GoModule.nearest(to: start, home: home, world) else {
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

  private func versionFile(
    _ file: VersionFile, _ reading: FileReading, at path: Path
  ) -> Candidate {
    Candidate(place: .file(path)) { () throws(ResolutionError) in
      guard let contents = try reading.contents(of: path),
        let pins = try file.pins(in: contents, at: path, for: .go)
      else { return .absent }
      return .pins(pins)
    }
  }

  private func module(nearestTo start: Start) -> Candidate {
    Candidate(place: .module) { () throws(ResolutionError) in
      guard let module = try GoModule.nearest(to: start, home: home, world) else {
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
