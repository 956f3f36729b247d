private import CLibc

/// Does independent pieces of work on several threads.
struct ThreadPool {
  /// How many threads the machine runs at a time.
  static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The numbers that are left to be worked on.
  private final class Queue: @unchecked Sendable {
    private var next = 0
    private let count: Int
    private let monitor = Monitor()

    init(_ count: Int) { self.count = count }

    func take() -> Int? {
      monitor.locked {
        guard next < count else { return nil }
        next += 1
        return next - 1
      }
    }
  }

  /// Works on all pieces, those in front first, and waits for the last.
  ///
  /// - Parameters:
  ///   - count: How many pieces there are.
  ///   - threads: How many threads to use.
  ///   - work: Works on the piece of a number; called from several threads.
  /// - Throws: ``ThreadError`` where not a single thread can be started.
  static func run(
    _ count: Int, threads: Int, _ work: @escaping (Int) -> Void
  ) throws(ThreadError) {
    let queue = Queue(count)
    var running: [Thread<Void>] = []
    for _ in 0..<min(count, threads) {
      do throws(ThreadError) {
        running.append(try Thread { while let number = queue.take() { work(number) } })
      } catch {
        // Fewer threads do the same work.
        if running.isEmpty { throw error }
      }
    }
    for thread in running { thread.join() }
  }
}
