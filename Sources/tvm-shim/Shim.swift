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

  /// Becomes the real program; returns an exit status only where that is not possible.
  func run() -> Int32 {
    guard let language = Language(program: name[...]) else { return OwnCommand(arguments).run() }
    do throws(ResolutionError) {
      try become(language)
    } catch {
      StandardError.write(error.message)
      if case .programRefused = error { return ExitStatus.foundButCannotRun }
      return ExitStatus.nothingToRun
    }
  }

  private func become(_ language: Language) throws(ResolutionError) -> Never {
    let world = World.live
    let resolver = try Resolver(world)
    let commandLine = GoCommandLine(Shim.tail(arguments))
    let traces = world.isOn(Variables.trace)
    let active = try resolver.resolve(query(language, commandLine, world)) { candidate in
      if traces { StandardError.write(candidate.text) }
    }
    let program = active.program(name)
    var edits = active.environment(
      runsPackageAtVersion: commandLine.runsPackageAtVersion, resolver, world)
    if active.mayCallBack(resolver.settings, world) {
      edits.append(
        try Trail(world).adding(program, process: Int(getpid()), resolver.home, world).edit)
    }
    if traces { StandardError.write(Bytes("runs ") + program.bytes.printable) }
    let error = execute(program, withoutRequest: commandLine.request != nil, edits)
    // The kernel says the same of a script whose interpreter is missing.
    if error == ENOENT || error == ENOTDIR, world.program(program) == nil {
      throw .programMissing(program, source: active.source)
    }
    throw .programRefused(program, error, source: active.source)
  }

  private func query(
    _ language: Language, _ commandLine: GoCommandLine, _ world: World
  ) -> Query {
    let directory: Path? = commandLine.directory.flatMap { directory in
      if Path(directory).isAbsolute { return world.physical(Path(directory)) }
      return world.workingDirectory().flatMap { world.physical($0.appending(directory)) }
    }
    return Query(language, program: name, request: commandLine.request, directory: directory)
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
  private func execute(
    _ program: Path, withoutRequest: Bool, _ edits: [EnvironmentEdit]
  ) -> Int32 {
    // Without the `+REQUEST` the name before it moves up into its place.
    if withoutRequest { arguments[1] = arguments[0] }
    Environment.apply(edits)
    program.bytes.withCString { path in
      _ = execve(path, arguments + (withoutRequest ? 1 : 0), clibc_environment().pointee)
    }
    return clibc_errno()
  }
}
