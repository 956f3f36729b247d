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
      if name[...].equals("rustup") { try RustupShim(arguments).become() }
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
    let request = self.request
    let commandLine = language == .go ? GoCommandLine(Shim.tail(arguments)) : nil
    let start = commandLine?.directory.flatMap { physicalDirectory($0, world) }
    let query = Query(language, program: name, request: request, directory: start)
    let traces = world.isOn(Variables.trace)
    let active = try resolver.resolve(query, includingAbsent: traces) { candidate in
      if traces || candidate.isWarning { StandardError.write(candidate.text) }
    }
    let program = active.program(name)
    if language == .rust { try RustRecursion(world).check(program) }
    var edits = active.environment(
      runsPackageAtVersion: commandLine?.runsPackageAtVersion ?? false, resolver, world)
    if active.mayCallBack(resolver.settings, world) {
      edits.append(
        try Trail(world).adding(program, process: Int(getpid()), resolver.home, world).edit)
    }
    if traces { StandardError.write(Bytes("runs ") + program.bytes.printable) }
    // Without the `+REQUEST` the name before it moves up into its place.
    if request != nil { arguments[1] = arguments[0] }
    let error = Shim.execute(program, arguments + (request != nil ? 1 : 0), edits)
    // The kernel says the same of a script whose interpreter is missing.
    if error == ENOENT || error == ENOTDIR, world.program(program) == nil {
      throw resolver.missing(name, active)
    }
    throw .programRefused(program, error, source: active.source)
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
    _ edits: [EnvironmentEdit]
  ) -> Int32 {
    Environment.apply(edits)
    program.bytes.withCString { path in
      _ = execve(path, arguments, clibc_environment().pointee)
    }
    return clibc_errno()
  }
}
