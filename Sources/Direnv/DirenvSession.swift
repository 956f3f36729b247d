import CLibc
import Environment
import Resolution
import Shells
import Toolchains

/// What the commands of direnv start from that look for an environment file.
struct DirenvSession {
  /// The command line, with the environment of this process.
  let call: DirenvCall
  /// Whose approvals count.
  let home: Home
  /// What the user has set.
  let settings: EnvironmentSettings
  /// The lines to standard error.
  let log: DirenvLog
  /// The current directory, or nil where it was deleted.
  let directory: Path?

  /// The session of a command line.
  init(_ call: DirenvCall) throws {
    self.call = call
    home = try Home(.live)
    settings = try EnvironmentSettings(.live)
    log = DirenvLog(settings)
    directory = World.live.workingDirectory()
  }

  /// The trust of this user.
  var trust: EnvironmentTrust { EnvironmentTrust(home, settings) }

  /// The nearest environment file from here.
  var search: EnvironmentFile.Search {
    guard let directory else { return .none }
    return EnvironmentFile.nearest(from: directory, settings)
  }

  /// The nearest environment file from here, found without a home.
  static func search() throws -> EnvironmentFile.Search {
    guard let directory = World.live.workingDirectory() else { return .none }
    return EnvironmentFile.nearest(from: directory, try EnvironmentSettings(.live))
  }

  /// What is loaded, by direnv or by the hook of tvm.
  ///
  /// - Throws: ``DirenvFault/invalidVariable(_:)``.
  func state() throws -> EnvironmentState {
    let state = evaluator.state(of: call.environment)
    // Without a record there is nothing to take back; what is there can be told from nothing else.
    if case .stateInvalid(let name) = state.problem { throw DirenvFault.invalidVariable(name) }
    return state
  }

  /// What says what an environment is.
  var evaluator: Evaluator {
    Evaluator(
      trust, Evaluation.Tools(direnv: DirenvSession.program),
      for: .direnv(
        format: log.format ?? [],
        onStart: { place in log.status("loading \(short(place))") },
        onSlow: { place in
          log.status(
            "(\(place.bytes.printable.text)) is taking a while to execute. "
              + "Use CTRL-C to give up.")
        }))
  }

  /// A path as the user would write it, for a message.
  func short(_ path: Path) -> String {
    guard let home = call.environment[Variables.userHome], !home.isEmpty,
      path.isInside(Path(home)), Path(home).bytes.count > 1
    else { return path.bytes.printable.text }
    return (Bytes("~") + Bytes(path.bytes.dropFirst(Path(home).bytes.count))).printable.text
  }

  /// The file that an argument means: itself, or the nearest one from there; without an argument the
  /// nearest one from here.
  ///
  /// - Parameter argument: A file or a folder.
  /// - Returns: The file as it was read; nil where there is none.
  /// - Throws: What keeps the file from being read.
  func file(_ argument: Bytes? = nil) throws -> EnvironmentFile? {
    switch try search(argument) {
    case .found(let file): return file
    case .none: return nil
    case .refused(_, let error): throw error
    }
  }

  /// That there is nothing to allow or to deny.
  var noFile: DirenvFault {
    .noFile(Literal(settings.loadsDotenv ? ".envrc or .env file" : ".envrc file"))
  }

  /// What is found from an argument.
  func search(_ argument: Bytes?) throws -> EnvironmentFile.Search {
    guard let argument, !argument.isEmpty else { return search }
    guard let location = FileLocation(Path(argument)) else {
      let error = clibc_errno()
      let path = try DirenvPlace().absolute(argument)
      throw DirenvFault.system(Literal("lstat"), path.bytes, errno: error)
    }
    if Folder.exists(location.path) {
      return EnvironmentFile.nearest(from: location.path, settings)
    }
    let place = location.place
    let name = place.name
    guard name.equals(EnvironmentFile.name) || name.equals(EnvironmentFile.dotenvName) else {
      return EnvironmentFile.nearest(from: place.parent ?? Path("/"), settings)
    }
    do throws(EnvironmentError) {
      guard let file = try GuardedFile(place, settings) else { throw .refused(place, .special) }
      return .found(EnvironmentFile(place, file))
    } catch { return .refused(place, error) }
  }

  /// The program by the name direnv: as it was called, found on `PATH`, else only its name.
  static var program: Path {
    let name = CommandLine.unsafeArgv[0].map { Path(Bytes(cString: $0)) } ?? Path("direnv")
    if name.isAbsolute { return name }
    if name.bytes.contains(UInt8(ascii: "/")), let directory = World.live.workingDirectory() {
      return directory.appending(name.bytes)
    }
    let own = World.live.program(Installation.program)
    for folder in (World.live.variable(Variables.path) ?? []).parts(between: ":") {
      let path = Path(Bytes(folder)).appending(name.bytes)
      if path.isAbsolute, World.live.program(path) == own { return path }
    }
    return name
  }

  /// The bash that evaluates files.
  var bash: Path? {
    if let bash = settings.bash { return bash }
    for folder in (call.environment[Variables.path] ?? []).parts(between: ":") where !folder.isEmpty
    {
      let bash = Path(Bytes(folder)).appending(Shell.bash.program)
      if World.live.program(bash) != nil { return bash }
    }
    return nil
  }
}
