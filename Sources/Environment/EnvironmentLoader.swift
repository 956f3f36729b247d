package import Resolution
package import Toolchains

/// Takes an environment into that of a directory, and back.
package struct EnvironmentLoader {
  private let home: Home
  private let tools: Evaluation.Tools
  private let settings: EnvironmentSettings
  private let trust: EnvironmentTrust
  private let records: RecordFolder

  /// Is told the place of a file that takes long.
  private let onSlow: (Path) -> Void

  /// A loader.
  ///
  /// - Parameters:
  ///   - home: Where approvals and records are.
  ///   - settings: What the user has set.
  ///   - tools: What evaluation needs.
  ///   - onSlow: Is told the place of a file that takes long.
  package init(
    _ home: Home, _ settings: EnvironmentSettings, _ tools: Evaluation.Tools,
    onSlow: @escaping (Path) -> Void
  ) {
    self.home = home
    self.settings = settings
    self.tools = tools
    self.onSlow = onSlow
    trust = EnvironmentTrust(home, settings)
    records = RecordFolder(home)
  }

  /// The environment of a directory, and how a shell gets there.
  package struct Step: Equatable, Sendable {
    /// What the shell is to have.
    package var environment: EnvironmentSnapshot
    /// The file that is loaded or would be, were it allowed.
    package var place: Path?
    /// What the answer depends on.
    package var watches: [Watch]
    /// What to tell the user.
    package var reports: [EnvironmentReport]
    /// The variables that the file has changed.
    package var loaded: Set<Bytes> = []
    /// The variables that an environment file has a hand in, before or after this step.
    package var touched: Set<Bytes> = []

    /// How a shell gets there, in an order that can be cut short anywhere and still be undone: first
    /// what goes back, then the name of the record, then what the file has changed.
    ///
    /// - Parameter current: The environment of the shell.
    /// - Returns: Names and values, nil for a variable to remove.
    package func changes(from current: EnvironmentSnapshot) -> [(name: Bytes, value: Bytes?)] {
      let names = current.names(changedIn: environment)
      let record = Bytes(Variables.environment)
      let back = names.filter { $0 != record && !loaded.contains($0) }
      let ordered = back + names.filter { $0 == record } + names.filter { loaded.contains($0) }
      return ordered.map { ($0, environment.values[$0]) }
    }

    /// Whether the file cannot change without a change of its time.
    package var isExact: Bool {
      watches.contains { $0.path == place && $0.hasTellingTime }
    }
  }

  /// An environment without what an environment file has changed.
  package struct Reverted: Equatable, Sendable {
    /// The environment.
    package var environment: EnvironmentSnapshot
    /// What was undone.
    package var record: EnvironmentRecord?
    /// Why something could not be undone.
    package var error: EnvironmentError?
  }

  /// Undoes what an environment file has changed in an environment.
  package func reverted(_ environment: EnvironmentSnapshot) -> Reverted {
    var result = Reverted(environment: environment)
    guard let id = environment[Variables.environment] else { return result }
    if let record = records.record(id) {
      result.environment = record.difference.undone(in: environment)
      result.record = record
      records.touch(id)
    } else if !id.isEmpty {
      result.error = .recordMissing(id)
    }
    result.environment[Variables.environment] = nil
    return result
  }

  /// What a shell in a directory needs.
  ///
  /// - Parameters:
  ///   - current: The environment of the shell.
  ///   - directory: Where it is, physical.
  /// - Returns: Where it is to get.
  /// - Throws: ``FileError`` where tvm's home cannot be written.
  package func step(
    from current: EnvironmentSnapshot, in directory: Path
  ) throws(FileError) -> Step {
    let old = reverted(current)
    let search = EnvironmentFile.nearest(from: directory, settings)
    var step = stepBack(from: current)
    step.place = search.place
    let unloaded = old.record.map { [EnvironmentReport.unloaded($0.place)] } ?? []
    switch search {
    case .none:
      step.reports += unloaded
      return step
    case .refused(let place, let error):
      step.watches = [Watch(place)]
      step.reports.append(.blocked(error))
      return step
    case .found(let file):
      if let record = old.record, isCurrent(record, for: file, in: current) {
        // Looked at again: what was young then has a time to go by now.
        step.watches = record.watches.map { Watch($0.path) }
        // The start-up files of a nested shell may have put others before what the file added.
        step.environment = record.difference.reordered(in: current)
        step.reports = []
        return step
      }
      if trust.isDenied(file.file.location) {
        step.watches = self.watches(of: file)
        step.reports += unloaded
        return step
      }
      return try enter(file, step)
    }
  }

  /// What a shell needs that is to be without any file's changes, wherever it is.
  ///
  /// - Parameter current: The environment of the shell.
  /// - Returns: Where it is to get.
  package func stepBack(from current: EnvironmentSnapshot) -> Step {
    let old = reverted(current)
    var reports: [EnvironmentReport] = old.error.map { [.failed($0)] } ?? []
    if let record = old.record {
      let names = record.difference.names(changedSinceIn: current)
      if !names.isEmpty { reports.append(.kept(record.place, names)) }
    }
    return Step(
      environment: old.environment, place: nil, watches: [], reports: reports,
      touched: Set(old.record.map { Array($0.difference.changes.keys) } ?? []))
  }

  private func isCurrent(
    _ record: EnvironmentRecord, for file: EnvironmentFile, in current: EnvironmentSnapshot
  ) -> Bool {
    // A login shell may have built another PATH since.
    guard record.place == file.place, record.difference.isComplete(in: current),
      record.watches.allSatisfy(\.isUnchanged), case .allowed = trust.verdict(file.file)
    else { return false }
    return true
  }

  private func enter(_ file: EnvironmentFile, _ start: Step) throws(FileError) -> Step {
    var step = start
    let approval: Approval?
    switch trust.verdict(file.file) {
    case .allowed(let given): approval = given
    case .denied, .unknown:
      step.watches = watches(of: file)
      step.reports.append(.blocked(.notAllowed(file.place)))
      return step
    }
    let outcome: Evaluation.Outcome
    do throws(EnvironmentError) {
      outcome = try evaluate(file, approval, in: start.environment)
    } catch {
      step.watches = Watch.settled(watches(of: file))
      step.reports.append(.failed(error))
      return step
    }
    step.watches = watches(of: file) + outcome.watches.filter { $0.path != file.place }
    guard let environment = outcome.environment, outcome.succeeded else {
      step.watches = Watch.settled(step.watches)
      step.reports += outcome.refusals.map { .blocked($0) }
      if outcome.refusals.isEmpty || outcome.isInterrupted {
        step.reports.append(.failed(failure(outcome, file)))
      }
      return step
    }
    let difference = EnvironmentDifference(from: start.environment, to: environment)
    step.environment = Self.joined(start.environment, environment, difference)
    step.loaded = Set(difference.changes.keys)
    step.touched.formUnion(step.loaded)
    step.reports = step.reports.compactMap { $0.without(step.loaded) }
    step.reports.append(.loaded(file.place, difference.summary))
    // Of somebody who names the home it is meant.
    if difference.changes[Bytes(Variables.home)] == nil,
      let root = try? Home(World.live { environment[$0] }).root, root != home.root
    {
      step.reports.append(.relocated(file.place, to: root))
    }
    let record = EnvironmentRecord(
      place: file.place, difference: difference, watches: step.watches)
    step.environment[Variables.environment] = try saved(record)
    return step
  }

  /// The environment that a directory's file leaves, for a program instead of a shell.
  ///
  /// - Parameters:
  ///   - current: The environment of this process.
  ///   - directory: The directory, physical.
  /// - Returns: The environment without any file's changes, and the one with this directory's.
  /// - Throws: ``EnvironmentError`` for a file that is not allowed or fails.
  package func environment(
    from current: EnvironmentSnapshot, in directory: Path
  ) throws -> (base: EnvironmentSnapshot, next: EnvironmentSnapshot) {
    let base = reverted(current).environment
    switch EnvironmentFile.nearest(from: directory, settings) {
    case .none: return (base, base)
    case .refused(_, let error): throw error
    case .found(let file):
      switch trust.verdict(file.file) {
      case .denied: return (base, base)
      case .unknown: throw EnvironmentError.notAllowed(file.place)
      case .allowed(let approval):
        let outcome = try evaluate(file, approval, in: base)
        guard let environment = outcome.environment, outcome.succeeded else {
          throw outcome.refusals.first ?? failure(outcome, file)
        }
        let difference = EnvironmentDifference(from: base, to: environment)
        var next = Self.joined(base, environment, difference)
        let watches = watches(of: file) + outcome.watches.filter { $0.path != file.place }
        next[Variables.environment] = try saved(
          EnvironmentRecord(place: file.place, difference: difference, watches: watches))
        return (base, next)
      }
    }
  }

  /// The old environment with what a file changed: bash itself has changed more.
  private static func joined(
    _ base: EnvironmentSnapshot, _ next: EnvironmentSnapshot,
    _ difference: EnvironmentDifference
  ) -> EnvironmentSnapshot {
    var result = base
    for name in difference.changes.keys { result.values[name] = next.values[name] }
    return result
  }

  private func evaluate(
    _ file: EnvironmentFile, _ approval: Approval?, in base: EnvironmentSnapshot
  ) throws(EnvironmentError) -> Evaluation.Outcome {
    try Evaluation(file, approval, trust, tools).run(in: base) { onSlow(file.place) }
  }

  private func failure(
    _ outcome: Evaluation.Outcome, _ file: EnvironmentFile
  ) -> EnvironmentError {
    outcome.isInterrupted
      ? .interrupted(file.place)
      : .failed(file.place, status: outcome.status == 0 ? 1 : outcome.status)
  }

  private func saved(_ record: EnvironmentRecord) throws(FileError) -> Bytes {
    let name = try records.save(record)
    records.clean()
    // Where the file changes what the folder is found by, its name alone finds nothing any more.
    return record.difference.movesLocations ? records.wholePath(of: name) : name
  }

  /// The file itself as it was read, and what the user has said about it.
  private func watches(of file: EnvironmentFile) -> [Watch] {
    [file.file.watch] + trust.records(of: file.file).map { Watch($0) }
  }
}
