/// Why something that stands where a file is looked for is not read.
package enum FileFault: Equatable, Sendable {
  /// A directory stands there.
  case directory
  /// A FIFO, a socket or a device stands there.
  case special
  /// The file has more bytes than this limit.
  case tooLarge(limit: Int)
  /// The system refused with this `errno`.
  case unreadable(Int32)
}
