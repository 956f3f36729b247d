package import Resolution

/// What happens at a prompt where something has changed: how a shell gets into the environment of its
/// directory, what it watches there, and what the user is told.
package struct PromptStep: Equatable, Sendable {
  /// What the shell is to have.
  package private(set) var environment: EnvironmentSnapshot
  /// The file that is loaded or would be, were it allowed.
  package private(set) var place: Path?
  /// What the answer depends on.
  package private(set) var watches: [Watch]
  /// What to tell the user.
  package private(set) var reports: [EnvironmentReport] = []
  /// The variables that an environment file has a hand in, before or after this step.
  package private(set) var touched: Set<Bytes>

  private let current: EnvironmentSnapshot
  /// What the shell has without the file, as long as nobody changes what it has with it.
  private var base: EnvironmentSnapshot?
  /// The variables that the file has changed.
  private var loaded: Set<Bytes> = []

  /// The way of a shell into the environment of a directory.
  ///
  /// - Parameters:
  ///   - state: Where the shell is.
  ///   - directory: The directory, physical.
  ///   - evaluator: Says what its environment is.
  ///   - home: Where toolchains are looked for.
  package init(
    from state: EnvironmentState, into directory: Path, _ evaluator: Evaluator, home: Home
  ) {
    let search = evaluator.search(from: directory)
    if let record = evaluator.current(search, in: state) {
      self.init(staying: record, state)
      return
    }
    let step = evaluator.step(from: state, to: search)
    self.init(leaving: state, for: step.environment)
    place = step.file.place
    watches = step.file.watches
    if step.environment != step.base { base = step.base }
    tell(of: step.file, state, home)
  }

  /// The way of a shell out of all environments, wherever it is.
  ///
  /// - Parameter state: Where the shell is.
  package init(leaving state: EnvironmentState) {
    self.init(leaving: state, for: state.base())
  }

  private init(leaving state: EnvironmentState, for environment: EnvironmentSnapshot) {
    self.environment = environment
    current = state.environment
    watches = []
    touched = Set(state.records.flatMap { $0.difference.changes.keys })
    reports = state.problem.map { [.failed($0)] } ?? []
    for record in state.records {
      let names = record.difference.names(changedSinceIn: current)
      if !names.isEmpty { reports.append(.kept(record.place, names)) }
    }
  }

  private init(staying record: EnvironmentRecord, _ state: EnvironmentState) {
    current = state.environment
    place = record.place
    // Looked at again: what was young then has a time to go by now.
    watches = record.watches.map { Watch($0.path) }
    touched = Set(record.difference.changes.keys)
    // The start-up files of a nested shell may have put others before what the file added.
    environment = record.difference.reordered(in: current)
    environment.mark(record.place)
    if record.difference.names(changedSinceIn: current).isEmpty { base = state.base() }
  }

  private mutating func tell(of file: EvaluatedFile, _ state: EnvironmentState, _ home: Home) {
    switch file.outcome {
    case .absent, .denied:
      reports += state.records.filter { !$0.difference.changes.isEmpty }.map {
        .unloaded($0.place)
      }
    case .notAllowed(let place): reports.append(.blocked(.notAllowed(place)))
    case .refused(let errors): reports += errors.map { .blocked($0) }
    case .failed(let error): reports.append(.failed(error))
    case .interrupted(let place, let refusals):
      reports += refusals.map { .blocked($0) } + [.failed(.interrupted(place))]
    case .loaded(let environment, let difference):
      loaded = Set(difference.changes.keys)
      touched.formUnion(loaded)
      reports = reports.compactMap { $0.without(loaded) }
      guard let place else { return }
      reports.append(
        .loaded(place, difference.summary, problem: problem(in: environment, difference)))
      // Of somebody who names the home it is meant.
      if difference.changes[Bytes(Variables.home)] == nil,
        let root = try? Home(World.live { environment[$0] }).root, root != home.root
      {
        reports.append(.relocated(place, to: root))
      }
    }
    switch file.outcome {
    // Not tried again before something changes, which the shell has to be able to see.
    case .failed, .interrupted, .refused: watches = Watch.settled(watches)
    case .absent, .denied, .loaded, .notAllowed: break
    }
    if let pinned = file.pinned, let base {
      loaded = Set(base.names(changedIn: pinned))
      touched.formUnion(loaded)
    }
  }

  /// What is wrong with a toolchain that the file itself asks for.
  private func problem(
    in environment: EnvironmentSnapshot, _ difference: EnvironmentDifference
  ) -> Bytes? {
    for language in Language.allCases {
      let asks = Order.variables(of: language).contains {
        difference.changes[Bytes($0)] != nil && environment[$0] != nil
      }
      // Where settings cannot be read, the shim says so.
      guard asks, let resolver = try? Resolver(World.live { environment[$0] }) else { continue }
      do throws(ResolutionError) {
        _ = try resolver.resolve(Query(language, program: Bytes(language.mainProgram)))
      } catch { return error.what }
    }
    return nil
  }

  /// How the shell gets there, in an order that can be cut short anywhere and still be undone: first
  /// what goes back, then what says what is loaded, then what the file has changed.
  package var changes: [(name: Bytes, value: Bytes?)] {
    PromptStep.changes(from: current, to: environment, last: loaded)
  }

  /// How the shell gets out again, as long as nobody has changed a variable, in such an order, too; nil
  /// where it is in no environment, or somebody has.
  package var changesBack: [(name: Bytes, value: Bytes?)]? {
    base.map { PromptStep.changes(from: environment, to: $0, last: []) }
  }

  private static func changes(
    from old: EnvironmentSnapshot, to new: EnvironmentSnapshot, last: Set<Bytes>
  ) -> [(name: Bytes, value: Bytes?)] {
    let names = old.names(changedIn: new)
    let marks = names.filter { EnvironmentState.contain($0) }
    let first = names.filter { !EnvironmentState.contain($0) && !last.contains($0) }
    return (first + marks + names.filter { last.contains($0) }).map { ($0, new.values[$0]) }
  }

  /// Whether the file cannot change without a change of its time.
  package var isExact: Bool {
    watches.contains { $0.path == place && $0.hasTellingTime }
  }
}
