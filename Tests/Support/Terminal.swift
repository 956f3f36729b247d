import CSpawn
import Foundation

/// A program on a pseudo-terminal of its own, driven as somebody at the keyboard would.
package final class Terminal {
  private let child: Child
  private let controller: Int32
  private var screen: [UInt8] = []
  private var read = 0
  private var ended = false
  private var markers = 0

  /// How long to wait for text before the test fails, in seconds.
  package var patience: Double = 120

  /// Starts a program as leader of a session on a new terminal.
  ///
  /// - Parameters:
  ///   - program: An absolute path.
  ///   - arguments: The arguments after the program's name.
  ///   - environment: Every variable the program sees.
  ///   - directory: The current directory of the program.
  /// - Throws: `ProgramError.cannotStart`.
  package init(
    _ program: String, _ arguments: [String] = [], environment: [String: String],
    directory: String
  ) throws(ProgramError) {
    var controller: Int32 = -1
    var terminal: Int32 = -1
    let code = cspawn_open_terminal(&controller, &terminal)
    guard code == 0 else { throw .cannotStart(program: program, code: -code) }
    defer { close(terminal) }
    child = try Child(
      program, arguments: arguments, environment: environment, directory: directory,
      descriptors: [terminal, terminal, terminal], ownTerminal: true)
    self.controller = controller
  }

  deinit {
    close(controller)
    guard !ended else { return }
    child.kill()
    _ = child.wait()
  }

  /// The process id of the program.
  package var processID: Int32 { child.id }

  /// Types a text as it is; a control character such as `\u{3}` is a key.
  package func type(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
      if count <= 0 { break }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits until a text appears behind what earlier calls have returned.
  ///
  /// - Parameter text: The text, as it comes from the program.
  /// - Returns: Everything new on the screen up to and including the text.
  /// - Throws: `ProgramError.notSeen` if it does not come in time.
  @discardableResult
  package func wait(for text: String) throws(ProgramError) -> String {
    let wanted = Array(text.utf8)
    let deadline = Date(timeIntervalSinceNow: patience)
    while true {
      if let end = position(after: wanted) {
        defer { read = end }
        return String(decoding: screen[read..<end], as: UTF8.self)
      }
      guard readMore(until: deadline) else {
        throw .notSeen(text: text, screen: String(decoding: screen[read...], as: UTF8.self))
      }
    }
  }

  /// Runs one line in a shell and waits until the shell has shown the prompt after it.
  ///
  /// The end is recognised by a second line that prints a marker, so what the prompt hook of the
  /// first line printed is part of the answer. The echo of that line never equals the marker.
  ///
  /// - Parameter line: A command for any of bash, zsh and fish.
  /// - Returns: What was printed, echoes of the typed lines included, without escape sequences.
  /// - Throws: `ProgramError.notSeen` if the shell does not answer in time.
  @discardableResult
  package func run(_ line: String) throws(ProgramError) -> String {
    markers += 1
    type(line + "\n")
    type("printf '<%s-%s>\\n' seen \(markers)\n")
    return withoutEscapes(try wait(for: "<seen-\(markers)>"))
  }

  /// Waits for the end of the program.
  ///
  /// - Returns: Its exit status; 128 plus the number of the signal if one ended it.
  /// - Throws: `ProgramError.stillRunning` if it does not end in time.
  package func waitForExit() throws(ProgramError) -> Int32 {
    let deadline = Date(timeIntervalSinceNow: patience)
    while readMore(until: deadline) {}
    if deadline.timeIntervalSinceNow <= 0 {
      throw .stillRunning(
        program: child.program, output: String(decoding: screen[read...], as: UTF8.self))
    }
    ended = true
    return child.wait()
  }

  private func position(after wanted: [UInt8]) -> Int? {
    guard screen.count - read >= wanted.count else { return nil }
    for start in read...(screen.count - wanted.count)
    where screen[start..<start + wanted.count].elementsEqual(wanted) {
      return start + wanted.count
    }
    return nil
  }

  /// Reads what has come; false at the deadline and when nobody has the terminal open any more.
  private func readMore(until deadline: Date) -> Bool {
    var waiting = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, millisecondsLeft(until: deadline)) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 16384)
    let count = Foundation.read(controller, &buffer, buffer.count)
    guard count > 0 else { return false }
    screen += buffer[..<count]
    return true
  }

  private func withoutEscapes(_ text: String) -> String {
    // Control sequences, operating system commands (the title), character sets and key modes.
    let escape = /\u{1B}(\[[0-9;?>=]*[ -\/]*[@-~]|\][^\u{07}\u{1B}]*(\u{07}|\u{1B}\\)|[()].|[=>])/
    return text.replacing(escape, with: "")
      .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }
}
