/// Keeps the memory of several decoders at a time below a limit: who wants more has to wait.
///
/// A single decoder that needs more than the limit gets it while no other has any.
package final class MemoryGate: @unchecked Sendable, Equatable {
  private let limit: UInt64
  private var used: UInt64 = 0
  private let monitor = Monitor()

  /// A gate that nobody has passed.
  ///
  /// - Parameter limit: Bytes.
  package init(limit: UInt64) { self.limit = limit }

  /// Waits until there is room, and takes it.
  ///
  /// - Parameter bytes: How much.
  func take(_ bytes: UInt64) {
    monitor.locked {
      while used > 0 && used + bytes > limit { monitor.wait() }
      used += bytes
    }
  }

  /// Gives room back.
  ///
  /// - Parameter bytes: As much as was taken.
  func giveBack(_ bytes: UInt64) {
    monitor.locked {
      used -= bytes
      monitor.tell()
    }
  }

  package static func == (left: MemoryGate, right: MemoryGate) -> Bool { left === right }
}
