import CSpawn
import Foundation

/// A program that runs beside the test, which can stop and signal it.
///
/// It is killed with the last reference.
package final class RunningProgram {
  private let child: Child
  private let errorPipe: Int32
  private var errorBytes: [UInt8] = []
  private var status: Int32?

  /// Starts a program in a sandbox with its environment; what it prints is read from here, up to the
  /// 64 KiB that a pipe takes.
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
    var reading: Int32 = -1
    var writing: Int32 = -1
    let code = cspawn_open_pipe(&reading, &writing)
    guard code == 0 else { throw .cannotStart(program: program, code: -code) }
    let input = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { [input, writing].forEach { close($0) } }
    do throws(ProgramError) {
      child = try Child(
        program, arguments: arguments, environment: sandbox.environment,
        directory: sandbox.path(directory), descriptors: [input, input, writing])
    } catch {
      close(reading)
      throw error
    }
    errorPipe = reading
  }

  deinit {
    if status == nil {
      child.kill()
      _ = child.wait()
    }
    close(errorPipe)
  }

  /// The process id of the program.
  package var processID: Int32 { child.id }

  /// What the program has printed to standard error so far.
  package var errors: String {
    while readErrors(within: 0) {}
    return String(decoding: errorBytes, as: UTF8.self)
  }

  /// Waits until the program has printed a text to standard error.
  ///
  /// - Parameter text: The text.
  /// - Returns: Whether it did, before its end and within two minutes.
  package func waitForErrors(containing text: String) -> Bool {
    while !String(decoding: errorBytes, as: UTF8.self).contains(text) {
      guard readErrors(within: 120_000) else { return false }
    }
    return true
  }

  /// Reads what has come; false where nothing comes in time or any more.
  private func readErrors(within milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: errorPipe, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 16384)
    let count = read(errorPipe, &buffer, buffer.count)
    if count > 0 { errorBytes += buffer[..<count] }
    return count > 0
  }

  /// Sends a signal to the program alone.
  ///
  /// - Parameter number: The signal's number, such as `SIGTERM`.
  package func send(_ number: Int32) { if status == nil { kill(child.id, number) } }

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
