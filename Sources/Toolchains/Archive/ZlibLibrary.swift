import CZlib

/// gzip by zlib, for machines without ISA-L.
final class ZlibLibrary: GzipLibrary {
  private let stream: UnsafeMutablePointer<z_stream>

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

  func restart() { inflateReset(stream) }

  func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(ArchiveError) -> GzipStep {
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(input.count)
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(output.count)
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
      throw .malformed(reason: "gzip data is damaged (zlib status \(status))")
    }
    return GzipStep(
      taken: input.count - Int(stream.pointee.avail_in),
      put: output.count - Int(stream.pointee.avail_out), isAtEnd: status == Z_STREAM_END)
  }
}
