import CLibc
import Environment
import Resolution
import Toolchains

extension Direnv {
  /// `direnv export SHELL`: what a hook evaluates at each prompt.
  static func export(_ call: DirenvCall) throws {
    let format = try call.format(0)
    let loaded = call.loadedPlace
    let search = try DirenvSession.search()
    DirenvLog.debug("loaded: \(loaded.shown), found: \(search.place.shown)")
    // Most prompts: without a home nothing is needed of it here.
    let isLoadedByHook = call.environment[Variables.environment] != nil
    if loaded == nil, !isLoadedByHook, search.place == nil { return }
    if let loaded, loaded == search.place {
      let watches = try call.watches()
      if watches.areUnchanged { return }
      DirenvLog.debug("changed: \((watches.files.first { !$0.isUnchanged }?.path).shown)")
    }
    let session = try DirenvSession(call)
    if search.place == nil { session.log.status("unloading") }
    let (next, file) = try session.next(search)
    if case .loaded(_, let difference) = file?.outcome, !session.settings.hidesDifference,
      !difference.summary.isEmpty
    {
      let words = difference.summary.sorted { $0.lexicographicallyPrecedes($1) }
      session.log.status("export \(Bytes(words, separatedBy: " ").printable.text)")
    }
    Output.print(bytes: format.code(DirenvChange.all(from: call.environment, to: next)))
    // The user knows of a denial.
    if case .denied = file?.outcome { return }
    if let error = file?.outcome.error { throw error }
  }

  /// `direnv exec DIR COMMAND [...ARGS]`; a program in place of both means its folder.
  static func exec(_ call: DirenvCall) throws {
    guard let first = call.arguments.first else {
      throw DirenvFault.missing(Literal("DIR and COMMAND arguments"))
    }
    guard let path = World.live.physical(first.isEmpty ? Path(".") : Path(first)) else {
      throw DirenvFault.system(Literal("stat"), first, errno: clibc_errno())
    }
    let session = try DirenvSession(call)
    let isFolder = Folder.exists(path)
    let command = isFolder ? Array(call.arguments.dropFirst()) : call.arguments
    guard let name = command.first else {
      throw DirenvFault.missing(Literal("COMMAND argument"))
    }
    let folder = isFolder ? path : path.parent ?? Path("/")
    let evaluator = session.evaluator
    let step = evaluator.step(from: try session.state(), to: evaluator.search(from: folder))
    var next = step.environment
    switch step.file.outcome {
    // As for direnv, the user knows of a denial.
    case .denied: next = step.base
    default: if let error = step.file.outcome.error { throw error }
    }
    // Left out at the start, since it may go by links.
    next.values[Bytes(Variables.directory)] = session.directory?.bytes
    throw DirenvExecution(name, command, next).start()
  }
}

extension DirenvSession {
  /// The environment to be in, and what the file there has come to; no file where the user interrupted
  /// the same load a moment ago, which is not begun again before something changes.
  fileprivate func next(
    _ search: EnvironmentFile.Search
  ) throws -> (environment: EnvironmentSnapshot, file: EvaluatedFile?) {
    let state = try state()
    guard let place = search.place else { return (state.base(.overwritten), nil) }
    let interruption = DirenvInterruption(home)
    if let watches = interruption.watches(for: place) {
      return (evaluator.marked(state.base(.overwritten), place, watches.files), nil)
    }
    let step = evaluator.step(from: state, to: search)
    if case .interrupted = step.file.outcome {
      interruption.write(place, WatchList(step.file.watches))
    } else {
      interruption.clear()
    }
    return (step.environment, step.file)
  }
}

extension Path? {
  /// The path for a message.
  fileprivate var shown: String { map { $0.bytes.printable.text } ?? "nothing" }
}
