/// What a failed try means for the next one.
enum Verdict: Equatable {
  /// Try the same mirror again, not before the server's wish in seconds.
  case again(after: Int?)
  /// Go on with the next mirror.
  case nextMirror
  /// Nothing will help.
  case stop
}

/// A try that failed.
struct Failure: Error {
  let error: DownloadError
  let verdict: Verdict
}

/// How often and how fast a mirror is asked again.
enum Retry {
  /// Tries in a row that brought no byte.
  static let fruitlessTries = 5
  /// The same where something else can be asked instead.
  static let fruitlessTriesWithAlternative = 2
  /// Tries altogether: a server that hands out a byte at a time is given up.
  static let tries = 100
  /// The longest pause in seconds.
  static let longestPause = 30.0

  /// The pause before the next try: it doubles, and up to half of it is chance.
  ///
  /// - Parameters:
  ///   - failures: Fruitless tries so far, at least 1.
  ///   - wish: Seconds the server asked for.
  ///   - jitter: A number in `0..<1`.
  /// - Returns: Seconds.
  static func pause(failures: Int, wish: Int?, jitter: Double) -> Double {
    var pause = 0.5
    for _ in 1..<max(1, failures) { pause *= 2 }
    return min(max(pause * (1 + jitter / 2), Double(wish ?? 0)), longestPause)
  }

  /// What an HTTP status of 400 or more means.
  ///
  /// - Parameters:
  ///   - head: The response.
  ///   - url: The mirror.
  /// - Returns: The failure to report or to retry.
  static func failure(of head: ResponseHead, url: String) -> Failure {
    let error = DownloadError.status(url: url, code: head.status)
    return switch head.status {
    case 404: Failure(error: .notFound(url: url), verdict: .nextMirror)
    case 408, 429, 500, 502, 503, 504:
      Failure(error: error, verdict: .again(after: head.retryAfter))
    case 403, 500...: Failure(error: error, verdict: .nextMirror)
    default: Failure(error: error, verdict: .stop)
    }
  }
}

extension DownloadError {
  /// Whether another mirror may do better, once this one was asked often enough.
  var allowsAnotherMirror: Bool {
    switch self {
    case .notFound, .unreachable, .interrupted, .offline, .unreadable: true
    case .proxy, .certificate, .redirect, .notExpected: true
    case .status(_, let code): [403, 408, 429].contains(code) || code >= 500
    default: false
    }
  }
}
