import Environment
import Resolution
import Toolchains

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
    guard let program = ProgramSearch.path(of: name, on: path),
      World.live.program(program) != nil
    else { return .programMissing(name, path: path) }
    let error = Spawn(arguments, environment.entries).replaceProcess(with: program)
    return .system(Literal("exec"), program.bytes, errno: error.errno)
  }
}
