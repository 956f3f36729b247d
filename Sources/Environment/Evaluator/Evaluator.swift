package import Resolution

/// Says what the environment of a directory is: the one way there, whoever asks.
///
/// The hook, `tvm exec`, `tvm env` and the program named direnv differ in their ``Asker`` alone.
package struct Evaluator {
  /// What decides which files may run.
  package let trust: EnvironmentTrust
  private let tools: Evaluation.Tools
  private let asker: Asker
  private let records: RecordFolder

  /// An evaluator.
  ///
  /// - Parameters:
  ///   - trust: What decides which files may run.
  ///   - tools: What a run needs.
  ///   - asker: Who asks.
  package init(_ trust: EnvironmentTrust, _ tools: Evaluation.Tools, for asker: Asker) {
    self.trust = trust
    self.tools = tools
    self.asker = asker
    records = RecordFolder(trust.home)
  }

  /// One way from the environment of a shell or program into that of a directory.
  package struct Step: Equatable, Sendable {
    /// What the directory's file has come to.
    package let file: EvaluatedFile
    /// The environment without any file's changes.
    package let base: EnvironmentSnapshot
    /// The environment to be in, with the variables that say what is loaded.
    package let environment: EnvironmentSnapshot
  }

  /// What is loaded in an environment.
  package func state(of environment: EnvironmentSnapshot) -> EnvironmentState {
    EnvironmentState(of: environment, records)
  }

  /// The file that says what a directory's environment is.
  ///
  /// - Parameter directory: The directory, physical.
  /// - Returns: The nearest file.
  package func search(from directory: Path) -> EnvironmentFile.Search {
    EnvironmentFile.nearest(from: directory, trust.settings)
  }

  /// Takes back what is loaded, and loads a file.
  ///
  /// - Parameters:
  ///   - state: Where the shell or program is.
  ///   - search: The file that counts.
  /// - Returns: Where it is to get.
  package func step(from state: EnvironmentState, to search: EnvironmentFile.Search) -> Step {
    let base = state.base(asker.others)
    let file = evaluate(search, in: base)
    guard let place = file.place else { return Step(file: file, base: base, environment: base) }
    let environment: EnvironmentSnapshot
    let difference: EnvironmentDifference
    switch (file.outcome, file.pinned) {
    case (.loaded(let loaded, let change), _): (environment, difference) = (loaded, change)
    case (_, let pinned?):
      (environment, difference) = (pinned, EnvironmentDifference(from: base, to: pinned))
    case (_, nil):
      let marked = asker.marksFailures ? self.marked(base, place, file.watches) : base
      return Step(file: file, base: base, environment: marked)
    }
    let record = EnvironmentRecord(place: place, difference: difference, watches: file.watches)
    let marked = EnvironmentState.marked(environment, record, from: base, asker.form, records)
    return Step(file: file, base: base, environment: marked)
  }

  /// An environment with the variables that say which file was looked at, and changed nothing.
  ///
  /// - Parameters:
  ///   - base: The environment.
  ///   - place: Where the file is.
  ///   - watches: What has to change before it is worth another try.
  /// - Returns: The environment with these variables.
  package func marked(
    _ base: EnvironmentSnapshot, _ place: Path, _ watches: [Watch]
  ) -> EnvironmentSnapshot {
    let record = EnvironmentRecord(
      place: place, difference: EnvironmentDifference([:]), watches: watches)
    return EnvironmentState.marked(base, record, from: base, asker.form, records)
  }

  /// Whether a file is loaded as it is now, and all of it is there still.
  ///
  /// - Parameters:
  ///   - search: The file.
  ///   - state: What is loaded.
  /// - Returns: What keeps it; nil where it has to be loaded anew.
  package func current(
    _ search: EnvironmentFile.Search, in state: EnvironmentState
  ) -> EnvironmentRecord? {
    guard case .found(let file) = search, state.records.count == 1,
      let record = state.records.first,
      record.place == file.place, !record.watches.isEmpty,
      // A login shell may have built another PATH since.
      record.difference.isComplete(in: state.environment),
      !areShimsFirst(record, in: state.environment),
      record.watches.allSatisfy(\.isUnchanged), case .allowed = trust.verdict(file.file)
    else { return nil }
    return record
  }

  /// Whether the shims would stay before what the file puts first on `PATH`, as in a shell that an editor
  /// started which had loaded the file without them.
  private func areShimsFirst(
    _ record: EnvironmentRecord, in environment: EnvironmentSnapshot
  ) -> Bool {
    guard case .elements(let change)? = record.difference.changes[Bytes(Variables.path)],
      change.added.first?.offset == 0
    else { return false }
    let path = record.difference.reordered(in: environment)[Variables.path] ?? []
    return path.parts(between: ":").first == trust.home.shims.bytes[...]
  }

  private func evaluate(
    _ search: EnvironmentFile.Search, in base: EnvironmentSnapshot
  ) -> EvaluatedFile {
    switch search {
    case .none: return EvaluatedFile(place: nil, outcome: .absent, watches: [])
    case .refused(let place, let error):
      return EvaluatedFile(place: place, outcome: .refused([error]), watches: [Watch(place)])
    case .found(let file):
      let watches = [file.file.watch] + trust.records(of: file.file).map { Watch($0) }
      switch trust.verdict(file.file) {
      case .denied:
        return EvaluatedFile(place: file.place, outcome: .denied(file.place), watches: watches)
      case .unknown:
        return EvaluatedFile(place: file.place, outcome: .notAllowed(file.place), watches: watches)
      case .allowed(let approval): return run(file, approval, in: base, watches)
      }
    }
  }

  private func run(
    _ file: EnvironmentFile, _ approval: Approval?, in base: EnvironmentSnapshot,
    _ watches: [Watch]
  ) -> EvaluatedFile {
    asker.onStart(file.place)
    let end: Evaluation.End
    do throws(EnvironmentError) {
      end = try Evaluation(file, approval, trust, tools, voice: asker.voice).run(in: base) {
        asker.onSlow(file.place)
      }
    } catch { return EvaluatedFile(place: file.place, outcome: .failed(error), watches: watches) }
    return EvaluatedFile(
      place: file.place, outcome: outcome(of: end, file.place, in: base),
      watches: watches + end.watches.filter { $0.path != file.place },
      pinned: end.succeeded ? nil : pinned(by: end, in: base))
  }

  /// An environment with the toolchains that a file had asked for when it failed.
  private func pinned(
    by end: Evaluation.End, in base: EnvironmentSnapshot
  ) -> EnvironmentSnapshot? {
    guard let environment = end.environment else { return nil }
    var pinned = base
    let requests = Language.allCases.flatMap { Order.variables(of: $0) }
    for name in requests + [Variables.goSource, Variables.rustSource] {
      pinned[name] = environment[name]
    }
    return pinned == base ? nil : pinned
  }

  private func outcome(
    of end: Evaluation.End, _ place: Path, in base: EnvironmentSnapshot
  ) -> EnvironmentOutcome {
    if end.isInterrupted { return .interrupted(place, refusals: end.refusals) }
    if !end.refusals.isEmpty { return .refused(end.refusals) }
    guard let environment = end.environment, end.status == 0 else {
      return .failed(.failed(place, status: end.status == 0 ? 1 : end.status))
    }
    // What the file changed: bash itself has changed more.
    let difference = EnvironmentDifference(from: base, to: environment)
    var loaded = base
    for name in difference.changes.keys { loaded.values[name] = environment.values[name] }
    return .loaded(loaded, difference)
  }
}
