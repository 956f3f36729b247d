internal import CLibc
package import Resolution

/// What other programs hand to this one.
package enum StandardInput {
  /// All that is left of it.
  package static func read() -> Bytes {
    var text = Bytes()
    var buffer = Bytes(repeating: 0, count: 65536)
    while true {
      let count = CLibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, clibc_errno() == EINTR { continue }
      guard count > 0 else { return text }
      text += buffer[..<count]
    }
  }
}
