/// Decides which toolchain is active: for the shim, the program and the hook, so they cannot disagree.
///
/// It reads; it never writes, never runs anything and never uses the network.
package final class Resolver: Sendable {
  /// Where tvm's files are.
  package let home: Home

  /// What the user has set.
  package let settings: Settings

  let world: World

  /// rustup's folders, where they are known from the start.
  private let knownRustHome: RustHome?

  /// A resolver for the user that the environment names.
  ///
  /// - Parameters:
  ///   - world: what it reads from.
  ///   - language: the only language that is asked about, or nil where it may be any.
  /// - Throws: what finding the home and reading the settings throws.
  package init(_ world: World, for language: Language? = nil) throws(ResolutionError) {
    home = try Home(world)
    do throws(ResolutionError) {
      // Nothing in tvm's settings decides about Rust.
      settings = try language == .rust ? Settings() : Settings(at: home.settings, world)
    } catch {
      // The way around tvm must stay open even where they are broken.
      guard world.isOn(Variables.bypass) else { throw error }
      settings = Settings()
    }
    knownRustHome = language == .rust ? try? RustHome(world) : nil
    self.world = world
  }

  /// rustup's folders.
  ///
  /// - Throws: what finding them throws.
  func rustHome() throws(ResolutionError) -> RustHome {
    if let knownRustHome { return knownRustHome }
    return try RustHome(world)
  }

  /// The default of Go; in a home of others the user's own before theirs.
  ///
  /// - Throws: what reading the user's own settings throws.
  @inline(never)
  package func goDefault() throws(ResolutionError) -> Pin? {
    let own = home.own(world)
    if own != home, let pin = try Settings(at: own.settings, world).goDefault { return pin }
    return settings.goDefault
  }

  /// The active toolchain for a question.
  ///
  /// - Parameters:
  ///   - query: what is to run, and where.
  ///   - includingAbsent: whether ``observe`` is told what is not there, too.
  ///   - observe: is told each candidate that was looked at, in order, up to the one that decides.
  /// - Returns: what is to be used, and why.
  /// - Throws: ``ResolutionError`` where the deciding candidate cannot be satisfied; never falls back
  ///   silently.
  package func resolve(
    _ query: Query, includingAbsent: Bool = false, observe: (Candidate) -> Void = { _ in }
  ) throws(ResolutionError) -> Active {
    guard let version = query.entry?.version else {
      return try search(query, includingAbsent, observe)
    }
    // Where the user lets Go choose, its choice counts, else only where no pin binds what it is for.
    if world.goToolchainOfUser == nil {
      let active = try search(query, includingAbsent, observe)
      if active.source.isPin, query.purpose.kind != .package { return active }
    }
    let source = Source.variable(Literal(Variables.goToolchain))
    return try choose(
      among: [Pin(.go(.exact(version)), text: version.name, source)], query)
  }

  @inline(never)
  private func search(
    _ query: Query, _ includingAbsent: Bool, _ observe: (Candidate) -> Void
  ) throws(ResolutionError) -> Active {
    var result: Result<Active, ResolutionError> = .failure(
      .nothingActive(query.language, program: query.program, in: nil))
    visitCandidates(for: query, includingAbsent: includingAbsent) { candidate in
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
      case .absent, .shadowed: return nil
      case .failure(let error): throw error
      case .pins(let pins): return .success(try choose(among: pins, query))
      case .minimum(let module): return .success(try choose(atLeast: module, query))
      case .system: return .success(try system(query, source: .system))
      }
    } catch {
      if case .module = candidate.place, !query.needsModule, let active = withoutModule(query) {
        return .success(active)
      }
      return .failure(error)
    }
  }

  /// Looks at everything that may ask for a toolchain, step by step of the language's ``Order``, until
  /// told to stop.
  ///
  /// - Parameters:
  ///   - query: what is to run, and where.
  ///   - includingAbsent: whether to visit what is not there.
  ///   - visit: is given each candidate; returns whether to go on.
  package func visitCandidates(
    for query: Query, includingAbsent: Bool = true, visit: (Candidate) -> Bool
  ) {
    switch query.language {
    case .go:
      walk(Order.go, GoCandidates(for: query, self, world), query, includingAbsent, visit)
    case .rust:
      walk(Order.rust, RustCandidates(for: query, self, world), query, includingAbsent, visit)
    }
  }

  private func walk(
    _ order: [Order.Step], _ candidates: Candidates, _ query: Query, _ includingAbsent: Bool,
    _ visit: (Candidate) -> Bool
  ) {
    var start: Start?
    for step in order {
      let goesOn: Bool
      switch step {
      case .argument: goesOn = query.request.map { visit(candidates.argument($0)) } ?? true
      case .bypass: goesOn = visitBypass(includingAbsent, visit)
      case .variable(let name):
        let isVisited = includingAbsent || world.setVariable(name) != nil
        goesOn = !isVisited || visit(candidates.variable(name))
      case .directories:
        guard let found = self.start(of: query, visit) else { return }
        start = found
        goesOn = candidates.visitDirectories(from: found, includingAbsent: includingAbsent) {
          visit(concealed($0, query))
        }
      case .module:
        guard let start = start ?? self.start(of: query, visit) else { return }
        // cmd/go asks it for what is in the module, if it works with modules; for a package at a version
        // it serves where nobody has chosen a default.
        let isAsked =
          (query.purpose.kind != .package || (try? goDefault()) == nil) && world.usesGoModules
        goesOn =
          !isAsked || visit(GoModule.candidate(nearestTo: start, home: home, world))
      case .default: goesOn = visit(candidates.byDefault)
      case .path: goesOn = visit(Candidate(place: .path, finding: .system))
      }
      if !goesOn { return }
    }
  }

  /// A candidate that shows nothing but versions of a file outside of the project that a link leads to.
  ///
  /// Whoever made the link may be after what is in the file. A name is as good as a version where
  /// something is installed under it.
  @inline(never)
  private func concealed(_ candidate: Candidate, _ query: Query) -> Candidate {
    guard case .file(let path) = candidate.place else { return candidate }
    switch candidate.finding {
    case .failure(.malformedRequest), .failure(.rust(.malformedName)),
      .failure(.rust(.targetInName)):
      break
    case .pins(let pins) where pins.contains(where: { $0.request.isLink }): break
    default: return candidate
    }
    guard let target = world.target(outOfProject: path) else { return candidate }
    if case .pins(let pins) = candidate.finding, (try? choose(among: pins, query)) != nil {
      return candidate
    }
    return Candidate(
      place: candidate.place, finding: .failure(.noVersionBehindLink(path, to: target)))
  }

  /// Where the search for files starts; where that cannot be told, the failure is visited.
  private func start(of query: Query, _ visit: (Candidate) -> Bool) -> Start? {
    do throws(ResolutionError) { return try Start(query.directory, world) } catch {
      _ = visit(Candidate(place: .workingDirectory, finding: .failure(error)))
      return nil
    }
  }

  /// The first candidate that asks for a toolchain, met or not, unless that is only the system's.
  package func firstRequest(_ query: Query) -> Candidate? {
    var found: Candidate?
    visitCandidates(for: query, includingAbsent: false) { candidate in
      switch candidate.finding {
      case .absent, .shadowed: return true
      case .system: return false
      case .failure, .minimum, .pins:
        found = candidate
        return false
      }
    }
    return found
  }

  /// Visits `TVM_BYPASS`, which asks for the system's program where it is on.
  ///
  /// - Parameters:
  ///   - includingAbsent: whether to visit it where it is not.
  ///   - visit: is given the candidate; returns whether to go on.
  /// - Returns: whether to go on.
  private func visitBypass(_ includingAbsent: Bool, _ visit: (Candidate) -> Bool) -> Bool {
    let isOn = world.isOn(Variables.bypass)
    guard isOn || includingAbsent else { return true }
    let name = Literal(Variables.bypass)
    return visit(
      Candidate(
        place: .variable(name),
        finding: isOn ? .pins([Pin(.system, text: Bytes("system"), .variable(name))]) : .absent))
  }

  // MARK: - Choosing

  func choose(among pins: [Pin], _ query: Query) throws(ResolutionError) -> Active {
    // Of several the first one that is installed counts; of one alone that is run at once, the attempt
    // tells.
    let isTaken = query.isAboutToRun && pins.count == 1
    for pin in pins {
      if let active = try choose(pin, query, isTaken: isTaken) { return active }
    }
    throw try notInstalled(pins, query.language)
  }

  /// What satisfies one pin, or nil where it is not installed; where it is taken for a toolchain, what
  /// can be named is not looked at.
  private func choose(
    _ pin: Pin, _ query: Query, isTaken: Bool
  ) throws(ResolutionError) -> Active? {
    switch pin.request {
    case .go(let request):
      guard let toolchain = toolchain(for: request, query, isTaken: isTaken) else { return nil }
      return Active(
        language: .go, choice: .toolchain(toolchain), source: pin.source, isLink: request.isLink)
    case .rust(let request): return try choose(request, pin.source, query, isTaken: isTaken)
    case .system: return try system(query, source: pin.source)
    }
  }

  private func toolchain(
    for request: GoRequest, _ query: Query, isTaken: Bool
  ) -> Toolchain? {
    // A toolchain is installed where its `go` is, whatever else may be there.
    let isTaken = isTaken && query.program.equals("go")
    if isTaken, case .exact(let version) = request {
      return Toolchain(name: version.name, in: home.goToolchains)
    }
    return GoInstalled(go: home, world).best(for: request, isTaken: isTaken)
  }

  private func notInstalled(
    _ pins: [Pin], _ language: Language
  ) throws(ResolutionError) -> ResolutionError {
    if let obstacle = try obstacle(to: pins) { return obstacle }
    let nearest: Bytes? =
      switch pins.first?.request {
      case .go(let request): GoInstalled(go: home, world).nearest(to: request)?.name
      case .rust(let request): RustInstalled(try rustHome(), world).nearest(to: request)
      case .system, nil: nil
      }
    let folder = language == .go ? home.goToolchains : try rustHome().toolchains
    return .notInstalled(language, pins: pins, nearest: nearest, in: unusual(folder))
  }

  /// A folder that is not where whoever asks may think that it is: by sudo and without `HOME` it is
  /// another user's, and nothing may be in it.
  @inline(never)
  private func unusual(_ folder: Path) -> Path? {
    let isUsual =
      world.setVariable(Variables.userHome) != nil && world.setVariable(Variables.sudoUser) == nil
    return isUsual && world.names(folder)?.isEmpty == false ? nil : folder
  }

  func system(_ query: Query, source: Source) throws(ResolutionError) -> Active {
    let search = SystemSearch(home: home, world)
    let passesProxies = query.language == .rust && source == .system
    guard let program = search.find(query.program, passesProxies: passesProxies) else {
      if source == .system {
        throw .nothingActive(
          query.language, program: query.program,
          in: query.language == .go ? unusual(home.goToolchains) : nil)
      }
      throw .noSystem(program: query.program, source: source)
    }
    return Active(language: query.language, choice: .system(program), source: source)
  }
}
