import Environment
import Resolution
import Toolchains

/// One load of an environment file with direnv's variables around it.
struct DirenvLoad {
  /// The environment to be in, with direnv's variables whether loading worked or not: a file that
  /// failed is not tried again before something has changed.
  let environment: EnvironmentSnapshot
  /// Why the file was not loaded.
  let error: (any Error)?

  /// Loads what was found.
  ///
  /// - Parameters:
  ///   - search: What was found; not ``EnvironmentFile/Search/none``.
  ///   - base: The environment without any file's changes.
  ///   - session: Who loads.
  init(_ search: EnvironmentFile.Search, from base: EnvironmentSnapshot, _ session: DirenvSession) {
    var watches = DirenvWatches()
    var next = base
    var problem: (any Error)?
    switch search {
    case .none: break
    case .refused(let place, let error):
      watches.add(place)
      problem = error
    case .found(let file):
      watches.add(DirenvWatch(file.file.watch))
      for record in session.trust.records(of: file.file) { watches.add(record) }
      do { next = try DirenvLoad.evaluate(file, base, &watches, session) } catch {
        // The user knows of a denial.
        if case DirenvFault.denied = error { break }
        problem = error
      }
    }
    error = problem
    environment = DirenvLoad.marked(next, search.place, watches.gzenv, from: base)
  }

  /// The load that the user interrupted a moment ago: it is not begun again before something changes.
  ///
  /// - Parameters:
  ///   - interruption: What is kept of it.
  ///   - search: What was found.
  ///   - base: The environment without any file's changes.
  init?(
    _ interruption: DirenvInterruption, _ search: EnvironmentFile.Search,
    from base: EnvironmentSnapshot
  ) {
    guard let place = search.place, let watches = interruption.watches(for: place) else {
      return nil
    }
    error = nil
    environment = DirenvLoad.marked(base, place, watches.gzenv, from: base)
  }

  /// An environment with direnv's variables.
  private static func marked(
    _ environment: EnvironmentSnapshot, _ place: Path?, _ watches: Bytes,
    from base: EnvironmentSnapshot
  ) -> EnvironmentSnapshot {
    guard let place else { return environment }
    var next = environment
    next[DirenvState.folder] = Bytes("-") + (place.parent ?? Path("/")).bytes
    next[DirenvState.file] = place.bytes
    next[DirenvState.watches] = watches
    // Its own variables are taken back without being listed: that would hold the longest one twice.
    next[DirenvState.difference] = DirenvDifference(from: base, to: environment).gzenv
    return next
  }

  private static func evaluate(
    _ file: EnvironmentFile, _ base: EnvironmentSnapshot, _ watches: inout DirenvWatches,
    _ session: DirenvSession
  ) throws -> EnvironmentSnapshot {
    let approval: Approval?
    switch session.trust.verdict(file.file) {
    case .allowed(let given): approval = given
    case .denied: throw DirenvFault.denied(file.place)
    case .unknown: throw DirenvFault.blocked(file.place)
    }
    session.log.status("loading \(session.short(file.place))")
    let evaluation = Evaluation(
      file, approval, session.trust, session.tools,
      voice: .direnv(format: session.log.format ?? []))
    let outcome = try evaluation.run(in: base) {
      session.log.status(
        "(\(file.place.bytes.printable.text)) is taking a while to execute. "
          + "Use CTRL-C to give up.")
    }
    for watch in outcome.watches where watch.path != file.place { watches.add(DirenvWatch(watch)) }
    if outcome.isInterrupted { throw DirenvFault.interrupted(file.place) }
    if let refusal = outcome.refusals.first { throw refusal }
    guard let environment = outcome.environment, outcome.status == 0 else {
      throw DirenvFault.exitStatus(outcome.status == 0 ? 1 : outcome.status)
    }
    // Bash itself changes more than the file.
    var next = base
    for name in EnvironmentDifference(from: base, to: environment).changes.keys {
      next.values[name] = environment.values[name]
    }
    return next
  }
}

extension DirenvSession {
  /// A path as the user would write it, for a message.
  func short(_ path: Path) -> String {
    guard let home = current[Variables.userHome], !home.isEmpty, path.isInside(Path(home)),
      Path(home).bytes.count > 1
    else { return path.bytes.printable.text }
    return (Bytes("~") + Bytes(path.bytes.dropFirst(Path(home).bytes.count))).printable.text
  }
}
