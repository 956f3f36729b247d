/// Keeps the memory of several decoders at a time below a limit: who wants more has to wait.
///
/// A decoder says how much it may come to take, and takes it as it grows. The one that came first
/// never waits, so there is always one that gets to its end; the others share what it leaves. Alone
/// it may take more than the limit.
package final class MemoryGate: @unchecked Sendable, Equatable {
  /// What one decoder has.
  final class Share {
    fileprivate let most: UInt64
    fileprivate(set) var taken: UInt64

    fileprivate init(most: UInt64, taken: UInt64) {
      self.most = most
      self.taken = taken
    }
  }

  private let limit: UInt64
  /// In the order in which they came.
  private var shares: [Share] = []
  private let monitor = Monitor()

  /// A gate that nobody has passed.
  ///
  /// - Parameter limit: Bytes.
  package init(limit: UInt64) { self.limit = limit }

  /// Enters a decoder behind those that are there.
  ///
  /// - Parameters:
  ///   - most: The bytes that it may come to take.
  ///   - former: The share that it had until now, whose memory it keeps.
  /// - Returns: Its share.
  func enter(most: UInt64, insteadOf former: Share? = nil) -> Share {
    monitor.locked {
      let share = Share(most: most, taken: former?.taken ?? 0)
      shares.removeAll { $0 === former }
      shares.append(share)
      monitor.tell()
      return share
    }
  }

  /// Waits until there is room for a share to grow, and lets it.
  ///
  /// - Parameters:
  ///   - share: The share.
  ///   - bytes: What it is to have, at most all that it may come to take.
  func grow(_ share: Share, to bytes: UInt64) {
    monitor.locked {
      while !hasRoom(for: share, of: bytes) { monitor.wait() }
      share.taken = bytes
    }
  }

  /// Gives back all that a share has.
  ///
  /// - Parameter share: The share, which is not used again.
  func leave(_ share: Share) {
    monitor.locked {
      shares.removeAll { $0 === share }
      monitor.tell()
    }
  }

  private func hasRoom(for share: Share, of bytes: UInt64) -> Bool {
    guard let first = shares.first, first !== share else { return true }
    let others = shares.dropFirst().reduce(0) { $0 + ($1 === share ? 0 : $1.taken) }
    return first.most + others + bytes <= limit
  }

  package static func == (left: MemoryGate, right: MemoryGate) -> Bool { left === right }
}
