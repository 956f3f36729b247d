internal import CLibc
package import Resolution

#if canImport(FoundationEssentials)
private import FoundationEssentials
#else
private import Foundation
#endif

/// What the program prints: results to standard output, messages to standard error.
package enum Output {
  /// Prints a line of the result.
  package static func print(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

  /// Prints the result as it is.
  package static func print(bytes: Bytes) { write(bytes, to: STDOUT_FILENO) }

  /// Prints a result as JSON, keys sorted, so that it is the same at every run.
  package static func print(json value: some Encodable) throws {
    if let list = value as? [any Encodable], list.isEmpty { return print("[]") }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    write(Bytes(try encoder.encode(value)) + Bytes("\n"), to: STDOUT_FILENO)
  }

  /// Prints a line of the result for people.
  package static func print(shown line: String) { print(line.withTilde) }

  /// Tells the user something beside the result: nothing in it moves the cursor, and nothing is secret.
  package static func note(_ message: String) { tell(message, .dim) }

  /// Tells the user what failed.
  package static func failure(_ message: String) { tell(message, .red) }

  /// The same in a form of its own, without a final line end.
  package static func error(_ message: String) {
    write(message.withoutSecrets.shownLines + "\n", to: STDERR_FILENO)
  }

  private static func tell(_ message: String, _ style: TerminalStyle) {
    let text = "tvm: \(message)".withoutSecrets.shownLines.withTilde
    write(
      isColored(STDERR_FILENO) ? style.painted(message: text) + "\n" : text + "\n",
      to: STDERR_FILENO)
  }

  /// Whether what is written to a descriptor gets colors.
  package static func isColored(_ descriptor: Int32) -> Bool {
    let world = World.live
    if world.setVariable(Variables.noColor) != nil { return false }
    if let force = world.setVariable(Variables.forcedColor) { return force != Bytes("0") }
    let isOff =
      world.setVariable(Variables.color) == Bytes("0")
      || world.setVariable(Variables.terminal) == Bytes("dumb")
    return !isOff && isatty(descriptor) == 1
  }

  /// The text of a result in a style, where its reader sees styles.
  package static func styled(_ text: String, _ style: TerminalStyle) -> String {
    isColored(STDOUT_FILENO) ? style.painted(text) : text
  }

  /// Tells the user something in a form of its own.
  package static func error(bytes: Bytes) { write(bytes, to: STDERR_FILENO) }

  /// Whether messages are read on a terminal.
  package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  private static func write(_ text: String, to descriptor: Int32) {
    write(Bytes(text.utf8), to: descriptor)
  }

  private static func write(_ bytes: Bytes, to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { CLibc.write(descriptor, $0.baseAddress, $0.count) }
      let error = clibc_errno()
      if count < 0, error == EINTR { continue }
      guard count > 0 else {
        // A reader that has had enough, such as `head`, is no error.
        guard descriptor == STDOUT_FILENO else { exit(1) }
        if error == EPIPE { exit(0) }
        Output.note("cannot write to standard output: \(systemMessage(error).text)")
        exit(1)
      }
      rest = rest.dropFirst(count)
    }
  }
}
