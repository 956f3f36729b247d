private import CLibc
private import Resolution

/// What is said of locks, whoever takes them.
package enum LockNotice {
  /// The line that says for whom is waited.
  ///
  /// - Parameters:
  ///   - what: what that process is at work on.
  ///   - process: its number, if it is known.
  /// - Returns: the line, without the program's name.
  package static func waiting(for what: String, _ process: Int?) -> String {
    let holder = process.map { "process \($0)" } ?? "another process"
    return "waiting for \(holder) to finish with \(what)"
  }

  /// Says for whom is waited, where nobody else does.
  ///
  /// - Parameter what: what that process is at work on.
  /// - Returns: what a lock is to call before it waits.
  package static func teller(of what: String) -> (_ process: Int?) -> Void {
    { process in tell(waiting(for: what, process)) }
  }

  /// Says that there are no locks, once.
  static func tellOfNoLocks() { noLocks }

  private static let noLocks: Void = tell(
    "this file system has no locks; going on without: run one command at a time here")

  private static func tell(_ line: String) {
    let bytes = Bytes("tvm: \(line)\n".utf8)
    // Where nobody hears it nothing is lost.
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
