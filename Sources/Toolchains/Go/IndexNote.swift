/// What is to be said of an index that is not all that its mirrors have now.
package enum IndexNote: Error, Equatable {
  /// A mirror's copy could not be renewed.
  case stale(DownloadError)
  /// A mirror has no index.
  case leftOut(DownloadError)
}

extension IndexNote: CustomStringConvertible {
  package var description: String {
    switch self {
    case .stale(let error): "using the cached index: \(error.words)"
    case .leftOut(let error): "a mirror has no index: \(error.words)"
    }
  }
}
