private import CLibc
private import Resolution

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

  /// The command line, without anything that other users may not see in a list of processes.
  var arguments: [String] {
    let isSecure = url.lowercased().hasPrefix("https:")
    return [
      // First, or a user's ~/.curlrc could redirect the output.
      "curl", "-q", "--silent", "--show-error", "--fail", "--location", "--max-redirs", "10",
      "--proto", "=http,https", "--proto-redir", isSecure ? "=https" : "=http,https",
      "--globoff", "--netrc-optional", "--user-agent", network.userAgent,
      "--connect-timeout", Self.seconds(network.connectTimeout),
      // As cargo has it.
      "--speed-limit", "10", "--speed-time", Self.seconds(network.stallTimeout.rounded(.up)),
      "--dump-header", "/dev/fd/3", "--suppress-connect-headers",
    ] + certificates + ["--config", "-"]
  }

  /// A number of seconds as `curl` reads it.
  private static func seconds(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
  }

  /// Where the certificates of servers are looked up: `curl` leaves out the file where there is a folder
  /// as well, and programs of Go and Rust read both.
  private var certificates: [String] {
    guard network.variable(Variables.curlCertificates) == nil else { return [] }
    let folder = network.variable(Variables.certificateFolder)
    var arguments = folder.map { ["--capath", $0] } ?? []
    if let file = network.variable(Variables.certificateFile),
      folder == nil || Path(Bytes(file.utf8)).allows(.read)
    {
      arguments += ["--cacert", file]
    }
    return arguments
  }

  /// What `curl` reads from its standard input: the address, which may hold a password, and what
  /// belongs to this request alone.
  ///
  /// - Parameters:
  ///   - offset: The first byte wanted.
  ///   - etag: The validator of the copy at hand.
  /// - Returns: Lines of a configuration file.
  func configuration(from offset: UInt64, etag: String?) -> String {
    var lines = ["url = \(Self.quoted(url))"]
    if offset > 0 { lines.append("range = \"\(offset)-\"") }
    if let etag { lines.append("header = \(Self.quoted("If-None-Match: \(etag)"))") }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"", "\\": quoted += "\\\(character)"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      default: quoted.unicodeScalars.append(character)
      }
    }
    return quoted + "\""
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
    var wait = AnswerWait(network, url)
    var headers: [UInt8] = []
    var message: [UInt8] = []
    var response = Response()
    var hasBody = false
    while child.outputs.contains(where: { $0 >= 0 }) {
      var polls = child.outputs.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let ready = poll(&polls, nfds_t(polls.count), wait.milliseconds)
      if ready <= 0 {
        // Nothing arrives, so nobody else would notice.
        if transfer.sink.isCancelled() { throw .cancelled }
        if let silence = wait.passes(headers) { return silence }
        continue
      }
      if polls[2].revents != 0 || polls[0].revents != 0 {
        collect(child, 2, into: &headers, limit: Self.headLimit)
      }
      if polls[1].revents != 0 { collect(child, 1, into: &message, limit: Self.messageLimit) }
      guard polls[0].revents != 0 else { continue }
      if !hasBody {
        hasBody = true
        wait.isOver = true
        response.head = ResponseHead(headers)
        begin(transfer, response.head, offset: offset)
      }
      if try transfer.read(from: child.outputs[0], url: url) == 0 { child.closeOutput(0) }
    }
    response.exit = child.wait()
    response.head = ResponseHead(headers)
    response.message = Self.text(message)
    if response.head.isFinal { network.servers.note(answerOf: url) }
    return response
  }

  /// Starts `curl`, which does not go on for nobody.
  private func start(from offset: UInt64, etag: String?) throws(DownloadError) -> Child {
    var changes: [Bytes: Bytes?] = [:]
    for (name, value) in network.environment { changes[Bytes(name.utf8)] = Bytes(value.utf8) }
    var spawn = Spawn(
      arguments.map { Bytes($0.utf8) }, Spawn.environment(changing: changes))
    spawn.isBound = true
    let input = Bytes(configuration(from: offset, etag: etag).utf8)
    do throws(SpawnError) {
      let child = try Child(spawn, outputs: 3, input: input)
      // The headers are drained to the last byte before a body is looked at.
      child.setNonblocking(2)
      return child
    } catch { throw .noCurl(reason: systemMessage(error.errno).text) }
  }

  /// Lines the body up with what is there: a server may ignore the range, or start it earlier.
  private func begin(_ transfer: Transfer, _ head: ResponseHead, offset: UInt64) {
    transfer.comesFromServer = true
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

  /// What the end of a request means.
  ///
  /// - Parameters:
  ///   - response: What came.
  ///   - transfer: What it received so far, from this and earlier requests.
  /// - Returns: The failure, or `nil` if the body is whole.
  func failure(of response: Response, _ transfer: Transfer) -> Failure? {
    // curl looks into its own alone, where that is set.
    let name =
      network.variable(Variables.curlCertificates) == nil
      ? Variables.certificateFile : Variables.curlCertificates
    return response.failure(
      url: url, received: transfer.received, isShort: transfer.repeated > 0,
      proxy: network.proxy(for: url), certificates: (name.text, network.variable(name)))
  }
}

extension Curl.Response {
  /// Whether the file was had already to its last byte: a range behind the end.
  func isComplete(after offset: UInt64) -> Bool { head.status == 416 && offset > 0 }
}
