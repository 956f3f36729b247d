import CLibc
import Resolution
import Toolchains

/// A program in a session of its own, without a terminal, whose output is kept.
final class Probe {
  /// What it has written to its descriptors 1, 2 and 3.
  private(set) var outputs: [Bytes] = [[], [], []]

  /// Whether it has closed all of them or ended.
  private(set) var isFinished = false

  private let process: pid_t
  private var descriptors: [Int32] = []

  /// Starts a program; nil where that is not possible.
  ///
  /// - Parameters:
  ///   - arguments: its name or path, and its arguments.
  ///   - environment: all it sees, `NAME=value` each.
  init?(_ arguments: [String], _ environment: [Bytes]) {
    var writes: [Int32] = []
    for _ in 0..<3 {
      var ends: [Int32] = [-1, -1]
      guard clibc_pipe(&ends) == 0 else { break }
      descriptors.append(ends[0])
      writes.append(ends[1])
    }
    var process: pid_t = 0
    var spawn = Spawn(
      arguments.map { Bytes($0.utf8) }, environment, descriptors: [nil] + writes)
    // A shell must not stop for want of the terminal, nor change its settings.
    spawn.group = .session
    let reason = writes.count == 3 ? spawn.start(&process) : EMFILE
    for descriptor in writes { close(descriptor) }
    self.process = process
    guard reason == 0 else {
      for descriptor in descriptors { close(descriptor) }
      descriptors = []
      return nil
    }
  }

  deinit {
    for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
  }

  /// Reads what several programs write until all have ended, and ends those that take too long.
  static func wait(_ probes: [Probe], milliseconds: Int) {
    let start = now()
    while probes.contains(where: { !$0.isFinished }) {
      let left = milliseconds - (now() - start)
      guard left > 0 else { break }
      var polled: [pollfd] = []
      var owners: [(probe: Probe, index: Int)] = []
      for probe in probes where !probe.isFinished {
        for index in 0..<3 where probe.descriptors[index] >= 0 {
          polled.append(
            pollfd(fd: probe.descriptors[index], events: Int16(POLLIN), revents: 0))
          owners.append((probe, index))
        }
      }
      // A short wait, since a program may end while something it started keeps a pipe open.
      let ready = poll(&polled, nfds_t(polled.count), Int32(min(left, 20)))
      if ready > 0 {
        for (entry, owner) in zip(polled, owners) where entry.revents != 0 {
          owner.probe.read(owner.index)
        }
      }
      for probe in probes { probe.notice() }
    }
    for probe in probes { probe.end() }
  }

  private func read(_ index: Int) {
    var buffer = Bytes(repeating: 0, count: 65536)
    let count = CLibc.read(descriptors[index], &buffer, buffer.count)
    if count > 0 {
      // Nobody wants megabytes of what a start-up file prints.
      if outputs[index].count < 1 << 20 { outputs[index].append(contentsOf: buffer[..<count]) }
    } else if count == 0 || clibc_errno() != EINTR {
      close(descriptors[index])
      descriptors[index] = -1
    }
  }

  private func notice() {
    guard !isFinished else { return }
    // Descriptor 3 is the answer's own; who has it open is still at work.
    if descriptors.allSatisfy({ $0 < 0 }) {
      isFinished = true
      while waitpid(process, nil, 0) < 0 && clibc_errno() == EINTR {}
    } else if waitpid(process, nil, WNOHANG) == process {
      for index in 0..<3 where descriptors[index] >= 0 { drain(index) }
      isFinished = true
    }
  }

  private func drain(_ index: Int) {
    _ = clibc_set_nonblocking(descriptors[index])
    while descriptors[index] >= 0 {
      let before = outputs[index].count
      read(index)
      if outputs[index].count == before { break }
    }
  }

  private func end() {
    guard !isFinished else { return }
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
    while waitpid(process, nil, 0) < 0 && clibc_errno() == EINTR {}
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }
}
