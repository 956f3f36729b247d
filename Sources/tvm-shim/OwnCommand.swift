import CLibc
import Resolution

/// What the shim answers under its own name, in a process as small as a shim: the hook's question, and
/// what the environment is, for the library of environment files.
struct OwnCommand {
  private let arguments: [Bytes]

  init(_ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
    self.arguments = Shim.tail(arguments)
  }

  /// Answers and returns the exit status.
  func run() -> Int32 {
    if let first = arguments.first, first[...].equals("--environment") {
      // Further words are entries that come first, and so count.
      for entry in arguments.dropFirst() { Output.write(entry + [0], to: STDOUT_FILENO) }
      Environment().print(to: STDOUT_FILENO)
      return 0
    }
    guard arguments.count == 1, arguments[0][...].equals("--active") else {
      StandardError.write(
        Bytes("tvm-shim runs under the names of the programs it stands for; its own name knows")
          + " only --active")
      return ExitStatus.usage
    }
    do throws(ResolutionError) {
      let environment = Environment()
      let world = World.live { environment.value(of: $0) }
      // In a directory that was deleted nothing is active, and for a prompt that is no change.
      guard world.workingDirectory() != nil else { return ExitStatus.nothingToRun }
      Output.write(ActiveLines(try Resolver(world)).bytes, to: STDOUT_FILENO)
      return 0
    } catch {
      StandardError.write(error.message)
      return ExitStatus.nothingToRun
    }
  }
}
