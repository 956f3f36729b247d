internal import CLibc
import Resolution
private import Toolchains

/// Bash as it runs an environment file, with a pipe for what the library tells.
struct BashChild: ~Copyable {
  private let process: pid_t
  private let hasOwnGroup: Bool
  private var reading: Int32
  private var oldMask = sigset_t()
  /// What is to end this process once the child has ended.
  private var ending: Int32?

  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Whether the user has interrupted it.
  private(set) var isInterrupted = false

  /// When to interrupt it once more, on the steady clock; nil for not at all.
  ///
  /// Bash loses an interrupt that comes between its look for one and a system call that waits.
  private var reminder: Int?

  /// How long bash has for an interrupt until the reminder, in nanoseconds.
  private static let patience = 200_000_000

  /// Starts bash.
  ///
  /// Until this value is gone, a signal that would end this process is one for the child first.
  init(
    _ bash: Path, _ arguments: [Bytes], _ environment: EnvironmentSnapshot, folder: Path,
    files: Bytes, readsInput: Bool
  ) throws(EnvironmentError) {
    var ends: [Int32] = [-1, -1]
    guard clibc_pipe(&ends) == 0 else { throw .cannotRun(bash, errno: clibc_errno()) }
    let content = files.withUnsafeBytes { clibc_anonymous_file($0.baseAddress, $0.count) }
    var reason = content < 0 ? clibc_errno() : 0
    // At a terminal an interrupt reaches everything in the foreground, and only what is there can
    // ask for a password; elsewhere a group of its own is the way to reach what the file started.
    let hasOwnGroup = clibc_is_foreground() == 0
    var process: pid_t = 0
    var signals = sigset_t()
    var oldMask = sigset_t()
    sigemptyset(&signals)
    for number in Self.signals { sigaddset(&signals, number) }
    sigprocmask(SIG_BLOCK, &signals, &oldMask)
    if reason == 0 {
      // What the file prints is for the user: its standard output is the error stream.
      var spawn = Spawn(
        arguments, environment.entries,
        descriptors: [
          readsInput ? STDIN_FILENO : nil, STDERR_FILENO, STDERR_FILENO, ends[1], content,
        ])
      spawn.folder = folder
      spawn.group = hasOwnGroup ? .new : .own
      spawn.isInterruptible = true
      reason = spawn.start(&process)
    }
    close(ends[1])
    if content >= 0 { close(content) }
    guard reason == 0 else {
      close(ends[0])
      sigprocmask(SIG_SETMASK, &oldMask, nil)
      throw .cannotRun(bash, errno: reason)
    }
    _ = clibc_set_nonblocking(ends[0])
    self.process = process
    self.hasOwnGroup = hasOwnGroup
    self.oldMask = oldMask
    reading = ends[0]
  }

  deinit {
    close(reading)
    var mask = oldMask
    sigprocmask(SIG_SETMASK, &mask, nil)
    if let ending { raise(ending) }
  }

  /// Waits for the end.
  ///
  /// - Parameters:
  ///   - limit: After how many nanoseconds it is called slow; nil for never.
  ///   - onSlow: Is called once then.
  ///   - onOutput: Is given what the library tells, as it comes.
  /// - Returns: The exit status, 128 + signal if a signal ended it.
  mutating func wait(
    slowAfter limit: Int?, onSlow: () -> Void, onOutput: (BytesSlice) -> Void
  ) -> Int32 {
    let start = SystemClock.steady
    var isSlow = false
    var isOpen = true
    var looks = 0
    var status: Int32 = 0
    while true {
      var waiting = pollfd(fd: isOpen ? reading : -1, events: Int16(POLLIN), revents: 0)
      // What the file left running may keep the pipe open: the end of bash is looked for besides.
      // With the pipe closed the end is at hand, mostly within microseconds.
      if !isOpen, looks < 100 { sched_yield() } else { _ = poll(&waiting, 1, isOpen ? 10 : 1) }
      if isOpen { isOpen = drain(onOutput) } else { looks += 1 }
      takeSignals()
      if let time = reminder, SystemClock.steady > time {
        remind()
        reminder = nil
      }
      if !isSlow, let limit, SystemClock.steady - start > limit {
        isSlow = true
        onSlow()
      }
      if waitpid(process, &status, WNOHANG) == process {
        _ = drain(onOutput)
        // One that came at the very end is meant for the file, too.
        takeSignals()
        return clibc_exit_status(status)
      }
    }
  }

  private func drain(_ onOutput: (BytesSlice) -> Void) -> Bool {
    var buffer = Bytes(repeating: 0, count: 65536)
    while true {
      let count = read(reading, &buffer, buffer.count)
      if count > 0 { onOutput(buffer[..<count]) }
      if count == 0 { return false }
      if count < 0, clibc_errno() != EINTR { return true }
    }
  }

  /// Interrupts bash once more, and before that what it waits for: a program that bash was just about
  /// to start when the user pressed the keys has not had the interrupt, and bash waits for its end.
  private func remind() {
    let list = Path(Bytes("/proc/\(process)/task/\(process)/children".utf8))
    if !hasOwnGroup, case .contents(let children) = World.live.read(list, 65536) {
      for child in children.words { if let number = child.decimal { kill(pid_t(number), SIGINT) } }
    }
    send(SIGINT)
  }

  private func send(_ signal: Int32) { kill(hasOwnGroup ? -process : process, signal) }

  /// Passes signals on; a second interrupt ends bash at once.
  private mutating func takeSignals() {
    var pending = sigset_t()
    guard sigpending(&pending) == 0 else { return }
    for number in Self.signals where sigismember(&pending, number) == 1 {
      var one = sigset_t()
      sigemptyset(&one)
      sigaddset(&one, number)
      var taken: Int32 = 0
      guard sigwait(&one, &taken) == 0 else { continue }
      switch number {
      case SIGINT where isInterrupted: send(SIGKILL)
      case SIGINT:
        isInterrupted = true
        reminder = SystemClock.steady + Self.patience
        // Otherwise the terminal has told bash, too.
        if hasOwnGroup { send(SIGINT) }
      default:
        ending = number
        send(number)
      }
    }
  }
}
