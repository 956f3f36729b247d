import Foundation

/// A program that runs beside the test, which can stop and signal it.
///
/// It is killed with the last reference.
package final class RunningProgram {
  private let child: Child
  private let errorFile: String
  private var status: Int32?

  /// Starts a program in a sandbox with its environment; what it prints goes into files there.
  ///
  /// - Parameters:
  ///   - program: An absolute path.
  ///   - arguments: The arguments after the program's name.
  ///   - sandbox: Where it runs.
  ///   - directory: A path below the sandbox's root.
  /// - Throws: `ProgramError.cannotStart`.
  package init(
    _ program: String, _ arguments: [String], in sandbox: Sandbox, directory: String = ""
  ) throws(ProgramError) {
    errorFile = sandbox.path("tmp/\(UUID().uuidString).errors")
    let input = open("/dev/null", O_RDWR | O_CLOEXEC)
    let errors = open(errorFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    defer { [input, errors].forEach { close($0) } }
    child = try Child(
      program, arguments: arguments, environment: sandbox.environment,
      directory: sandbox.path(directory), descriptors: [input, input, errors])
  }

  deinit {
    child.kill()
    if status == nil { _ = child.wait() }
  }

  /// The process id of the program.
  package var processID: Int32 { child.id }

  /// What the program has printed to standard error so far.
  package var errors: String {
    String(decoding: FileManager.default.contents(atPath: errorFile) ?? Data(), as: UTF8.self)
  }

  /// Sends a signal to the program alone.
  ///
  /// - Parameter number: The signal's number, such as `SIGTERM`.
  package func send(_ number: Int32) { kill(child.id, number) }

  /// Waits until the program has stopped itself.
  ///
  /// - Returns: Whether it stopped; false if it ended instead.
  package func waitUntilStopped() -> Bool {
    var raw: Int32 = 0
    while waitpid(child.id, &raw, WUNTRACED) < 0 && errno == EINTR {}
    if raw & 0xff == 0x7f { return true }
    status = raw & 0x7f == 0 ? raw >> 8 & 0xff : 128 + (raw & 0x7f)
    return false
  }

  /// Waits for the end.
  ///
  /// - Returns: The exit status; 128 plus the number of the signal if one ended the program.
  package func waitForExit() -> Int32 {
    if let status { return status }
    let status = child.wait()
    self.status = status
    return status
  }
}
