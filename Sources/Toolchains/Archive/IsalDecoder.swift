import CIsal
import CLibc

/// gzip by ISA-L, two to three times as fast as zlib.
final class IsalDecoder: Decoder {
  private struct Library {
    let reset: cisal_prepare
    let inflate: cisal_inflate
  }

  private let library: Library
  private let state: UnsafeMutablePointer<cisal_state>
  private var members = GzipMembers()

  var isComplete: Bool { members.isComplete }

  /// A decoder, or `nil` where the library is not installed.
  init?() {
    guard let library = Self.load() else { return nil }
    self.library = library
    state = .allocate(capacity: 1)
    memset(state, 0, MemoryLayout<cisal_state>.size)
    start()
  }

  deinit { state.deallocate() }

  /// The library stays open once opened: closing it would gain nothing.
  private static func load() -> Library? {
    guard cisal_available != 0, LinkedLibc.isTheSystems,
      let handle = dlopen("libisal.so.2", RTLD_NOW | RTLD_LOCAL),
      let reset = dlsym(handle, "isal_inflate_reset"),
      let inflate = dlsym(handle, "isal_inflate")
    else { return nil }
    return Library(
      reset: unsafeBitCast(reset, to: cisal_prepare.self),
      inflate: unsafeBitCast(inflate, to: cisal_inflate.self))
  }

  private func start() {
    library.reset(state)
    cisal_expect_gzip(state)
  }

  func decode(
    _ input: inout UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
    isLast: Bool
  ) throws(ArchiveError) -> Int {
    var filled = 0
    while filled < output.count {
      switch members.next(&input) {
      case .wait: return filled
      case .start: start()
      case .inside: break
      }
      state.pointee.next_in = UnsafeMutablePointer(
        mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
      state.pointee.avail_in = UInt32(input.count)
      state.pointee.next_out = output.baseAddress?.advanced(by: filled)
        .assumingMemoryBound(to: UInt8.self)
      state.pointee.avail_out = UInt32(output.count - filled)
      let status = library.inflate(state)
      let taken = input.count - Int(state.pointee.avail_in)
      let put = output.count - filled - Int(state.pointee.avail_out)
      filled += put
      // Statuses above 0 only ask for more input.
      guard status >= 0, taken >= 0 else {
        throw .malformed(reason: "gzip data is damaged (ISA-L status \(status))")
      }
      input = UnsafeRawBufferPointer(rebasing: input[taken...])
      if cisal_is_finished(state) != 0 {
        members.end()
      } else if taken == 0 && put == 0 {
        return filled
      }
    }
    return filled
  }
}
