import CLibc

/// A flag that one thread raises and others look at.
final class Flag: @unchecked Sendable {
  private var value = false
  private let lock: UnsafeMutablePointer<pthread_mutex_t>

  /// A flag that is down.
  init() {
    lock = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Raises it for good.
  func raise() {
    pthread_mutex_lock(lock)
    value = true
    pthread_mutex_unlock(lock)
  }

  /// Whether it was raised.
  var isRaised: Bool {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return value
  }
}
