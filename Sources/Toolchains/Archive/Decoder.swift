/// A way to unpack one kind of compression, block by block.
protocol Decoder: AnyObject {
  /// Whether the stream has ended as it should, so that nothing is missing.
  var isComplete: Bool { get }

  /// Turns some input into some output; returns when it ran out of either.
  ///
  /// - Parameters:
  ///   - input: What is left of the input; shortened by what was taken.
  ///   - output: Room for the output, not empty.
  ///   - isLast: Whether no input follows.
  /// - Returns: The number of bytes put out. Fewer than there is room for means: more input.
  /// - Throws: `.malformed`, `.noResources`.
  func decode(
    _ input: inout UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
    isLast: Bool
  ) throws(ArchiveError) -> Int
}

/// How an archive is compressed, by its first bytes.
enum Compression: Equatable {
  case none, gzip, xz

  /// How many bytes tell.
  static let magicLength = 6

  /// The compression of an archive.
  ///
  /// - Parameter start: Its first bytes.
  init(start: some Collection<UInt8>) {
    if start.starts(with: [0x1f, 0x8b]) {
      self = .gzip
    } else if start.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) {
      self = .xz
    } else {
      self = .none
    }
  }

  /// The fastest decoder at hand.
  ///
  /// - Parameter limits: How many threads and how much memory it may use.
  /// - Returns: A decoder at the start of its stream.
  /// - Throws: `.noResources`.
  func decoder(_ limits: UnpackLimits) throws(ArchiveError) -> any Decoder {
    switch self {
    case .none: return PlainDecoder()
    case .gzip:
      if let library = IsalLibrary() { return GzipDecoder(library) }
      return GzipDecoder(try ZlibLibrary())
    case .xz: return try XzDecoder(limits)
    }
  }
}

/// Copies: an archive without compression.
final class PlainDecoder: Decoder {
  let isComplete = true

  func decode(
    _ input: inout UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
    isLast: Bool
  ) throws(ArchiveError) -> Int {
    let count = min(input.count, output.count)
    output.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[..<count]))
    input = UnsafeRawBufferPointer(rebasing: input[count...])
    return count
  }
}
