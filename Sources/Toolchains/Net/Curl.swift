private import CLibc
internal import Resolution

/// One request by the user's `curl`: it knows their proxies, certificates and passwords, and keeps
/// a TLS library out of this program's start-up.
struct Curl {
  let network: Network
  let url: String

  /// What came of a request.
  struct Response {
    var head = ResponseHead()
    /// `curl`'s exit status.
    var exit: Int32 = 0
    /// What `curl` said on standard error, without its prefix.
    var message = ""
  }

  private static let headLimit = 1 << 18
  private static let messageLimit = 1 << 12

  /// The command line.
  ///
  /// - Parameters:
  ///   - offset: The first byte wanted.
  ///   - etag: The validator of the copy at hand.
  /// - Returns: `curl` and its arguments.
  func arguments(from offset: UInt64, etag: String?) -> [String] {
    let isSecure = url.lowercased().hasPrefix("https:")
    var arguments = [
      // First, or a user's ~/.curlrc could redirect the output.
      "curl", "-q", "--silent", "--show-error", "--fail", "--location", "--max-redirs", "10",
      "--proto", "=http,https", "--proto-redir", isSecure ? "=https" : "=http,https",
      "--globoff", "--netrc-optional", "--user-agent", network.userAgent,
      "--connect-timeout", String(network.connectTimeout),
      "--speed-limit", "1", "--speed-time", String(network.stallTimeout),
      "--dump-header", "/dev/fd/3", "--suppress-connect-headers",
    ]
    if offset > 0 { arguments += ["--range", "\(offset)-"] }
    if let etag { arguments += ["--header", "If-None-Match: \(etag)"] }
    // Everybody can read a command line, and the URL may hold a password.
    return arguments + ["--config", "-"]
  }

  /// What `curl` is told on its standard input.
  var configuration: Bytes {
    var text = Bytes("url = \"")
    for byte in url.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        text.append(UInt8(ascii: "\\"))
      }
      // A line end would be another option.
      if byte >= 32 { text.append(byte) }
    }
    return text + Bytes("\"\n")
  }

  /// Runs the request.
  ///
  /// - Parameters:
  ///   - transfer: Where the body goes, from its first byte not yet received.
  ///   - etag: The validator of the copy at hand.
  /// - Returns: The last response.
  /// - Throws: `.noCurl`, and what the transfer throws; the child is gone then.
  func run(into transfer: Transfer, etag: String? = nil) throws(DownloadError) -> Response {
    let offset = transfer.received
    let child = try start(from: offset, etag: etag)
    var headers: [UInt8] = []
    var message: [UInt8] = []
    var response = Response()
    var hasBody = false
    while child.outputs.contains(where: { $0 >= 0 }) {
      var polls = child.outputs.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let ready = poll(&polls, nfds_t(polls.count), 200)
      if ready <= 0 {
        // Nothing arrives, so nobody else would notice.
        if transfer.sink.isCancelled() { throw .cancelled }
        continue
      }
      if polls[2].revents != 0 || polls[0].revents != 0 {
        collect(child, 2, into: &headers, limit: Self.headLimit)
      }
      if polls[1].revents != 0 { collect(child, 1, into: &message, limit: Self.messageLimit) }
      guard polls[0].revents != 0 else { continue }
      if !hasBody {
        hasBody = true
        response.head = ResponseHead(headers)
        begin(transfer, response.head, offset: offset)
      }
      if try transfer.read(from: child.outputs[0], url: url) == 0 { child.closeOutput(0) }
    }
    response.exit = child.wait()
    response.head = ResponseHead(headers)
    response.message = Self.text(message)
    return response
  }

  /// Starts `curl`, which does not go on for nobody.
  private func start(from offset: UInt64, etag: String?) throws(DownloadError) -> Child {
    var changes: [Bytes: Bytes?] = [:]
    for (name, value) in network.environment { changes[Bytes(name.utf8)] = Bytes(value.utf8) }
    var spawn = Spawn(
      arguments(from: offset, etag: etag).map { Bytes($0.utf8) },
      Spawn.environment(changing: changes))
    spawn.isBound = true
    do throws(SpawnError) {
      let child = try Child(spawn, outputs: 3, input: configuration)
      // The headers are drained to the last byte before a body is looked at.
      child.setNonblocking(2)
      return child
    } catch { throw .noCurl(reason: systemMessage(error.errno).text) }
  }

  /// Lines the body up with what is there: a server may ignore the range, or start it earlier.
  private func begin(_ transfer: Transfer, _ head: ResponseHead, offset: UInt64) {
    transfer.total = head.total ?? transfer.total
    let start = head.status == 206 ? head.rangeStart ?? offset : 0
    transfer.repeated = offset - min(offset, start)
  }

  private func collect(
    _ child: Child, _ index: Int, into bytes: inout [UInt8], limit: Int
  ) {
    var block = [UInt8](repeating: 0, count: 4096)
    while child.outputs[index] >= 0 {
      let count = read(child.outputs[index], &block, block.count)
      if count < 0 && clibc_errno() == EINTR { continue }
      if count < 0 && clibc_errno() == EAGAIN { return }
      guard count > 0 else { return child.closeOutput(index) }
      if bytes.count < limit { bytes += block[..<count] }
      // Only the headers' pipe is non-blocking.
      if index != 2 { return }
    }
  }

  /// `curl: (6) Could not resolve host: x` without what the user need not know.
  private static func text(_ message: [UInt8]) -> String {
    let lines = message.split(separator: UInt8(ascii: "\n"))
    let line = lines.last { $0.starts(with: "curl: (".utf8) } ?? lines.last ?? []
    let text = String(decoding: line, as: UTF8.self)
    guard let end = text.firstRange(of: ") "), text.hasPrefix("curl: (") else { return text }
    return String(text[end.upperBound...])
  }
}

extension Curl.Response {
  /// Whether the file was had already to its last byte: a range behind the end.
  func isComplete(after offset: UInt64) -> Bool { head.status == 416 && offset > 0 }

  /// What the end of the request means.
  ///
  /// - Parameters:
  ///   - url: The mirror.
  ///   - transfer: What it received so far, from this and earlier requests.
  /// - Returns: The failure, or `nil` if the body is whole.
  func failure(url: String, transfer: Transfer) -> Failure? {
    if head.status >= 400 { return Retry.failure(of: head, url: url) }
    let reason = message.isEmpty ? "curl ended with status \(exit)" : message
    let cut = Failure(
      error: .interrupted(url: url, received: transfer.received, reason: reason),
      verdict: .again(after: nil))
    if exit == 0 { return transfer.repeated > 0 ? cut : nil }
    // A transfer that began shows that the server can be reached. 28 is any timeout; only a
    // silent server is worth a second try. 56 is a cut, or a proxy that refuses the tunnel.
    let isSilent = exit == 28 && message.contains("too slow")
    let isCut = [16, 18, 52, 55, 92, 95].contains(exit) || isSilent
    let isReset = exit == 56 && !message.contains("CONNECT")
    if head.status > 0 || transfer.received > 0 || isCut || isReset { return cut }
    return Failure(error: .unreachable(url: url, reason: reason), verdict: .nextMirror)
  }
}
