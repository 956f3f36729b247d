/// Why a program could not be started, or did not do in time what a test waited for.
package enum ProgramError: Error, Equatable, CustomStringConvertible {
  /// The program cannot be started; the number is an `errno`.
  case cannotStart(program: String, code: Int32)
  /// The program was still running at its deadline and has been killed.
  case stillRunning(program: String, output: String)
  /// The text did not appear on the terminal in time, or the program ended before.
  case notSeen(text: String, screen: String)

  /// The words of the error.
  package var description: String {
    switch self {
    case .cannotStart(let program, let code): "\(program) cannot be started (errno \(code))"
    case .stillRunning(let program, let output): "\(program) is still running:\n\(output)"
    case .notSeen(let text, let screen): "\"\(text)\" was not seen in:\n\(screen)"
    }
  }
}
