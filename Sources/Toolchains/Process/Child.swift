private import CLibc
package import Resolution

/// A program started from here, with a pipe for each of its descriptors 1, 2 and so on.
///
/// It inherits no other descriptor, and is gone when this value is.
package final class Child {
  private let process: Int32
  private var isReaped = false

  /// Read ends of the child's descriptors 1, 2 and so on; -1 once closed.
  package private(set) var outputs: [Int32]

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - spawn: What to start; its descriptors are those that stand here.
  ///   - outputs: How many pipes there are.
  ///   - isMerged: Whether all of them are one, the first.
  ///   - input: What it finds on descriptor 0, no more than a pipe holds; nil for nothing.
  /// - Throws: ``SpawnError``.
  package init(
    _ spawn: Spawn, outputs: Int, isMerged: Bool = false, input: Bytes? = nil
  ) throws(SpawnError) {
    var reads: [Int32] = []
    var writes: [Int32] = []
    var reason: Int32 = 0
    let source = input.flatMap { Child.pipe(holding: $0, &reason) }
    defer { if let source { close(source) } }
    for _ in 0..<(isMerged ? 1 : outputs) where reason == 0 {
      var ends: [Int32] = [-1, -1]
      if clibc_pipe(&ends) == 0 {
        reads.append(ends[0])
        writes.append(ends[1])
      } else {
        reason = clibc_errno()
      }
    }
    var process: Int32 = 0
    if reason == 0 {
      var spawn = spawn
      // The folder of this process is not the child's to hold, nor is its input.
      spawn.descriptors =
        [source] + (isMerged ? Array(repeating: writes[0], count: outputs) : writes)
      reason = spawn.start(&process)
    }
    for descriptor in writes { close(descriptor) }
    guard reason == 0 else {
      for descriptor in reads { close(descriptor) }
      throw SpawnError(program: spawn.arguments.first ?? [], errno: reason)
    }
    self.process = process
    self.outputs = reads
  }

  /// The end to read from of a pipe that holds something already, so that nobody has to write later.
  private static func pipe(holding bytes: Bytes, _ reason: inout Int32) -> Int32? {
    var ends: [Int32] = [-1, -1]
    guard clibc_pipe(&ends) == 0 else {
      reason = clibc_errno()
      return nil
    }
    defer { close(ends[1]) }
    // What does not fit is an error, not a wait for ever.
    _ = clibc_set_nonblocking(ends[1])
    let count = bytes.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
    guard count == bytes.count else {
      reason = count < 0 ? clibc_errno() : E2BIG
      close(ends[0])
      return nil
    }
    return ends[0]
  }

  /// Makes reading from one pipe return at once.
  package func setNonblocking(_ index: Int) {
    if outputs[index] >= 0 { _ = clibc_set_nonblocking(outputs[index]) }
  }

  /// Closes one pipe; the child gets `SIGPIPE` if it writes more.
  ///
  /// - Parameter index: 0 for descriptor 1, and so on.
  package func closeOutput(_ index: Int) {
    guard outputs[index] >= 0 else { return }
    close(outputs[index])
    outputs[index] = -1
  }

  /// Waits for the child's end.
  ///
  /// - Returns: Its exit status, 128 + signal if a signal ended it.
  package func wait() -> Int32 {
    isReaped = true
    return Spawn.wait(for: process)
  }

  /// The exit status of a child that has ended; nil while it runs.
  package func statusIfEnded() -> Int32? {
    var status: Int32 = 0
    guard !isReaped, waitpid(process, &status, WNOHANG) == process else { return nil }
    isReaped = true
    return clibc_exit_status(status)
  }

  /// Ends the child, and all that it leads.
  package func kill() {
    guard !isReaped else { return }
    // Where it leads no group there is none of this number.
    _ = CLibc.kill(-process, SIGKILL)
    _ = CLibc.kill(process, SIGKILL)
    _ = wait()
  }

  deinit {
    for descriptor in outputs where descriptor >= 0 { close(descriptor) }
    kill()
  }
}
