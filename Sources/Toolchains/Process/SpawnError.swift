package import Resolution

/// Why a program could not be started.
package struct SpawnError: Error, Equatable {
  /// Its name or path.
  package let program: Bytes
  /// What the system says.
  package let errno: Int32

  /// The error of a program.
  package init(program: Bytes, errno: Int32) {
    self.program = program
    self.errno = errno
  }
}

extension SpawnError: CustomStringConvertible {
  package var description: String {
    "cannot run \(program.printable.text): \(systemMessage(errno).text)"
  }
}
