private import CLibc
private import Resolution

/// Takes bytes while they arrive: where they go is decided before they are read, so that nothing
/// is copied on the way.
struct Sink {
  /// Room for the next bytes; waits for it, `nil` if nobody wants more.
  let reserve: () -> UnsafeMutableRawBufferPointer?
  /// The first so many bytes of that room are filled.
  let commit: (Int) -> Void
  /// Whether nobody wants more, asked while no bytes arrive.
  let isCancelled: () -> Bool
}

/// One file on its way in, over as many connections and mirrors as it takes.
final class Transfer {
  let download: Download
  /// More bytes than this are refused.
  let limit: UInt64
  let sink: Sink
  /// Called after each block with the bytes so far and the length of the file.
  let progress: (UInt64, UInt64?) -> Void

  /// Bytes that reached the sink.
  private(set) var received: UInt64 = 0
  /// Bytes that come again and were had before.
  var repeated: UInt64 = 0
  /// Whether what arrives is a server's answer, which may be anything.
  var comesFromServer = false
  /// The length of the file, from the caller or the server.
  var total: UInt64?
  private(set) var digest = Digest()
  /// Where the bytes are kept for another run.
  private var kept: KeptDownload?
  /// Whether the first bytes are those of an earlier run.
  private(set) var isResumed = false

  init(
    _ download: Download, limit: UInt64, sink: Sink,
    progress: @escaping (UInt64, UInt64?) -> Void
  ) {
    self.download = download
    self.limit = limit
    self.sink = sink
    self.progress = progress
    self.total = download.size
  }

  /// Moves one block from a descriptor to the sink.
  ///
  /// - Parameters:
  ///   - descriptor: A pipe or file, open for reading.
  ///   - url: Where the bytes come from, for errors.
  /// - Returns: The number of bytes read: 0 at the end.
  /// - Throws: `.cancelled`, `.sizeMismatch`, `.tooLarge`, `.unreadable`, `.notExpected`.
  func read(from descriptor: Int32, url: String) throws(DownloadError) -> Int {
    guard let room = sink.reserve() else { throw .cancelled }
    let wanted = repeated > 0 ? Int(min(UInt64(room.count), repeated)) : room.count
    var count = CLibc.read(descriptor, room.baseAddress, wanted)
    while count < 0 && clibc_errno() == EINTR {
      count = CLibc.read(descriptor, room.baseAddress, wanted)
    }
    guard count >= 0 else {
      throw .unreadable(path: url, reason: systemMessage(clibc_errno()).text)
    }
    if repeated > 0 {
      repeated -= UInt64(count)
      return count
    }
    guard count > 0 else { return 0 }
    let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count])
    if received == 0, comesFromServer, download.sha256 != nil {
      let kind = BodyKind(bytes)
      // No archive and no manifest begins like that, and none of it has been taken.
      if kind == .page || kind == .xml { throw .notExpected(url: url, kind) }
    }
    received += UInt64(count)
    if let size = download.size, received > size {
      throw .sizeMismatch(url: url, expected: size, actual: max(total ?? 0, received))
    }
    guard received <= limit else { throw .tooLarge(url: url, limit: limit) }
    digest.update(bytes)
    kept?.append(bytes)
    sink.commit(count)
    progress(received, total)
    return count
  }

  /// Takes what an earlier run has kept of the file, and keeps what arrives from now on.
  ///
  /// - Parameter downloads: where it is kept.
  /// - Returns: Whether the file is whole by that.
  /// - Throws: As ``read(from:url:)``.
  func resume(from downloads: KeptDownloads?) throws(DownloadError) -> Bool {
    guard received == 0, kept == nil, let sha256 = download.sha256,
      let file = downloads?.file(sha256)
    else { return false }
    isResumed = file.hasContents
    // What is read is not to be added.
    defer { kept = file }
    guard isResumed else { return false }
    try file.read(into: self)
    var soFar = digest
    return soFar.finish() == sha256
  }

  /// Keeps nothing of the file, whose bytes are wrong.
  func forget() { kept?.remove() }

  /// Checks length and hash of the whole.
  ///
  /// - Parameter url: The mirror that served it.
  /// - Returns: What was served.
  /// - Throws: `.sizeMismatch`, `.checksumMismatch`, and for an answer without a byte `.notExpected`.
  func verify(url: String) throws(DownloadError) -> Served {
    if received == 0, comesFromServer, download.sha256 != nil, download.size != 0 {
      throw .notExpected(url: url, .empty)
    }
    if let size = download.size, size != received {
      throw .sizeMismatch(url: url, expected: size, actual: received)
    }
    let actual = digest.finish()
    if let expected = download.sha256, expected != actual {
      throw .checksumMismatch(url: url, expected: expected, actual: actual)
    }
    return Served(url: url, bytes: received, sha256: actual)
  }
}
