internal import Resolution

extension RustError {
  /// Whether this only says that something else has failed.
  fileprivate var isCancellation: Bool {
    if case .archive(_, .download(.cancelled)) = self { return true }
    return false
  }
}

/// Fetches and unpacks several components at a time.
final class ComponentPackages: @unchecked Sendable {
  /// What an installation may take in all, in bytes.
  private static let memory: UInt64 = 128 << 20

  /// There is no memory for more at a time.
  private static let mostThreads = 3

  /// What all decoders together may take: official archives ask for 64 MiB each, and what unpacks to
  /// less takes only that.
  ///
  /// Without them a thread needs its buffers, a stack and code that nobody has called yet.
  private static func decoderMemory(threads: Int) -> UInt64 {
    let others = (ProcessMemory.resident ?? 24 << 20) + (1 << 20)
    let each = Unpack.bufferMemory + (1 << 19)
    return memory - min(memory, others + UInt64(threads) * each)
  }

  private let packages: [ComponentPackage]
  private let server: RustServer
  private let events: InstallEvents
  private let stop = Flag()
  private let monitor = Monitor()
  private var received: [UInt64]
  private var totals: [UInt64?]
  private var error: RustError?

  init(_ packages: [ComponentPackage], from server: RustServer, events: InstallEvents) {
    self.packages = packages
    self.server = server
    self.events = events
    received = Array(repeating: 0, count: packages.count)
    totals = Array(repeating: nil, count: packages.count)
  }

  /// Unpacks all; the first failure stops the others.
  ///
  /// - Throws: ``RustError``.
  func unpack() throws(RustError) {
    defer { events.rests() }
    let threads = min(packages.count, ThreadPool.cores, ComponentPackages.mostThreads)
    var limits = UnpackLimits()
    limits.decoderThreads = 1
    limits.gate = MemoryGate(limit: ComponentPackages.decoderMemory(threads: threads))
    let ready = limits
    do throws(ThreadError) {
      try ThreadPool.run(packages.count, threads: threads) { number in
        guard !self.stop.isRaised else { return }
        do throws(RustError) {
          try self.packages[number].unpack(from: self.server, limits: ready, stop: self.stop) {
            self.progress(number, $0, $1)
          }
        } catch { self.fail(error) }
      }
    } catch {
      throw .archive(component: packages[0].component.name, .noResources(reason: "\(error)"))
    }
    if let error { throw error }
  }

  private func fail(_ error: RustError) {
    monitor.locked {
      // Who was stopped by another's failure may come first.
      if self.error?.isCancellation ?? true { self.error = error }
    }
    stop.raise()
  }

  private func progress(_ number: Int, _ bytes: UInt64, _ total: UInt64?) {
    monitor.locked {
      received[number] = bytes
      totals[number] = total
      let known = totals.compactMap { $0 }
      events.progresses(
        received.reduce(0, +), known.count == totals.count ? known.reduce(0, +) : nil)
    }
  }
}
