import CLibc
import Resolution

#if hasFeature(Embedded)
/// The entry point where there is no runtime to start: the linker takes it for `main`.
@c(tvm_shim_main)
public func shimMain(
  _ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  Shim(arguments).run()
}
#else
@main enum Main {
  static func main() {
    exit(Shim(CommandLine.unsafeArgv).run())
  }
}
#endif

/// A program such as `go` that finds the active toolchain and becomes its program of the same name.
struct Shim {
  /// The argument vector as the kernel gave it, with its final nil.
  private let arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// The name it was called by, without directories.
  private var name: Bytes

  /// The language of the program of that name; nil for the shim's own.
  private var language: Language?

  /// The release that somebody has called by the name which cmd/go looks for, as by `+REQUEST`.
  private var version: GoVersion?

  init(_ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
    self.arguments = arguments
    name = arguments[0].map { Shim.name(of: $0) } ?? []
    language = Language(program: name[...])
    if language == nil { findName() }
  }

  /// The name in the first argument counts if it is a shim's, else the one of the file that was
  /// started: `exec -a` and callers like it may put anything into the first argument.
  @inline(never)
  private mutating func findName() {
    if let file = Shim.file {
      name = file
      language = Language(program: name[...])
    }
    guard language == nil, let entry = GoEntry(name[...]) else { return }
    version = entry.version
    name = Bytes("go")
    language = .go
  }

  /// What follows the last slash of a path.
  private static func name(of path: UnsafePointer<CChar>) -> Bytes {
    Bytes(cString: strrchr(path, 47).map { UnsafePointer($0) + 1 } ?? path)
  }

