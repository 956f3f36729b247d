private import CLibc
package import Resolution

/// A program that is asked something: in a session of its own, without input and without a terminal,
/// its answer kept as far as anybody wants to read it.
package final class Probe {
  /// What it has written to its descriptors 1, 2 and 3; all to the first where they are one.
  package private(set) var outputs: [Bytes]

  /// Whether it has ended by itself.
  package private(set) var isFinished = false

  /// Its exit status as shells count; nil where it had to be ended.
  package private(set) var status: Int32?

  private let child: Child

  /// The most that is kept of each output: nobody wants megabytes of what a start-up file prints.
  private static let limit = 1 << 20

  /// Starts a program; nil where that is not possible.
  ///
  /// - Parameters:
  ///   - arguments: its name or path, and its arguments.
  ///   - environment: all it sees, `NAME=value` each.
  package convenience init?(_ arguments: [String], _ environment: [Bytes]) {
    // Who asks says in other words that there is no answer.
    try? self.init(Spawn(arguments.map { Bytes($0.utf8) }, environment))
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - spawn: what to start; its descriptors and its group are this type's own.
  ///   - isMerged: whether all outputs are one.
  /// - Throws: ``SpawnError``.
  package init(_ spawn: Spawn, isMerged: Bool = false) throws(SpawnError) {
    var spawn = spawn
    // A shell must not stop for want of the terminal, nor change its settings; and who interrupts
    // this process does not reach it.
    spawn.group = .session
    spawn.isBound = true
    child = try Child(spawn, outputs: 3, isMerged: isMerged)
    outputs = Array(repeating: [], count: child.outputs.count)
  }

  /// Reads what several programs write until all have ended, and ends those that take too long.
  package static func wait(_ probes: [Probe], milliseconds: Int) {
    let start = now()
    while probes.contains(where: { !$0.isFinished }) {
      let left = milliseconds - (now() - start)
      guard left > 0 else { break }
      var polled: [pollfd] = []
      var owners: [(probe: Probe, index: Int)] = []
      for probe in probes where !probe.isFinished {
        for (index, descriptor) in probe.child.outputs.enumerated() where descriptor >= 0 {
          polled.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
          owners.append((probe, index))
        }
      }
      // A program may end while something it started keeps a pipe open; and one that has closed all
      // of them is about to.
      let isClosing = probes.contains { !$0.isFinished && $0.isClosed }
      let ready = poll(&polled, nfds_t(polled.count), isClosing ? 1 : Int32(min(left, 20)))
      if ready > 0 {
        for (entry, owner) in zip(polled, owners) where entry.revents != 0 {
          owner.probe.read(owner.index)
        }
      }
      for probe in probes { probe.notice() }
    }
    for probe in probes where !probe.isFinished { probe.child.kill() }
  }

  private func read(_ index: Int) {
    var buffer = Bytes(repeating: 0, count: 65536)
    let count = CLibc.read(child.outputs[index], &buffer, buffer.count)
    if count > 0 {
      if outputs[index].count < Probe.limit { outputs[index].append(contentsOf: buffer[..<count]) }
    } else if count == 0 || clibc_errno() != EINTR {
      child.closeOutput(index)
    }
  }

  /// Whether it can say nothing more.
  private var isClosed: Bool { child.outputs.allSatisfy { $0 < 0 } }

  private func notice() {
    guard !isFinished, let status = child.statusIfEnded() else { return }
    for index in outputs.indices { drain(index) }
    self.status = status
    isFinished = true
  }

  private func drain(_ index: Int) {
    child.setNonblocking(index)
    while child.outputs[index] >= 0 {
      let before = outputs[index].count
      read(index)
      if outputs[index].count == before { break }
    }
  }

  private static func now() -> Int { SystemClock.steady / 1_000_000 }
}
