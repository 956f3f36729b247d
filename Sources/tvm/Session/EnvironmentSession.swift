import Environment
import Resolution
import Toolchains

/// What every command of tvm that deals with environment files starts from.
struct EnvironmentSession {
  let home: Home
  /// Says what an environment is.
  let evaluator: Evaluator

  /// The environment files of this user; `leavesMissing` is whether the caller sees to toolchains that
  /// are not installed, or says it.
  init(_ home: Home, leavesMissing: Bool = false) throws {
    self.home = home
    // What an environment file calls by that name must not need `tvm adopt direnv`; without the link
    // it finds whatever is on PATH.
    let link = home.own(.live).direnv
    if World.live.program(link) == nil { try? Folder.link(link, to: Installation.program) }
    let direnv = World.live.program(link) == nil ? nil : link
    evaluator = Evaluator(
      EnvironmentTrust(home, try EnvironmentSettings(.live)), Evaluation.Tools(direnv: direnv),
      for: .tvm(leavesMissing: leavesMissing) { place in
        Output.note("still evaluating \(place.bytes.printable.text); press Ctrl-C to stop")
      })
  }

  /// The trust of this user.
  var trust: EnvironmentTrust { evaluator.trust }

  /// Takes this process into the environment of the current directory: toolchains may depend on what its
  /// file sets.
  ///
  /// - Parameter leavesMissing: Whether the caller sees to toolchains that are not installed.
  /// - Returns: The values of what is different there, nil for what is removed.
  /// - Throws: ``EnvironmentError``, such as for a file that is not allowed.
  static func enterHere(leavesMissing: Bool = false) throws -> [Bytes: Bytes?] {
    let world = World.live
    // What asks is an environment file, maybe this directory's.
    if world.isOn(Variables.inEnvironmentFile) { return [:] }
    guard let directory = world.workingDirectory() else { return [:] }
    EnvironmentLocations.restore()
    let home = try CommandError.resolving { () throws(ResolutionError) in try Home(world) }
    let names = try EnvironmentSession(home, leavesMissing: leavesMissing).enter(directory)
    let environment = EnvironmentSnapshot.current
    return Dictionary(uniqueKeysWithValues: names.map { ($0, environment.values[$0]) })
  }

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
