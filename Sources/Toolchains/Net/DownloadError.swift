/// Why bytes could not be had.
///
/// URLs in the cases are as given, credentials and all; the words leave the credentials out.
package enum DownloadError: Error, Equatable {
  /// The network is needed and may not be used.
  case offline(url: String)
  /// There is no such file: HTTP 404, or no file at a path.
  case notFound(url: String)
  /// The server refused with another HTTP status.
  case status(url: String, code: Int)
  /// No connection: name not resolved, refused, timed out, TLS or proxy failed.
  case unreachable(url: String, reason: String)
  /// The connection ended early, again and again.
  case interrupted(url: String, received: UInt64, reason: String)
  /// A local file that exists and cannot be read.
  case unreadable(path: String, reason: String)
  /// More bytes than the caller is ready to hold.
  case tooLarge(url: String, limit: UInt64)
  /// Not `https`, `http`, `file` or a path.
  case unsupportedURL(String)
  /// `curl` cannot be started.
  case noCurl(reason: String)
  /// The list of mirrors is empty.
  case noMirror
  /// Every one of several mirrors failed, in order.
  case everyMirror([DownloadError])
  /// SHA-256 of what arrived, lower-case hex.
  case checksumMismatch(url: String, expected: String, actual: String)
  /// Length of what arrived, in bytes.
  case sizeMismatch(url: String, expected: UInt64, actual: UInt64)
  /// The consumer wants no more bytes.
  case cancelled
}

extension DownloadError: CustomStringConvertible {
  /// What went wrong and where, with a second line if a command helps.
  package var description: String {
    switch self {
    case .offline(let url):
      "\(shown(url)) is needed and the network is off (--offline, TVM_OFFLINE)"
    case .notFound(let url): "\(shown(url)) does not exist"
    case .status(let url, let code): "\(shown(url)) answered HTTP \(code)"
    case .unreachable(let url, let reason): "cannot reach \(shown(url)): \(reason)"
    case .interrupted(let url, let received, let reason):
      "download of \(shown(url)) broke off after \(received) bytes: \(reason)"
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .tooLarge(let url, let limit): "\(shown(url)) is larger than \(limit) bytes"
    case .unsupportedURL(let url):
      "'\(shown(url))' is not an https, http or file URL, nor a path that starts with / or ./"
    case .noCurl(let reason): "cannot run curl: \(reason)\nhelp: curl --version"
    case .noMirror: "no mirror to download from"
    case .everyMirror(let errors):
      "no mirror could serve it\n" + errors.map { "  \($0)" }.joined(separator: "\n")
    case .checksumMismatch(let url, let expected, let actual):
      "\(shown(url)) has SHA-256 \(actual), expected \(expected)"
    case .sizeMismatch(let url, let expected, let actual):
      "\(shown(url)) has \(actual) bytes, expected \(expected)"
    case .cancelled: "download cancelled"
    }
  }

  private func shown(_ url: String) -> String { url.withoutCredentials }
}

extension DownloadError {
  /// Whether other bytes arrived than were expected.
  var isMismatch: Bool {
    switch self {
    case .checksumMismatch, .sizeMismatch: true
    default: false
    }
  }
}

extension String {
  /// A URL without `user:password@`, for messages.
  package var withoutCredentials: String {
    guard let scheme = firstRange(of: "://") else { return self }
    let rest = self[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" && $0 != "?" }
    guard let at = host.lastIndex(of: "@") else { return self }
    return String(self[..<scheme.upperBound] + rest[rest.index(after: at)...])
  }
}
