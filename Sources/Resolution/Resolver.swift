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
    // Nothing in tvm's settings decides about Rust, and the way around tvm must stay open even where
    // they are broken.
    settings =
      language == .rust || world.isOn(Variables.bypass)
      ? Settings() : try Settings(at: home.settings, world)
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
    var result: Result<Active, ResolutionError> = .failure(
      .nothingActive(query.language, program: query.program))
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
  ///   - includingAbsent: whether to visit what is not there.
  ///   - visit: is given each candidate; returns whether to go on.
  package func visitCandidates(
    for query: Query, includingAbsent: Bool = true, visit: (Candidate) -> Bool
  ) {
    switch query.language {
    case .go:
      GoCandidates(for: query, self, world).visit(includingAbsent: includingAbsent, visit)
    case .rust: visitRustCandidates(for: query, includingAbsent, visit)
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

  /// The switch that turns tvm off must work where rustup's settings do not.
  private func visitRustCandidates(
    for query: Query, _ includingAbsent: Bool, _ visit: (Candidate) -> Bool
  ) {
    do throws(ResolutionError) {
      let candidates = try RustCandidates(for: query, self, world)
      if let request = query.request {
        guard visit(candidates.argument(request)) else { return }
      }
      guard visitBypass(includingAbsent, visit) else { return }
      candidates.visit(includingAbsent: includingAbsent, visit)
    } catch {
      if query.request == nil { guard visitBypass(includingAbsent, visit) else { return } }
      _ = visit(Candidate(place: .settings, finding: .failure(error)))
    }
  }

  /// Visits `TVM_BYPASS`, which asks for the system's program where it is on.
  ///
  /// - Parameters:
  ///   - includingAbsent: whether to visit it where it is not.
  ///   - visit: is given the candidate; returns whether to go on.
  /// - Returns: whether to go on.
  func visitBypass(_ includingAbsent: Bool, _ visit: (Candidate) -> Bool) -> Bool {
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
    for pin in pins {
      if pin.request == .system { return try system(query, source: pin.source) }
      // Of several the first one that is installed counts.
      let isTaken = query.isAboutToRun && pins.count == 1
      if let active = try choose(pin, query, isTaken: isTaken) { return active }
    }
    throw try notInstalled(pins, query.language)
  }

  /// What satisfies one pin, or nil where it is not installed; where it is taken for a toolchain, what
  /// can be named is not looked at.
  private func choose(
    _ pin: Pin, _ query: Query, isTaken: Bool
  ) throws(ResolutionError) -> Active? {
    if case .rust(let request) = pin.request {
      return try choose(request, pin.source, query, isTaken: isTaken)
    }
    // A toolchain is installed where its `go` is, whatever else may be there.
    let isTaken = isTaken && query.program.equals("go")
    guard let toolchain = GoInstalled(go: home, world).best(for: pin.request, isTaken: isTaken)
    else {
      return nil
    }
    return Active(
      language: query.language, choice: .toolchain(toolchain), source: pin.source,
      isLink: pin.request.isLink)
  }

  private func notInstalled(
    _ pins: [Pin], _ language: Language
  ) throws(ResolutionError) -> ResolutionError {
    guard let first = pins.first?.request else {
      return .notInstalled(language, pins: pins, nearest: nil)
    }
    if case .rust(let request) = first {
      let nearest = RustInstalled(try rustHome(), world).nearest(to: request)
      return .rust(.notInstalled(pins: pins, nearest: nearest))
    }
    return .notInstalled(
      language, pins: pins, nearest: GoInstalled(go: home, world).nearest(to: first))
  }

  func system(_ query: Query, source: Source) throws(ResolutionError) -> Active {
    let search = SystemSearch(home: home, world)
    let passesProxies = query.language == .rust && source == .system
    guard let program = search.find(query.program, passesProxies: passesProxies) else {
      if source == .system { throw .nothingActive(query.language, program: query.program) }
      throw .noSystem(program: query.program, source: source)
    }
    return Active(language: query.language, choice: .system(program), source: source)
  }
}
