package import Resolution
private import Toolchains

/// The file that says what a directory's environment is: the nearest `.envrc`, or `.env` where the
/// user has asked for that.
package struct EnvironmentFile: Equatable, Sendable {
  /// Where it was found: a physical directory and the name.
  package let place: Path

  /// The file itself.
  package let file: GuardedFile

  /// The name that direnv gave these files.
  package static let name: StaticString = ".envrc"

  /// The name of files with nothing but variables.
  package static let dotenvName: StaticString = ".env"

  /// The environment file at a place.
  package init(_ place: Path, _ file: GuardedFile) {
    self.place = place
    self.file = file
  }

  /// The directory it is for.
  package var folder: Path { place.parent ?? Path("/") }

  /// What came of looking for one.
  package enum Search: Equatable, Sendable {
    /// Here it is.
    case found(EnvironmentFile)
    /// There is none.
    case none
    /// There is one that is not to be used.
    case refused(Path, EnvironmentError)

    /// Where the file is.
    package var place: Path? {
      switch self {
      case .found(let file): file.place
      case .none: nil
      case .refused(let place, _): place
      }
    }
  }

  /// Looks from a directory upwards; what is no regular file is passed over.
  ///
  /// - Parameters:
  ///   - directory: The physical directory to begin with.
  ///   - settings: Whether `.env` counts, too.
  /// - Returns: The nearest one.
  package static func nearest(from directory: Path, _ settings: EnvironmentSettings) -> Search {
    for directory in directory.ancestors {
      for name in settings.fileNames {
        let place = directory.appending(name)
        do throws(EnvironmentError) {
          if let file = try GuardedFile(place, settings) {
            return .found(EnvironmentFile(place, file))
          }
        } catch { return .refused(place, error) }
      }
    }
    return .none
  }
}
