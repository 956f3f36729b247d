/// What has been learned of servers in this run: one that did not answer is not asked again.
final class KnownServers: @unchecked Sendable {
  private let monitor = Monitor()
  private var answered: Set<String> = []
  private var dead: [String: DownloadError] = [:]
  private var announced: Set<String> = []

  /// Why a server is not to be asked any more; nil while it may be.
  func failure(of url: String) -> DownloadError? {
    monitor.locked { dead[url.server] }
  }

  /// Whether a server has answered anything before, which makes waiting for it worth while.
  func hasAnswered(_ url: String) -> Bool {
    monitor.locked { answered.contains(url.server) }
  }

  /// Notes that a server has answered.
  func note(answerOf url: String) {
    monitor.locked { _ = answered.insert(url.server) }
  }

  /// Notes that a server could not be reached; one that has answered before may do so again.
  func note(_ error: DownloadError, of url: String) {
    guard error.isUnreachable else { return }
    monitor.locked {
      if !answered.contains(url.server) { dead[url.server] = error }
    }
  }

  /// Whether it is the first time that somebody waits for a server.
  func isFirstWait(for url: String) -> Bool {
    monitor.locked { announced.insert(url.server).inserted }
  }
}

extension String {
  /// The scheme, host and port of a URL, in lower case.
  fileprivate var server: String {
    let url = withoutCredentials
    guard let scheme = url.firstRange(of: "://") else { return "" }
    return String(url[..<scheme.upperBound]).lowercased() + url.host
  }
}
