import CLibc
import Resolution

/// The shim's messages.
enum StandardError {
  /// Writes one message with the prefix that says who speaks.
  static func write(_ message: Bytes) {
    let text = message.withTilde(for: World.live.variable(Variables.userHome))
    Output.write(Bytes("tvm: ") + text + "\n", to: STDERR_FILENO)
  }
}

/// Plain output.
enum Output {
  /// Writes all bytes; nobody is left to tell where that fails.
  static func write(_ bytes: Bytes, to descriptor: Int32) {
    bytes.withUnsafeBytes { write($0, to: descriptor) }
  }

  /// Writes a piece of memory; nobody is left to tell where that fails.
  static func write(_ memory: UnsafeRawBufferPointer, to descriptor: Int32) {
    var rest = memory[...]
    while !rest.isEmpty {
      let count = CLibc.write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, clibc_errno() == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
