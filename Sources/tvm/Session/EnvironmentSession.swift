import Environment
import Resolution
import Toolchains

/// What every command of tvm that deals with environment files starts from.
struct EnvironmentSession {
  let home: Home
  /// Says what an environment is.
  let evaluator: Evaluator

  /// The environment files of this user.
  init(_ home: Home) throws {
    self.home = home
    // What an environment file calls by that name must not need `tvm adopt direnv`; without the link
    // it finds whatever is on PATH.
    if World.live.program(home.direnv) == nil {
      try? Folder.link(home.direnv, to: Installation.program)
    }
    let direnv = World.live.program(home.direnv) == nil ? nil : home.direnv
    evaluator = Evaluator(
      EnvironmentTrust(home, try EnvironmentSettings(.live)), Evaluation.Tools(direnv: direnv),
      for: .tvm { place in
        Output.note("still evaluating \(place.bytes.printable.text); press Ctrl-C to stop")
      })
  }

  /// The trust of this user.
  var trust: EnvironmentTrust { evaluator.trust }

  /// Takes this process into the environment of a directory.
  ///
  /// - Parameter directory: The directory, physical.
  /// - Returns: The names of all variables that another environment has or had, sorted.
  /// - Throws: ``EnvironmentError``, such as for a file that is not allowed.
  func enter(_ directory: Path) throws -> [Bytes] {
    let current = EnvironmentSnapshot.current
    // As in a shell with the hook, what the file adds comes before the shims.
    var shimmed = current
    let path = ShimPath(home.shims, current[Variables.path], keepsPlace: true)
    shimmed[Variables.path] = path.bytes
    let step = evaluator.step(
      from: evaluator.state(of: shimmed), to: evaluator.search(from: directory))
    if let error = step.file.outcome.error { throw error }
    step.environment.apply()
    return Set(step.base.names(changedIn: step.environment))
      .union(current.names(changedIn: step.environment))
      .filter { !EnvironmentState.contain($0) }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
