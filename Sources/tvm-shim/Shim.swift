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
  private let name: Bytes

  init(_ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
    self.arguments = arguments
    name = Shim.name(arguments[0])
  }

  /// The name in the first argument counts if it is a shim's, else the one of the file that was
  /// started: `exec -a` and callers like it may put anything into the first argument.
  private static func name(_ first: UnsafeMutablePointer<CChar>?) -> Bytes {
    let called = Bytes(Path(first.map { Bytes(cString: $0) } ?? []).name)
    if Language(program: called[...]) != nil { return called }
    #if os(Linux)
    if let file = UnsafePointer<CChar>(bitPattern: getauxval(UInt(AT_EXECFN))) {
      return Bytes(Path(Bytes(cString: file)).name)
    }
    #endif
    return called
  }

  /// Becomes the real program; returns an exit status only where it was called by no tool's name.
  func run() -> Int32 {
    guard let language = Language(program: name[...]) else { return OwnCommand(arguments).run() }
    if name[...].equals("rustup") { RustupShim(arguments).become() }
    become(language)
  }

  private func become(_ language: Language) -> Never {
    let environment = Environment()
    let world = World.live { environment.value(of: $0) }
    let resolver = Shim.orEnd { () throws(ResolutionError) in try Resolver(world, for: language) }
    let (start, runsPackageAtVersion) = commandLine(language, world)
    let traces = world.isOn(Variables.trace)
    var query = Query(
      language, program: name, request: request, directory: start, isAboutToRun: !traces)
    // Without the `+REQUEST` the name before it moves up into its place.
    if query.request != nil { arguments[1] = arguments[0] }
    while true {
      let active = resolve(query, resolver, traces: traces)
      let program = active.program(name)
      var edits = active.environment(
        runsPackageAtVersion: runsPackageAtVersion, resolver, world)
      Shim.orEnd { () throws(ResolutionError) in
        if language == .rust { try RustRecursion(world).check(program) }
        guard active.mayCallBack(resolver.settings, world) else { return }
        edits.append(
          try ShimCalls(world).adding(program, process: Int(getpid()), resolver.home, world).edit)
      }
      if traces { StandardError.write(Bytes("runs ") + program.bytes.printable) }
      let error = Shim.execute(
        program, arguments + (query.request != nil ? 1 : 0), environment.edited(edits))
      // The kernel says the same of a script whose interpreter is missing.
      if !query.isAboutToRun {
        let isMissing = (error == ENOENT || error == ENOTDIR) && world.program(program) == nil
        Shim.end(
          isMissing
            ? resolver.missing(name, active)
            : .programRefused(program, error, source: active.source))
      }
      // What could not be run is worth a look at what is installed.
      query.isAboutToRun = false
    }
  }

  /// Where `go -C DIR` and `cargo +msrv … --manifest-path FILE` start, and whether a package of a
  /// version is run or installed.
  @inline(never)
  private func commandLine(_ language: Language, _ world: World) -> (start: Path?, runs: Bool) {
    var directory: Bytes?
    var runsPackageAtVersion = false
    if language == .go {
      let commandLine = GoCommandLine(Shim.tail(arguments))
      directory = commandLine.directory
      runsPackageAtVersion = commandLine.runsPackageAtVersion
    } else if let request, request.equals("msrv") {
      directory = CargoCommandLine.manifest(Shim.tail(arguments)).map {
        Path($0).parent?.bytes ?? Bytes(".")
      }
    }
    return (directory.flatMap { physicalDirectory($0, world) }, runsPackageAtVersion)
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
    if case .programRefused = error { exit(ExitStatus.foundButCannotRun) }
    exit(ExitStatus.nothingToRun)
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
