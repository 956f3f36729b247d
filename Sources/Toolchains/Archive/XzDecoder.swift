import CLzma

/// xz by liblzma, several blocks of a file at a time where the file has them.
final class XzDecoder: Decoder {
  private let stream: UnsafeMutablePointer<lzma_stream>
  private(set) var isComplete = false
  private let gate: MemoryGate?
  private let most: UInt64
  private var share: MemoryGate.Share?
  private var needed: UInt64 = 0

  /// What a decoder may take without asking.
  private static let free: UInt64 = 4 << 20

  /// How much more it asks for at a time.
  private static let step: UInt64 = 1 << 18

  init(_ limits: UnpackLimits) throws(ArchiveError) {
    gate = limits.gate
    most = limits.decoderMemory * 4
    stream = .allocate(capacity: 1)
    stream.initialize(to: clzma_stream())
    let status: lzma_ret
    if limits.decoderThreads > 1, gate == nil {
      var options = lzma_mt()
      options.threads = UInt32(limits.decoderThreads)
      options.flags = clzma_concatenated
      // Above the first limit it decodes in one thread, above the second not at all.
      options.memlimit_threading = limits.decoderMemory
      options.memlimit_stop = most
      status = lzma_stream_decoder_mt(stream, &options)
    } else {
      // Stopped at its limit, only this one says how much it needs.
      let limit = gate == nil ? most : XzDecoder.free
      status = lzma_stream_decoder(stream, limit, clzma_concatenated)
    }
    guard status == LZMA_OK else { throw .noResources(reason: "liblzma status \(status.rawValue)") }
  }

  deinit {
    lzma_end(stream)
    stream.deallocate()
    if let share { gate?.leave(share) }
  }

  func decode(
    _ input: inout UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
    isLast: Bool
  ) throws(ArchiveError) -> Int {
    if isComplete { return 0 }
    growShare(by: output.count)
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = input.count
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = output.count
    var status = LZMA_OK
    while status == LZMA_OK && stream.pointee.avail_out > 0
      && (stream.pointee.avail_in > 0 || isLast)
    {
      status = lzma_code(stream, isLast ? LZMA_FINISH : LZMA_RUN)
      if status == LZMA_MEMLIMIT_ERROR, passesGate() {
        growShare(by: stream.pointee.avail_out)
        status = LZMA_OK
      }
    }
    input = UnsafeRawBufferPointer(rebasing: input[(input.count - stream.pointee.avail_in)...])
    switch status {
    case LZMA_OK, LZMA_BUF_ERROR: break
    case LZMA_STREAM_END: isComplete = true
    case LZMA_MEMLIMIT_ERROR:
      throw .noResources(reason: "its xz dictionary needs \(lzma_memusage(stream)) bytes of memory")
    default: throw .malformed(reason: "xz data is damaged (liblzma status \(status.rawValue))")
    }
    return output.count - stream.pointee.avail_out
  }

  /// Says how much memory the stream asks for.
  private func passesGate() -> Bool {
    let asked = lzma_memusage(stream)
    guard let gate, asked > needed, asked <= most else { return false }
    needed = asked
    share = gate.enter(most: needed, insteadOf: share)
    return lzma_memlimit_set(stream, needed) == LZMA_OK
  }

  /// Waits until the memory for more output is free.
  ///
  /// Nearly all is the dictionary, which is the output so far: the system gives memory when it is first
  /// written to.
  private func growShare(by count: Int) {
    guard let gate, let share else { return }
    let output = stream.pointee.total_out + UInt64(count)
    let wanted = min(needed, (output / XzDecoder.step + 1) * XzDecoder.step)
    if wanted > share.taken { gate.grow(share, to: wanted) }
  }
}