  /// The name of the file that was started, without directories, where the system tells it.
  private static var file: Bytes? {
    guard let file = clibc_started_file() else { return nil }
    let name = Shim.name(of: file)
    #if canImport(Darwin)
    // `Go` is the shim `go` on disks that do not tell letters by their case.
    return Language(program: name[...]) == nil
      ? name.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 } : name
    #else
    return name
    #endif
  }

  /// Becomes the real program; returns an exit status only where it was called by no tool's name.
  func run() -> Int32 {
    guard let language else { return OwnCommand(arguments).run() }
    if name[...].equals("rustup") { RustupShim(arguments).become() }
    become(language)
  }

  private func become(_ language: Language) -> Never {
    let environment = Environment()
    let world = World.live { environment.value(of: $0) }
    let resolver = Shim.orEnd { () throws(ResolutionError) in try Resolver(world, for: language) }
    let traces = world.isOn(Variables.trace)
    let written = request
    let (start, purpose) = commandLine(language, world)
    let entry = entry(world)
    // Without the `+REQUEST` the name before it moves up into its place.
    if written != nil { arguments[1] = arguments[0] }
    let arguments = arguments + (written != nil ? 1 : 0)
    var isFirst = !traces
    while true {
      let query = Query(
        language, program: name, request: written ?? version?.name, directory: start,
        purpose: purpose, entry: entry, isAboutToRun: isFirst)
      let active = resolve(query, resolver, traces: traces)
      if entry != nil { tell(active, query, arguments) }
      let program = active.program(name)
      // Only what may lead back to a shim has to be known again.
      let isLedBack = language == .go && (purpose.kind != .code || active.source.isGoToolchain)
      var edits = active.environment(
        for: purpose.kind, process: isLedBack ? Int(getpid()) : nil, resolver, world)
      Shim.orEnd { () throws(ResolutionError) in
        if language == .rust { try RustRecursion(world).check(program) }
        guard active.mayCallBack(resolver.settings, world) else { return }
        edits.append(
          try ShimCalls(world).adding(program, process: Int(getpid()), resolver.home, world).edit)
      }
      if traces { StandardError.write(Bytes("runs ") + program.bytes.printable) }
      let error = Shim.execute(program, arguments, environment.edited(edits))
      // The kernel says the same of a script whose interpreter is missing.
      if !isFirst { fail(program, error, active, resolver, world) }
      // What could not be run is worth a look at what is installed.
      isFirst = false
    }
  }

  @inline(never)
  private func fail(
    _ program: Path, _ error: Int32, _ active: Active, _ resolver: Resolver, _ world: World
  ) -> Never {
    if error == EACCES, world.forbidsPrograms(program) { Shim.end(.noPrograms(program)) }
    let isMissing = (error == ENOENT || error == ENOTDIR) && world.program(program) == nil
    Shim.end(
      isMissing
        ? resolver.missing(name, active)
        : .programRefused(program, error, source: active.source))
  }

  /// Says why the project's code does not get what cmd/go asked for, before it says so itself.
  @inline(never)
  private func tell(
    _ active: Active, _ query: Query,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  ) {
    guard let refusal = active.refusal(of: query) else { return }
    StandardError.write(
      refusal + Bytes(Shim.tail(arguments).map { $0.shellQuoted }, separatedBy: " "))
  }

  /// Where `go -C DIR` and `cargo +msrv … --manifest-path FILE` start, and what a go command does.
  @inline(never)
  private func commandLine(
    _ language: Language, _ world: World
  ) -> (start: Path?, purpose: GoPurpose) {
    var directory: Bytes?
    var purpose = GoPurpose()
    if name.equals("go") {
      let commandLine = GoCommandLine(Shim.tail(arguments))
      directory = commandLine.directory
      purpose = commandLine.purpose
    } else if let request, request.equals("msrv") {
      directory = CargoCommandLine.manifest(Shim.tail(arguments)).map {
        Path($0).parent?.bytes ?? Bytes(".")
      }
    }
    return (directory.flatMap { physicalDirectory($0, world) }, purpose)
  }

  /// What cmd/go asks for, if it has just become this program in its search for another Go.
  ///
  /// A Go that does not know the variable leaves it to all that it starts, so the name of the file that
  /// was started has to agree, where the system tells it.
  private func entry(_ world: World) -> GoEntry? {
    guard name.equals("go"), let wanted = world.variable(Variables.goSwitchVersion) else {
      return nil
    }
    if let file = Shim.file, file != wanted { return nil }
    return GoEntry(wanted[...])
  }

  @inline(never)
  private func resolve(_ query: Query, _ resolver: Resolver, traces: Bool) -> Active {
    Shim.orEnd { () throws(ResolutionError) in
      try resolver.resolve(query, includingAbsent: traces) { candidate in
        if traces || candidate.isWarning && query.isAboutToRun {
          StandardError.write(candidate.text)
        }
      }
    }
  }

  // MARK: - Ending

  /// What a step comes to; where it fails, its message ends the process.
  ///
  /// That spares every caller the code that cleans up behind an error.
  static func orEnd<Result>(_ step: () throws(ResolutionError) -> Result) -> Result {
    do throws(ResolutionError) { return try step() } catch { end(error) }
  }

  /// Ends the process with an error.
  @inline(never)
  static func end(_ error: ResolutionError) -> Never {
    StandardError.write(error.message)
    switch error {
    case .noPrograms, .programRefused: exit(ExitStatus.foundButCannotRun)
    default: exit(ExitStatus.nothingToRun)
    }
  }

  /// The request of a leading `+REQUEST` argument, without the plus.
  private var request: Bytes? {
    guard arguments[0] != nil, let first = arguments[1], first[0] == CChar(bitPattern: 43) else {
      return nil
    }
    return Bytes(cString: first + 1)
  }

  private func physicalDirectory(_ written: Bytes, _ world: World) -> Path? {
    if Path(written).isAbsolute { return world.physical(Path(written)) }
    return world.workingDirectory().flatMap { world.physical($0.appending(written)) }
  }

  /// The arguments behind the program's name.
  static func tail(_ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> [Bytes] {
    var tail: [Bytes] = []
    guard arguments[0] != nil else { return tail }
    var index = 1
    while let argument = arguments[index] {
      tail.append(Bytes(cString: argument))
      index += 1
    }
    return tail
  }

  /// Replaces this process by a program; returns the `errno` where that fails.
  static func execute(
    _ program: Path, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>,
    _ environment: Environment.Block
  ) -> Int32 {
    program.bytes.withCString { path in _ = execve(path, arguments, environment) }
    return clibc_errno()
  }
}
