/// A small file in memory, such as an index or a manifest.
package struct Document: Sendable, Equatable {
  /// Its bytes.
  package let bytes: [UInt8]
  /// The mirror that served it, as given.
  package let url: String
  /// The server's validator, to be handed back with the next request.
  package let etag: String?
  /// SHA-256 of the bytes in lower-case hex.
  package let sha256: String

  /// Fetches a document whole.
  ///
  /// - Parameters:
  ///   - download: The file; a hash and a size are checked.
  ///   - limit: The most bytes to hold.
  ///   - etag: The validator of the copy at hand, with the quotes the server gave it.
  ///   - network: How to reach the outside.
  /// - Returns: The document, or `nil` if the copy at hand is still good.
  /// - Throws: Any `DownloadError`.
  package static func fetch(
    _ download: Download, limit: Int = 32 << 20, etag: String? = nil, network: Network
  ) throws(DownloadError) -> Document? {
    var errors: [DownloadError] = []
    for url in download.mirrors {
      do throws(DownloadError) {
        let network = url == download.mirrors.last ? network : network.withAlternative
        return try fetch(url, download, limit: limit, etag: etag, network: network)
      } catch {
        guard error.allowsAnotherMirror, download.mirrors.count > 1 else { throw error }
        errors.append(error)
      }
    }
    throw errors.isEmpty ? .noMirror : .everyMirror(errors)
  }

  private static func fetch(
    _ url: String, _ download: Download, limit: Int, etag: String?, network: Network
  ) throws(DownloadError) -> Document? {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { room.deallocate() }
    var bytes: [UInt8] = []
    let sink = Sink(
      reserve: { room }, commit: { bytes += room[..<$0] }, isCancelled: { false })
    let transfer = Transfer(download, limit: UInt64(limit), sink: sink, progress: { _, _ in })
    if let path = try LocalFile.path(of: url) {
      try LocalFile.read(path, url: url, into: transfer)
      let served = try transfer.verify(url: url)
      return Document(bytes: bytes, url: url, etag: nil, sha256: served.sha256)
    }
    guard !network.isOffline else { throw .offline(url: url) }
    var head = ResponseHead()
    try Fetch(network: network).retrying(url, transfer) { () throws(DownloadError) in
      let offset = transfer.received
      // A document that changed between two tries must not be patched together: only the first
      // request is conditional, and a resumed one is checked against the validator it began with.
      let began = offset > 0 ? head.etag : nil
      let curl = Curl(network: network, url: url)
      let response = try curl.run(into: transfer, etag: offset == 0 ? etag : nil)
      if let began, response.head.status < 300, response.head.etag != began {
        throw .interrupted(url: url, received: offset, reason: "the file changed meanwhile")
      }
      if response.isComplete(after: offset) { return nil }
      head = response.head
      return curl.failure(of: response, transfer)
    }
    if head.status == 304 { return nil }
    let served = try transfer.verify(url: url)
    return Document(bytes: bytes, url: url, etag: head.etag, sha256: served.sha256)
  }
}
