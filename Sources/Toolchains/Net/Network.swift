import CLibc
private import Resolution

/// How the outside is reached: the user's choices, time limits, and the clock that tests replace.
package struct Network: Sendable {
  /// Whether every `https` and `http` fetch must fail before a socket or process exists.
  package var isOffline: Bool
  /// What servers see as `User-Agent`.
  package var userAgent: String
  /// Where archives are kept as far as they have arrived; nil keeps nothing.
  package var kept: KeptDownloads?
  /// Variables for `curl` on top of this process's environment, such as `HTTPS_PROXY`.
  package var environment: [String: String] = [:]
  /// Seconds until a connection must stand.
  package var connectTimeout = 8.0
  /// Seconds until the first word of an answer, the connection included, from a server that has not
  /// said anything yet.
  package var answerTimeout = 10.0
  /// Seconds with less than ten bytes in each after which a transfer counts as cut.
  package var stallTimeout = 30.0
  /// Seconds without an answer after which the user is told for whom is waited.
  package var noticeTime = 2.0
  /// Tries in a row that bring no byte before a server is given up.
  var fruitlessTries = Retry.fruitlessTries
  /// What has been learned of servers so far.
  var servers = KnownServers()
  /// Tells the user for what is waited.
  package var tell: @Sendable (_ line: String) -> Void = { _ in }
  /// Waits the given number of seconds.
  package var pause: @Sendable (_ seconds: Double) -> Void
  /// A number in `0..<1` that spreads out the retries of many clients.
  package var jitter: @Sendable () -> Double

  /// A network for tests: no waiting and no chance unless given.
  ///
  /// - Parameters:
  ///   - isOffline: Whether `https` and `http` are refused.
  ///   - userAgent: The `User-Agent` header.
  ///   - pause: Waits the given number of seconds.
  ///   - jitter: A number in `0..<1`.
  package init(
    isOffline: Bool = false, userAgent: String = "tvm",
    pause: @escaping @Sendable (_ seconds: Double) -> Void = { _ in },
    jitter: @escaping @Sendable () -> Double = { 0 }
  ) {
    self.isOffline = isOffline
    self.userAgent = userAgent
    self.pause = pause
    self.jitter = jitter
  }

  /// The real network.
  ///
  /// - Parameters:
  ///   - version: The program's version, for the `User-Agent` header.
  ///   - isOffline: Whether the user forbids the network.
  /// - Returns: A network that really waits.
  package static func live(version: String, isOffline: Bool) -> Network {
    var network = Network(
      isOffline: isOffline, userAgent: "tvm/\(version)",
      pause: { sleep($0) },
      jitter: { Double.random(in: 0..<1) })
    network.servers = servers
    network.tell = { line in
      let bytes = Bytes("tvm: \(line)\n".utf8)
      // Where nobody hears it nothing is lost.
      _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
    return network
  }

  /// Those of this process: a command for two languages or versions reaches the outside several times.
  private static let servers = KnownServers()

  /// This network for something that can be had elsewhere as well: it is not worth long waiting.
  var withAlternative: Network {
    var network = self
    network.fruitlessTries = Retry.fruitlessTriesWithAlternative
    return network
  }

  /// This network for a large file: a server may look at all of it before it passes it on, which is
  /// worth waiting for where nobody else has the file, or where it is known to be alive.
  func forLargeFile(at url: String, isLast: Bool) -> Network {
    var network = isLast ? self : withAlternative
    if isLast || servers.hasAnswered(url) {
      network.answerTimeout = max(answerTimeout, stallTimeout)
    }
    return network
  }

  /// A variable as curl sees it; nil where it is not set or empty.
  func variable(_ name: StaticString) -> String? {
    if let value = environment[name] { return value.isEmpty ? nil : value }
    return World.live.setVariable(name)?.text
  }

  /// The variable whose proxy is asked for a URL, and the proxy; nil where there is none.
  func proxy(for url: String) -> (variable: String, value: String)? {
    let isSecure = url.lowercased().hasPrefix("https:")
    for name in (isSecure ? Variables.secureProxies : Variables.plainProxies) {
      if let value = variable(name) { return (name.text, value) }
    }
    return nil
  }

  private static func sleep(_ seconds: Double) {
    let whole = seconds.rounded(.down)
    var wanted = timespec(tv_sec: Int(whole), tv_nsec: Int((seconds - whole) * 1e9))
    var left = timespec()
    while nanosleep(&wanted, &left) != 0 && clibc_errno() == EINTR { wanted = left }
  }
}
