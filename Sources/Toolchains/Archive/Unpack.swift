import CLibc
private import Resolution

/// How much an archive may ask of the machine.
package struct UnpackLimits: Sendable, Equatable {
  /// Bytes of all files together.
  package var bytes: UInt64 = 4 << 30
  /// Entries of any kind.
  package var entries = 400_000
  /// Threads that decode xz.
  package var decoderThreads = 2
  /// Bytes of memory for decoding xz in several threads; in one it may take four times as much.
  package var decoderMemory: UInt64 = 96 << 20
  /// What keeps the memory of several archives at a time within bounds.
  package var gate: MemoryGate?

  /// The usual limits.
  package init() {}
}

/// What was unpacked.
package struct Unpacked: Sendable, Equatable {
  /// Where the archive came from, its length and hash.
  package let served: Served
  /// Entries written.
  package var entries = 0
  /// Bytes of all files together.
  package var bytes: UInt64 = 0
}

/// An archive on its way into a directory: fetched, hashed, inflated and written at the same time.
///
/// Three threads pass blocks on: one fetches and hashes, one inflates, the caller's reads the tar
/// and writes. The directory is only to be used when `run` returned; after an error it holds a
/// part, which the caller removes.
package struct Unpack {
  private let download: Download
  private let directory: String
  private let topFolder: String?
  /// How much the archive may ask of the machine.
  package var limits = UnpackLimits()
  /// Which kinds of entries there may be, and what of them is kept.
  package var style = EntryStyle()
  /// Raised by whoever does not want the archive any more.
  var stop = Flag()
  /// The bytes of memory in which the threads pass on what they have done.
  package static let bufferMemory =
    UInt64(packedBlocks.count * packedBlocks.bytes)
    + UInt64(plainBlocks.count * plainBlocks.bytes)

  private static let packedBlocks = (count: 8, bytes: 1 << 17)
  private static let plainBlocks = (count: 8, bytes: 1 << 18)

  /// Maps a path below the top folder to where it goes below the directory; `nil` leaves it out.
  package var place: (String) -> String? = { $0 }

  /// An archive and where it goes.
  ///
  /// - Parameters:
  ///   - download: A tar archive, plain or packed with gzip or xz.
  ///   - directory: A directory, made if its parent exists, that holds none of the entries.
  ///   - topFolder: The first component of all names, which is left out; `nil` for any single one.
  package init(_ download: Download, into directory: String, topFolder: String?) {
    self.download = download
    self.directory = directory
    self.topFolder = topFolder
  }

  /// Fetches and unpacks.
  ///
  /// A wrong hash or size is reported before anything else that may be its consequence.
  ///
  /// - Parameters:
  ///   - network: How to reach the outside.
  ///   - progress: Called from another thread, often, with the bytes so far and their total.
  /// - Returns: What was unpacked.
  /// - Throws: Any `ArchiveError`.
  package func run(
    network: Network, progress: @escaping @Sendable (UInt64, UInt64?) -> Void = { _, _ in }
  ) throws(ArchiveError) -> Unpacked {
    var isResumed = false
    do throws(ArchiveError) { return try run(network, &isResumed, progress) } catch {
      guard isResumed, case .download(let fault) = error, fault.isMismatch else { throw error }
    }
    // What an earlier run has kept did not go with the rest, and is gone: from the beginning, then.
    // Remains that cannot be removed are in the way of the new ones, which is reported.
    try? Folder.remove(Path(Bytes(directory.utf8)))
    return try run(network, &isResumed, progress)
  }

  private func run(
    _ network: Network, _ isResumed: inout Bool,
    _ progress: @escaping @Sendable (UInt64, UInt64?) -> Void
  ) throws(ArchiveError) -> Unpacked {
    var tree = try TreeWriter(directory)
    let packed = ByteQueue(blocks: Self.packedBlocks.count, bytes: Self.packedBlocks.bytes)
    let plain = ByteQueue(blocks: Self.plainBlocks.count, bytes: Self.plainBlocks.bytes)
    let stop = stop
    let fetching = try start { fetch(network, into: packed, stop: stop, progress) }
    let inflating: Thread<ArchiveError?>
    do throws(ArchiveError) {
      inflating = try start { inflate(packed, into: plain) }
    } catch {
      stop.raise()
      packed.abandon()
      _ = fetching.join()
      throw error
    }
    let written = copy(plain, to: &tree)
    var stopsHere = false
    if case .failure(let error) = written {
      stopsHere = error.isLocal || download.sha256 == nil
      if stopsHere { stop.raise() }
      // Each thread may be waiting on either side.
      plain.abandon()
      packed.abandon()
    }
    let inflated = inflating.join() ?? nil
    if inflated != nil && download.sha256 == nil {
      stopsHere = true
      stop.raise()
    }
    let fetched = fetching.join()
    isResumed = fetched?.isResumed ?? false
    // Stopped from outside, the archive ends too early: that is no fault of its own.
    if case .failure(.cancelled) = fetched?.result, !stopsHere { throw .download(.cancelled) }
    return try conclude(fetched, inflated, written)
  }

  /// Starts a thread that has a part of the work.
  private func start<Output>(
    _ work: @escaping () -> Output
  ) throws(ArchiveError) -> Thread<Output> {
    do throws(ThreadError) { return try Thread(work) } catch {
      throw .noResources(reason: "\(error)")
    }
  }

  /// What a thread fetched, or why not, and whether its bytes were still wanted by then.
  private struct Fetched {
    var result: Result<Served, DownloadError>
    var wasWanted: Bool
    /// Whether the first bytes are those of an earlier run.
    var isResumed: Bool
  }

  private func fetch(
    _ network: Network, into queue: ByteQueue, stop: Flag,
    _ progress: @escaping (UInt64, UInt64?) -> Void
  ) -> Fetched {
    // Without a reader the rest still counts for the hash.
    let scrap = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
    defer { scrap.deallocate() }
    var isScrapping = false
    let sink = Sink(
      reserve: {
        if stop.isRaised { return nil }
        if let room = queue.reserve() { return room }
        isScrapping = true
        return stop.isRaised ? nil : scrap
      },
      commit: { if !isScrapping { queue.publish($0) } },
      isCancelled: { stop.isRaised })
    let transfer = Transfer(download, limit: limits.bytes, sink: sink, progress: progress)
    defer { queue.finish() }
    do throws(DownloadError) {
      let served = try Fetch(network: network).run(transfer)
      return Fetched(
        result: .success(served), wasWanted: true, isResumed: transfer.isResumed)
    } catch {
      return Fetched(
        result: .failure(error), wasWanted: !queue.isAbandoned, isResumed: transfer.isResumed)
    }
  }

  private func inflate(_ packed: ByteQueue, into plain: ByteQueue) -> ArchiveError? {
    defer {
      packed.abandon()
      plain.finish()
    }
    do throws(ArchiveError) {
      try Inflate(limits: limits, input: packed, output: plain).run()
      return nil
    } catch {
      return error
    }
  }

  private func copy(
    _ plain: ByteQueue, to tree: inout TreeWriter
  ) -> Result<TreeCopy.Counts, ArchiveError> {
    var copy = TreeCopy(
      rules: EntryRules(topFolder: topFolder, acceptsLinks: style.acceptsLinks, place: place),
      limits: limits, style: style)
    do throws(ArchiveError) {
      try copy.run(from: try TarReader(plain, limits: limits), to: &tree)
      return .success(copy.counts)
    } catch {
      return .failure(error)
    }
  }

  /// The error that is the cause of the others, if there are any.
  private func conclude(
    _ fetched: Fetched?, _ inflated: ArchiveError?, _ written: Result<TreeCopy.Counts, ArchiveError>
  ) throws(ArchiveError) -> Unpacked {
    guard let fetched else { throw .noResources(reason: "the download thread was lost") }
    switch fetched.result {
    case .success(let served):
      if let inflated { throw inflated }
      let counts = try written.get()
      return Unpacked(served: served, entries: counts.entries, bytes: counts.bytes)
    case .failure(let error):
      let isMismatch =
        switch error {
        case .checksumMismatch, .sizeMismatch: true
        default: false
        }
      if isMismatch || fetched.wasWanted && error != .cancelled { throw .download(error) }
      if let inflated { throw inflated }
      if case .failure(let problem) = written { throw problem }
      throw .download(error)
    }
  }
}

extension ArchiveError {
  /// Whether this machine is to blame, not the archive: its hash would not matter.
  fileprivate var isLocal: Bool {
    switch self {
    case .unwritable, .noResources: true
    default: false
    }
  }
}
