internal import Resolution

/// Why there is no index.
package enum IndexError: Error, Equatable {
  /// No mirror could serve it.
  case download(DownloadError)
  /// A mirror serves something else in its place.
  case notAnIndex(url: String)
}

extension IndexError: CustomStringConvertible {
  package var description: String {
    switch self {
    // It has a help of its own.
    case .download(.noCurl(let reason)):
      "no index of Go releases: \(DownloadError.noCurl(reason: reason))"
    case .download(let error):
      """
      no index of Go releases: \(error)
      help: export TVM_GO_MIRROR=URL, with a mirror or a folder that can be reached
      """
    case .notAnIndex(let url): "\(url.withoutCredentials) is not an index of Go releases"
    }
  }
}
