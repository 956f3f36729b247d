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
  ///   - input: What it reads, which has to fit into a pipe; nothing where it is nil.
  /// - Throws: ``SpawnError``.
  package init(
    _ spawn: Spawn, outputs: Int, isMerged: Bool = false, input: Bytes? = nil
  ) throws(SpawnError) {
    var reads: [Int32] = []
    var writes: [Int32] = []
    var reason: Int32 = 0
    for _ in 0..<(isMerged ? 1 : outputs) where reason == 0 {
      var ends: [Int32] = [-1, -1]
      if clibc_pipe(&ends) == 0 {
        reads.append(ends[0])
        writes.append(ends[1])
      } else {
        reason = clibc_errno()
      }
    }
    var question: Int32?
    if let input, reason == 0 { reason = Child.fill(&question, with: input) }
    defer { if let question { close(question) } }
    var process: Int32 = 0
    if reason == 0 {
      var spawn = spawn
      // The folder of this process is not the child's to hold, nor is its input.
      spawn.descriptors =
        [question] + (isMerged ? Array(repeating: writes[0], count: outputs) : writes)
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

  /// Makes a pipe with some bytes in it and nobody to write more.
  ///
  /// - Parameters:
  ///   - descriptor: becomes its read end.
  ///   - input: the bytes.
  /// - Returns: 0 or an error number.
  private static func fill(_ descriptor: inout Int32?, with input: Bytes) -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard clibc_pipe(&ends) == 0 else { return clibc_errno() }
    descriptor = ends[0]
    defer { close(ends[1]) }
    // Nobody reads yet: what does not fit must not wait for that.
    _ = clibc_set_nonblocking(ends[1])
    do throws(SystemError) { try OutputFile.write(input, to: ends[1]) } catch {
      return error.errno == EAGAIN ? E2BIG : error.errno
    }
    return 0
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
