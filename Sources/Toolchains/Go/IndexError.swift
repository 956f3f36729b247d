/// Why there is no index.
package enum IndexError: Error, Equatable {
  /// No mirror could serve it; the variable that names others.
  case download(DownloadError, variable: String)
}

extension IndexError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .download(let error, let variable):
      """
      cannot load the index of Go releases: \(error.words)
      help: \(error.help ?? "export \(variable)=URL, with a mirror or directory that can be reached")
      """
    }
  }
}
