import CLibc
import Environment
import Resolution

/// A program that takes this one's place.
struct DirenvExecution {
  private let name: Bytes
  private let arguments: [Bytes]
  private let environment: EnvironmentSnapshot

  /// A program with its arguments, its own name among them, and its environment.
  init(_ name: Bytes, _ arguments: [Bytes], _ environment: EnvironmentSnapshot) {
    self.name = name
    self.arguments = arguments
    self.environment = environment
  }

  /// Starts the program.
  ///
  /// - Returns: Why that was not possible; where it was, this does not return.
  func start() -> DirenvFault {
    let path = environment[Variables.path] ?? []
    guard let program = found(path) else { return .programMissing(name, path: path) }
    var words = arguments.map { word in word.withCString { strdup($0) } }
    var variables = environment.entries.map { entry in entry.withCString { strdup($0) } }
    words.append(nil)
    variables.append(nil)
    program.bytes.withCString { _ = execve($0, words, variables) }
    return .system(Literal("exec"), program.bytes, errno: clibc_errno())
  }

  /// The first such program on the new `PATH`.
  private func found(_ path: Bytes) -> Path? {
    if name.contains(UInt8(ascii: "/")) {
      return World.live.program(Path(name)) == nil ? nil : Path(name)
    }
    for folder in path.parts(between: ":") {
      let program = Path(folder.isEmpty ? Bytes(".") : Bytes(folder)).appending(name)
      if World.live.program(program) != nil { return program }
    }
    return nil
  }
}
