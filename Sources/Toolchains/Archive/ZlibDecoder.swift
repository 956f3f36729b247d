import CZlib

/// gzip by zlib, for machines without ISA-L.
final class ZlibDecoder: Decoder {
  private let stream: UnsafeMutablePointer<z_stream>
  private var members = GzipMembers()

  var isComplete: Bool { members.isComplete }

  init() throws(ArchiveError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard czlib_expect_gzip(stream) == Z_OK else {
      throw .noResources(reason: "zlib cannot start")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func decode(
    _ input: inout UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
    isLast: Bool
  ) throws(ArchiveError) -> Int {
    var filled = 0
    while filled < output.count {
      switch members.next(&input) {
      case .wait: return filled
      case .start: inflateReset(stream)
      case .inside: break
      }
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.pointee.avail_in = UInt32(input.count)
      stream.pointee.next_out = output.baseAddress?.advanced(by: filled)
        .assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(output.count - filled)
      let status = inflate(stream, Z_NO_FLUSH)
      let taken = input.count - Int(stream.pointee.avail_in)
      input = UnsafeRawBufferPointer(rebasing: input[taken...])
      let put = output.count - filled - Int(stream.pointee.avail_out)
      filled += put
      switch status {
      case Z_STREAM_END: members.end()
      case Z_OK where taken > 0 || put > 0: break
      case Z_OK, Z_BUF_ERROR: return filled
      default: throw .malformed(reason: "gzip data is damaged (zlib status \(status))")
      }
    }
    return filled
  }
}
