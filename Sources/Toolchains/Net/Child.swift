import CLibc
private import Resolution

/// A program started from here, with a pipe for each of its descriptors 1, 2 and 3.
///
/// It reads nothing, inherits no other descriptor, and is gone when this value is.
struct Child: ~Copyable {
  private let process: pid_t
  private var isReaped = false
  /// Read ends of the child's descriptors 1, 2 and 3; -1 once closed.
  private(set) var outputs: [Int32]

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - arguments: The program's name, looked up on `PATH`, and its arguments.
  ///   - environment: Variables on top of this process's own.
  /// - Throws: `.noCurl`, the only program started so.
  init(_ arguments: [String], environment: [String: String]) throws(DownloadError) {
    var reads: [Int32] = []
    var writes: [Int32] = []
    var reason: Int32 = 0
    for _ in 0..<3 where reason == 0 {
      var ends: [Int32] = [-1, -1]
      if clibc_pipe(&ends) == 0 {
        reads.append(ends[0])
        writes.append(ends[1])
      } else {
        reason = clibc_errno()
      }
    }
    var process: pid_t = 0
    if reason == 0 {
      let spawn = Spawn(
        arguments.map { Bytes($0.utf8) }, Child.variables(with: environment),
        descriptors: [nil] + writes)
      reason = spawn.start(&process)
    }
    for descriptor in writes { close(descriptor) }
    guard reason == 0 else {
      for descriptor in reads { close(descriptor) }
      throw .noCurl(reason: errorText(reason))
    }
    // The headers are drained to the last byte before a body is looked at.
    _ = clibc_set_nonblocking(reads[2])
    self.process = process
    self.outputs = reads
  }

  /// Closes one pipe; the child gets `SIGPIPE` if it writes more.
  ///
  /// - Parameter index: 0 for descriptor 1, and so on.
  mutating func closeOutput(_ index: Int) {
    guard outputs[index] >= 0 else { return }
    close(outputs[index])
    outputs[index] = -1
  }

  /// Waits for the child's end.
  ///
  /// - Returns: Its exit status, 128 + signal if a signal ended it.
  mutating func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && clibc_errno() == EINTR {}
    isReaped = true
    return clibc_exit_status(status)
  }

  deinit {
    for descriptor in outputs where descriptor >= 0 { close(descriptor) }
    guard !isReaped else { return }
    kill(process, SIGKILL)
    while waitpid(process, nil, 0) < 0 && clibc_errno() == EINTR {}
  }

  private static func variables(with changes: [String: String]) -> [Bytes] {
    var variables: [Bytes] = changes.map { Bytes("\($0)=\($1)".utf8) }
    var next = clibc_environment().pointee
    while let variable = next?.pointee {
      let entry = Bytes(cString: variable)
      let name = String(decoding: entry.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
      if changes[name] == nil { variables.append(entry) }
      next = next?.advanced(by: 1)
    }
    return variables
  }
}
