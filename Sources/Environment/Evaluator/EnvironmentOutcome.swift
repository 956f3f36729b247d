package import Resolution

/// What came of the environment file of a directory.
package enum EnvironmentOutcome: Equatable, Sendable {
  /// There is no file.
  case absent
  /// The user has denied it, and so wants the environment without it.
  case denied(Path)
  /// It could not be run, or ended with another status than 0.
  case failed(EnvironmentError)
  /// The user has interrupted it, which may also have asked for files that were refused.
  case interrupted(Path, refusals: [EnvironmentError])
  /// It is loaded: the environment with it, and what it changes.
  case loaded(EnvironmentSnapshot, EnvironmentDifference)
  /// The user has not allowed it, or not with this content.
  case notAllowed(Path)
  /// It, or files that it reads, must not be read.
  case refused([EnvironmentError])

  /// Why the environment of the directory is not there, for who needs it; nil where it is.
  package var error: EnvironmentError? {
    switch self {
    case .absent, .loaded: nil
    case .denied(let place): .denied(place)
    case .failed(let error): error
    case .interrupted(let place, _): .interrupted(place)
    case .notAllowed(let place): .notAllowed(place)
    case .refused(let errors): errors.first
    }
  }
}
