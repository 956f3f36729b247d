import CLibc

/// A bounded queue of byte blocks between one producing and one consuming thread.
///
/// The blocks are a ring of buffers that both sides use in place: nothing is copied or allocated.
final class ByteQueue: @unchecked Sendable {
  private let slots: [UnsafeMutableRawBufferPointer]
  private var counts: [Int]
  /// Blocks published and released since the start; their difference is what is waiting.
  private var published = 0
  private var released = 0
  private var isReading = false
  private var isFinished = false
  private var abandoned = false
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  /// An empty queue.
  ///
  /// - Parameters:
  ///   - blocks: How many blocks may wait.
  ///   - bytes: The size of each.
  init(blocks: Int, bytes: Int) {
    slots = (0..<blocks).map { _ in .allocate(byteCount: bytes, alignment: 64) }
    counts = Array(repeating: 0, count: blocks)
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
    for slot in slots { slot.deallocate() }
  }

  /// Waits for a free block; the same one until it is published.
  ///
  /// - Returns: Its room, or `nil` if the consumer wants no more.
  func reserve() -> UnsafeMutableRawBufferPointer? {
    locked {
      while !abandoned && published - released == slots.count { wait() }
      return abandoned ? nil : slots[published % slots.count]
    }
  }

  /// Hands the reserved block to the consumer.
  ///
  /// - Parameter count: How many bytes of it are filled.
  func publish(_ count: Int) {
    locked {
      counts[published % slots.count] = count
      published += 1
      pthread_cond_signal(changed)
    }
  }

  /// Says that no block follows.
  func finish() {
    locked {
      isFinished = true
      pthread_cond_signal(changed)
    }
  }

  /// Waits for a block, which is good until the next call.
  ///
  /// - Returns: Its bytes, or `nil` at the end.
  func next() -> UnsafeRawBufferPointer? {
    locked {
      if isReading {
        released += 1
        isReading = false
        pthread_cond_signal(changed)
      }
      while !isFinished && !abandoned && published == released { wait() }
      guard published > released, !abandoned else { return nil }
      isReading = true
      let index = released % slots.count
      return UnsafeRawBufferPointer(rebasing: slots[index][..<counts[index]])
    }
  }

  /// Whether the consumer's next block is there already, behind the one it holds.
  var hasMore: Bool { locked { published - released > (isReading ? 1 : 0) } }

  /// Says that no further block is wanted.
  func abandon() {
    locked {
      abandoned = true
      pthread_cond_broadcast(changed)
    }
  }

  /// Whether the consumer wants no more.
  var isAbandoned: Bool { locked { abandoned } }

  private func wait() { pthread_cond_wait(changed, lock) }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }
}
