/// Takes the compression off a stream of bytes, from one queue to the next.
struct Inflate {
  let limits: UnpackLimits
  let input: ByteQueue
  let output: ByteQueue

  /// Works until the input ends or nobody wants the output.
  ///
  /// - Throws: `.truncated`, `.malformed`, `.noResources`.
  func run() throws(ArchiveError) {
    var start: [UInt8] = []
    while start.count < Compression.magicLength, let block = input.next() { start += block }
    let decoder = try Compression(start: start).decoder(limits)
    var room = Room(output)
    guard try decode(start, decoder, &room) else { return }
    while let block = input.next() {
      guard try decode(block, decoder, &room, isLast: false) else { return }
    }
    let end = UnsafeRawBufferPointer(start: nil, count: 0)
    guard try decode(end, decoder, &room, isLast: true) else { return }
    room.flush()
    // An abandoned input looks ended, and whoever abandoned it knows why.
    if !decoder.isComplete && !input.isAbandoned { throw .truncated }
  }

  private func decode(
    _ start: [UInt8], _ decoder: any Decoder, _ room: inout Room
  ) throws(ArchiveError) -> Bool {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: start.count, alignment: 1)
    defer { copy.deallocate() }
    copy.copyBytes(from: start)
    return try decode(UnsafeRawBufferPointer(copy), decoder, &room, isLast: false)
  }

  /// Decodes one block whole.
  ///
  /// - Returns: Whether the output is still wanted.
  private func decode(
    _ block: UnsafeRawBufferPointer, _ decoder: any Decoder, _ room: inout Room, isLast: Bool
  ) throws(ArchiveError) -> Bool {
    var rest = block
    while true {
      guard let free = room.free() else { return false }
      let before = rest.count
      let count = try decoder.decode(&rest, into: free, isLast: isLast)
      guard count > 0 || rest.isEmpty || rest.count < before else {
        throw .malformed(reason: "the decoder is stuck")
      }
      room.fill(count)
      if count < free.count && rest.isEmpty { break }
    }
    // What there is must not wait for a slow network.
    if !input.hasMore { room.flush() }
    return true
  }

  /// The block being filled.
  private struct Room {
    private let queue: ByteQueue
    private var filled = 0

    init(_ queue: ByteQueue) { self.queue = queue }

    func free() -> UnsafeMutableRawBufferPointer? {
      queue.reserve().map { UnsafeMutableRawBufferPointer(rebasing: $0[filled...]) }
    }

    mutating func fill(_ count: Int) {
      filled += count
      if let slot = queue.reserve(), filled == slot.count { flush() }
    }

    mutating func flush() {
      guard filled > 0 else { return }
      queue.publish(filled)
      filled = 0
    }
  }
}
