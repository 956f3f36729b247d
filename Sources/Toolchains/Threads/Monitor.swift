private import CLibc

/// A lock between threads, with a way to wait until what it guards has changed.
final class Monitor: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  /// A lock that nobody holds.
  init() {
    mutex = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Does something while no other thread does.
  ///
  /// - Parameter body: What to do.
  /// - Returns: What the body returns.
  func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Lets others in until one of them says that something has changed; only from within ``locked(_:)``.
  func wait() { pthread_cond_wait(changed, mutex) }

  /// Wakes all who wait.
  func tell() { pthread_cond_broadcast(changed) }
}
