import CIsal
import CLibc

/// gzip by ISA-L, two to three times as fast as zlib.
final class IsalLibrary: GzipLibrary {
  private struct Functions {
    let reset: cisal_prepare
    let readHeader: cisal_read_header
    let inflate: cisal_inflate
  }

  private let functions: Functions
  private let state: UnsafeMutablePointer<cisal_state>
  // Of its own: where a header comes in parts, `isal_inflate` forgets between them what is in it.
  private var header = cisal_header()
  private var isInHeader = true

  /// The library, or `nil` where it is not installed.
  init?() {
    guard let functions = Self.load() else { return nil }
    self.functions = functions
    state = .allocate(capacity: 1)
    memset(state, 0, MemoryLayout<cisal_state>.size)
    restart()
  }

  deinit { state.deallocate() }

  /// The library stays open once opened: closing it would gain nothing.
  private static func load() -> Functions? {
    if let reset = cisal_linked_reset(), let readHeader = cisal_linked_header(),
      let inflate = cisal_linked_inflate()
    {
      return Functions(reset: reset, readHeader: readHeader, inflate: inflate)
    }
    guard cisal_available != 0, LinkedLibc.isTheSystems,
      let handle = dlopen("libisal.so.2", RTLD_NOW | RTLD_LOCAL),
      let reset = dlsym(handle, "isal_inflate_reset"),
      let readHeader = dlsym(handle, "isal_read_gzip_header"),
      let inflate = dlsym(handle, "isal_inflate")
    else { return nil }
    return Functions(
      reset: unsafeBitCast(reset, to: cisal_prepare.self),
      readHeader: unsafeBitCast(readHeader, to: cisal_read_header.self),
      inflate: unsafeBitCast(inflate, to: cisal_inflate.self))
  }

  func restart() {
    functions.reset(state)
    cisal_expect_gzip(state)
    header = cisal_header()
    isInHeader = true
  }

  func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(ArchiveError) -> GzipStep {
    state.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    state.pointee.avail_in = UInt32(input.count)
    state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_out = UInt32(output.count)
    var status: Int32 = 0
    if isInHeader {
      status = functions.readHeader(state, &header)
      isInHeader = status != 0
    }
    if !isInHeader { status = functions.inflate(state) }
    let taken = input.count - Int(state.pointee.avail_in)
    // Statuses above 0 only ask for more input.
    guard status >= 0, taken >= 0 else {
      throw .malformed(reason: "gzip data is damaged (ISA-L status \(status))")
    }
    return GzipStep(
      taken: taken, put: output.count - Int(state.pointee.avail_out),
      isAtEnd: cisal_is_finished(state) != 0)
  }
}
