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
  private let monitor = Monitor()

  /// An empty queue.
  ///
  /// - Parameters:
  ///   - blocks: How many blocks may wait.
  ///   - bytes: The size of each.
  init(blocks: Int, bytes: Int) {
    slots = (0..<blocks).map { _ in .allocate(byteCount: bytes, alignment: 64) }
    counts = Array(repeating: 0, count: blocks)
  }

  deinit { for slot in slots { slot.deallocate() } }

  /// Waits for a free block; the same one until it is published.
  ///
  /// - Returns: Its room, or `nil` if the consumer wants no more.
  func reserve() -> UnsafeMutableRawBufferPointer? {
    monitor.locked {
      while !abandoned && published - released == slots.count { monitor.wait() }
      return abandoned ? nil : slots[published % slots.count]
    }
  }

  /// Hands the reserved block to the consumer.
  ///
  /// - Parameter count: How many bytes of it are filled.
  func publish(_ count: Int) {
    monitor.locked {
      counts[published % slots.count] = count
      published += 1
      monitor.tell()
    }
  }

  /// Says that no block follows.
  func finish() {
    monitor.locked {
      isFinished = true
      monitor.tell()
    }
  }

  /// Waits for a block, which is good until the next call.
  ///
  /// - Returns: Its bytes, or `nil` at the end.
  func next() -> UnsafeRawBufferPointer? {
    monitor.locked {
      if isReading {
        released += 1
        isReading = false
        monitor.tell()
      }
      while !isFinished && !abandoned && published == released { monitor.wait() }
      guard published > released, !abandoned else { return nil }
      isReading = true
      let index = released % slots.count
      return UnsafeRawBufferPointer(rebasing: slots[index][..<counts[index]])
    }
  }

  /// Whether the consumer's next block is there already, behind the one it holds.
  var hasMore: Bool { monitor.locked { published - released > (isReading ? 1 : 0) } }

  /// Says that no further block is wanted.
  func abandon() {
    monitor.locked {
      abandoned = true
      monitor.tell()
    }
  }

  /// Whether the consumer wants no more.
  var isAbandoned: Bool { monitor.locked { abandoned } }
}
