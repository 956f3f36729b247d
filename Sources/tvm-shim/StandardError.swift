import CLibc
import Resolution

/// The shim's messages.
enum StandardError {
  /// Writes one message with the prefix that says who speaks.
  static func write(_ message: Bytes) {
    Output.write(Bytes("tvm: ") + message + "\n", to: STDERR_FILENO)
  }
}

/// Plain output.
enum Output {
  /// Writes all bytes; nobody is left to tell where that fails.
  static func write(_ bytes: Bytes, to descriptor: Int32) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        CLibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, clibc_errno() == EINTR { continue }
      guard count > 0 else { return }
      written += count
    }
  }
}
