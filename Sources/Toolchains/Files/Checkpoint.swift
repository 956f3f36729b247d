private import CLibc
private import Resolution

/// The points at which a test can stop a process to kill it there.
///
/// A process started with `TVM_TEST_CHECKPOINT` naming one of them stops itself with `SIGSTOP` when
/// it gets there, so that a test sees it with `waitpid` and need not guess a time.
package enum Checkpoint: String, CaseIterable, Sendable {
  /// The toolchain's lock is held, nothing is written yet.
  case locked
  /// The staging folder exists.
  case staged
  /// Everything is unpacked and its hash is right, the folder still has its staging name.
  case unpacked
  /// The toolchain has its final name, what refers to it is not written yet.
  case renamed
  /// A toolchain that is being removed has lost its name, its files are still there.
  case unnamed

  /// Stops the process if a test asked for this point.
  package func pass() {
    guard World.live.setVariable(Variables.checkpoint)?.text == rawValue else { return }
    raise(SIGSTOP)
  }
}
