import Environment
import Resolution
import Toolchains

/// What every command that deals with environment files starts from.
struct EnvironmentSession {
  let home: Home
  let settings: EnvironmentSettings
  let loader: EnvironmentLoader

  /// The environment files of this user.
  init(_ home: Home) throws {
    self.home = home
    settings = try EnvironmentSettings(.live)
    let program = Installation.program
    // What an environment file calls by that name must not need `tvm adopt direnv`; without the link
    // it finds whatever is on PATH.
    if World.live.program(home.direnv) == nil { try? Folder.link(home.direnv, to: program) }
    loader = EnvironmentLoader(
      home, settings,
      Evaluation.Tools(
        program: program, direnv: World.live.program(home.direnv) == nil ? nil : home.direnv,
        library: Installation(program).environmentLibrary)
    ) { place in
      Output.note("\(place.bytes.printable.text) takes long; Ctrl-C interrupts it")
    }
  }

  /// The trust of this user.
  var trust: EnvironmentTrust { EnvironmentTrust(home, settings) }

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
    let (base, next) = try loader.environment(from: shimmed, in: directory)
    next.apply()
    return Set(base.names(changedIn: next)).union(current.names(changedIn: next))
      .filter { $0 != Bytes(Variables.environment) }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
