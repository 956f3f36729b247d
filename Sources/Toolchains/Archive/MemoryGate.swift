import CLibc

/// Keeps the memory of several decoders at a time below a limit: who wants more has to wait.
///
/// A single decoder that needs more than the limit gets it while no other has any.
package final class MemoryGate: @unchecked Sendable, Equatable {
  private let limit: UInt64
  private var used: UInt64 = 0
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  /// A gate that nobody has passed.
  ///
  /// - Parameter limit: Bytes.
  package init(limit: UInt64) {
    self.limit = limit
    lock = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  /// Waits until there is room, and takes it.
  ///
  /// - Parameter bytes: How much.
  func take(_ bytes: UInt64) {
    pthread_mutex_lock(lock)
    while used > 0 && used + bytes > limit { pthread_cond_wait(changed, lock) }
    used += bytes
    pthread_mutex_unlock(lock)
  }

  /// Gives room back.
  ///
  /// - Parameter bytes: As much as was taken.
  func giveBack(_ bytes: UInt64) {
    pthread_mutex_lock(lock)
    used -= bytes
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
  }

  package static func == (left: MemoryGate, right: MemoryGate) -> Bool { left === right }
}
