private import Resolution

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
  /// The proxy that a variable sets refuses, or cannot be reached.
  case proxy(url: String, variable: String, reason: String)
  /// The server's certificate cannot be checked; the variable that names the file for that, and the file
  /// that it names.
  case certificate(url: String, reason: String, variable: String, file: String?)
  /// A redirect that is not followed: to another protocol, or in a loop; where to, if that is known.
  case redirect(url: String, to: String?)
  /// The server has sent something else in the file's place.
  case notExpected(url: String, BodyKind)
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
  /// What went wrong and where, with a last line if a command helps.
  package var description: String { words + (help.map { "\nhelp: \($0)" } ?? "") }

  /// What went wrong and where.
  var words: String {
    switch self {
    case .offline(let url):
      "cannot download \(shown(url)): offline mode is on (--offline or TVM_OFFLINE)"
    case .notFound(let url): "\(shown(url)) was not found"
    case .status(let url, let code): "\(shown(url)) returned HTTP \(code)"
    case .unreachable(let url, let reason): "cannot reach \(shown(url)): \(reason)"
    case .proxy(let url, let variable, let reason):
      "cannot reach \(shown(url)) through the proxy in \(variable): \(reason)"
    case .certificate(let url, let reason, let variable, let file):
      "cannot verify the certificate of \(shown(url)): \(reason)"
        + (file.map {
          "\n  certificate authorities are read from \(variable)=\($0)"
        } ?? "")
    case .redirect(let url, let target):
      "\(shown(url)) redirects "
        + (target.map { "to \(shown($0)), which is not encrypted" } ?? "in a loop")
    case .notExpected(let url, let kind): "\(shown(url)) answered with \(kind.words)"
    case .interrupted(let url, let received, let reason):
      "the download of \(shown(url)) stopped after \(received) bytes: \(reason)"
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .tooLarge(let url, let limit): "\(shown(url)) is larger than \(limit) bytes"
    case .unsupportedURL(let url):
      "\"\(shown(url))\" is neither a URL (https, http, file) nor a path that starts with / or ./"
    case .noCurl(let reason): "cannot run curl: \(reason)"
    case .noMirror: "no mirror to download from"
    case .everyMirror(let errors):
      "every mirror failed:\n" + errors.map { "  \($0.words)" }.joined(separator: "\n")
    case .checksumMismatch(let url, let expected, let actual):
      "checksum mismatch for \(shown(url))\n  expected \(expected)\n  got      \(actual)"
    case .sizeMismatch(let url, let expected, let actual):
      "\(shown(url)) is \(actual) bytes long, expected \(expected)"
    case .cancelled: "download cancelled"
    }
  }

  /// The command that may help; nil where none is known.
  var help: String? {
    switch self {
    case .offline:
      World.live.isOn(Variables.offline)
        ? "unset \(Variables.offline)" : "run it again without --offline"
    case .noCurl: "curl --version"
    case .proxy(let url, let variable, let reason):
      if reason.contains("407") {
        "export \(variable)=http://USER:PASSWORD@HOST:PORT"
      } else if reason.contains("HTTP") {
        "export \(Variables.noProxy.text)=\(url.host.prefix { $0 != ":" })"
      } else {
        "unset \(variable)"
      }
    case .certificate(_, _, let variable, _):
      "export \(variable)=FILE, with the certificate of this network's authority"
    case .everyMirror(let errors): errors.lazy.compactMap(\.help).first
    default: nil
    }
  }

  private func shown(_ url: String) -> String { url.shownURL }
}

extension DownloadError {
  /// Whether no answer came at all, so that asking the same server for something else is as idle.
  var isUnreachable: Bool {
    switch self {
    case .unreachable, .proxy, .certificate: true
    default: false
    }
  }

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
  /// The host and port of a URL, in lower case; empty for what is on this machine.
  var host: String {
    let url = withoutCredentials
    guard let scheme = url.firstRange(of: "://") else { return "" }
    return url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }.lowercased()
  }
}
