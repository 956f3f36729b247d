/// A library that inflates one member of a gzip file.
protocol GzipLibrary: AnyObject {
  /// Gets ready for the start of a member.
  func restart()

  /// Turns some input into some output.
  ///
  /// - Parameters:
  ///   - input: What is left of the input.
  ///   - output: Room for the output, not empty.
  /// - Returns: How far it got.
  /// - Throws: `.malformed`.
  func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(ArchiveError) -> GzipStep
}

/// How far a library got within a member.
struct GzipStep {
  /// Bytes of the input that were taken.
  let taken: Int
  /// Bytes put out.
  let put: Int
  /// Whether the member's trailer was read.
  let isAtEnd: Bool
}

/// gzip: members that follow each other are one stream.
final class GzipDecoder: Decoder {
  private let library: any GzipLibrary
  private var members = GzipMembers()

  var isComplete: Bool { members.isComplete }

  /// A decoder at the start of its stream.
  ///
  /// - Parameter library: What inflates the members.
  init(_ library: any GzipLibrary) { self.library = library }

  func decode(
    _ input: inout UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
    isLast: Bool
  ) throws(ArchiveError) -> Int {
    var filled = 0
    while filled < output.count {
      switch members.next(&input) {
      case .wait: return filled
      case .start: library.restart()
      case .inside: break
      }
      let room = UnsafeMutableRawBufferPointer(rebasing: output[filled...])
      let step = try library.inflate(input, into: room)
      filled += step.put
      input = UnsafeRawBufferPointer(rebasing: input[step.taken...])
      if step.isAtEnd {
        members.end()
      } else if step.taken == 0 && step.put == 0 {
        return filled
      }
    }
    return filled
  }
}
