import CLibc

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
  package var connectTimeout = 15
  /// Seconds without a byte after which a transfer counts as cut.
  package var stallTimeout = 30
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
    Network(
      isOffline: isOffline, userAgent: "tvm/\(version)",
      pause: { sleep($0) },
      jitter: { Double.random(in: 0..<1) })
  }

  private static func sleep(_ seconds: Double) {
    let whole = seconds.rounded(.down)
    var wanted = timespec(tv_sec: Int(whole), tv_nsec: Int((seconds - whole) * 1e9))
    var left = timespec()
    while nanosleep(&wanted, &left) != 0 && clibc_errno() == EINTR { wanted = left }
  }
}
