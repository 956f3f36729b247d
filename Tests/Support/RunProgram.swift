import CSpawn
import Foundation

/// What a program that has ended left behind.
package struct ProgramOutput: Equatable, Sendable {
  /// The exit status; 128 plus the number of the signal if one ended the program.
  package let status: Int32
  /// The bytes of standard output.
  package let outputBytes: [UInt8]
  /// The bytes of standard error.
  package let errorBytes: [UInt8]

  /// Standard output as text.
  package var output: String { String(decoding: outputBytes, as: UTF8.self) }
  /// Standard error as text.
  package var errors: String { String(decoding: errorBytes, as: UTF8.self) }
}

/// Runs a program to its end, with exactly the given environment and no terminal.
///
/// - Parameters:
///   - program: An absolute path.
///   - arguments: The arguments after the program's name.
///   - environment: Every variable the program sees.
///   - directory: The current directory of the program.
///   - input: What the program reads from standard input.
///   - seconds: How long it may take before it is killed.
/// - Returns: Its exit status and what it printed.
/// - Throws: `ProgramError.cannotStart` and `ProgramError.stillRunning`.
@discardableResult
package func runProgram(
  _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
  directory: String = "/", input: String = "", within seconds: Double = 180
) throws(ProgramError) -> ProgramOutput {
  let channels = [try Channel(program), try Channel(program), try Channel(program)]
  let child = try Child(
    program, arguments: arguments, environment: environment, directory: directory,
    descriptors: [channels[0].reading, channels[1].writing, channels[2].writing])
  channels[0].closeReading()
  channels[1].closeWriting()
  channels[2].closeWriting()

  // A writer of its own: a program that prints before it has read everything would block both.
  let writer = Thread { channels[0].write(Array(input.utf8)) }
  writer.start()
  let deadline = Date(timeIntervalSinceNow: seconds)
  guard let collected = readAll([channels[1], channels[2]], until: deadline) else {
    child.kill()
    _ = child.wait()
    throw .stillRunning(program: program, output: "")
  }
  return ProgramOutput(
    status: child.wait(), outputBytes: collected[0], errorBytes: collected[1])
}

/// A pipe between the test and a program.
private final class Channel: @unchecked Sendable {
  private(set) var reading: Int32 = -1
  private(set) var writing: Int32 = -1

  init(_ program: String) throws(ProgramError) {
    let code = cspawn_open_pipe(&reading, &writing)
    guard code == 0 else { throw .cannotStart(program: program, code: -code) }
  }

  deinit {
    closeReading()
    closeWriting()
  }

  func closeReading() {
    if reading >= 0 { close(reading) }
    reading = -1
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  /// Writes everything, unless the program closes its end before.
  func write(_ bytes: [UInt8]) {
    // The runner must survive a program that does not read its input.
    signal(SIGPIPE, SIG_IGN)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(writing, $0.baseAddress, $0.count) }
      if count <= 0 { break }
      rest = rest.dropFirst(count)
    }
    closeWriting()
  }
}

/// Everything the channels bring until they are closed; nil if that takes too long.
private func readAll(_ channels: [Channel], until deadline: Date) -> [[UInt8]]? {
  var collected = channels.map { _ in [UInt8]() }
  var open = channels.map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
  var buffer = [UInt8](repeating: 0, count: 65536)
  while open.contains(where: { $0.fd >= 0 }) {
    let ready = poll(&open, nfds_t(open.count), millisecondsLeft(until: deadline))
    if ready == 0 { return nil }
    for index in open.indices where open[index].fd >= 0 && open[index].revents != 0 {
      let count = read(open[index].fd, &buffer, buffer.count)
      if count > 0 {
        collected[index] += buffer[..<count]
      } else {
        open[index].fd = -1
      }
    }
  }
  return collected
}
