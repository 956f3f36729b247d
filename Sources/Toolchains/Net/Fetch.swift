/// Brings a file from the first mirror that can serve it.
struct Fetch {
  let network: Network

  /// Fetches a file once, retrying, resuming and changing mirrors as needed.
  ///
  /// - Parameter transfer: What is wanted and where it goes.
  /// - Returns: What was served, its length and hash checked.
  /// - Throws: Any `DownloadError`.
  func run(_ transfer: Transfer) throws(DownloadError) -> Served {
    let mirrors = transfer.download.mirrors
    var errors: [DownloadError] = []
    for url in mirrors {
      do throws(DownloadError) {
        let isLast = url == mirrors.last
        try Fetch(network: network.forLargeFile(at: url, isLast: isLast)).fetch(url, transfer)
        return try transfer.verify(url: url)
      } catch {
        if error.isMismatch { transfer.forget() }
        guard error.allowsAnotherMirror, mirrors.count > 1 else { throw error }
        errors.append(error)
        // Two mirrors' halves only make a whole if a hash says so.
        if transfer.received > 0 && transfer.download.sha256 == nil { throw error }
      }
    }
    throw errors.isEmpty ? .noMirror : .everyMirror(errors)
  }

  private func fetch(_ url: String, _ transfer: Transfer) throws(DownloadError) {
    if let path = try LocalFile.path(of: url) {
      return try LocalFile.read(path, url: url, into: transfer)
    }
    if try transfer.resume(from: network.kept) { return }
    guard !network.isOffline else { throw .offline(url: url) }
    try retrying(url, transfer) { () throws(DownloadError) in
      let offset = transfer.received
      let curl = Curl(network: network, url: url)
      let response = try curl.run(into: transfer)
      if response.isComplete(after: offset) { return nil }
      return curl.failure(of: response, transfer)
    }
  }

  /// Repeats a try until it succeeds, is hopeless, or was repeated often enough.
  ///
  /// A server that did not answer in this run is not asked.
  ///
  /// - Parameters:
  ///   - url: What is asked for.
  ///   - transfer: Tells whether a try brought something, and whether anyone still waits.
  ///   - attempt: One try.
  /// - Throws: The last try's error.
  func retrying(
    _ url: String, _ transfer: Transfer, _ attempt: () throws(DownloadError) -> Failure?
  ) throws(DownloadError) {
    if let error = network.servers.failure(of: url) { throw error }
    var fruitless = 0
    for count in 1... {
      let before = transfer.received
      guard let failure = try attempt() else { return }
      guard case .again(let wish) = failure.verdict else {
        network.servers.note(failure.error, of: url)
        throw failure.error
      }
      fruitless = transfer.received > before ? 1 : fruitless + 1
      if fruitless >= network.fruitlessTries || count >= Retry.tries { throw failure.error }
      let seconds = Retry.pause(failures: fruitless, wish: wish, jitter: network.jitter())
      if seconds > network.noticeTime {
        network.tell("\(failure.error.words); trying again in \(Int(seconds.rounded())) s")
      }
      try pause(seconds, transfer.sink)
    }
  }

  /// Waits in short steps, so that a consumer that gave up is noticed.
  private func pause(_ seconds: Double, _ sink: Sink) throws(DownloadError) {
    var left = seconds
    while left > 0 {
      if sink.isCancelled() { throw .cancelled }
      network.pause(min(left, 0.25))
      left -= 0.25
    }
  }
}
