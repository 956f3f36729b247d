/// Why a test cannot do what it wants to, or why a program did not do in time what it waited for.
package enum ProgramError: Error, Equatable, CustomStringConvertible {
  /// The program cannot be started; the number is an `errno`.
  case cannotStart(program: String, code: Int32)
  /// A test of the quick set wants to start a program.
  case notQuick(program: String)
  /// The path, as the test has it, is not below the folder that the test may change.
  case outside(path: String, root: String)
  /// The program was still running at its deadline and has been killed.
  case stillRunning(program: String, output: String)
  /// The text did not appear on the terminal in time, or the program ended before.
  case notSeen(text: String, screen: String)

  /// The words of the error.
  package var description: String {
    switch self {
    case .cannotStart(let program, let code): "\(program) cannot be started (errno \(code))"
    case .notQuick(let program):
      "\(program) is not started: the quick set starts no program; name the suite in Tests/run.sh"
    case .outside(let path, let root): "\"\(path)\" is not below \(root)"
    case .stillRunning(let program, let output): "\(program) is still running:\n\(output)"
    case .notSeen(let text, let screen): "\"\(text)\" was not seen in:\n\(screen)"
    }
  }
}
