package import Resolution

/// Why a pin or the default could not be written.
package enum PinError: Error, Equatable {
  /// The file could not be changed.
  case file(FileError)
  /// What stands in the file's place cannot be read or is not to be changed.
  case resolution(ResolutionError)
  /// The file has a fault that the request does not mend.
  case unusable(Path, ResolutionError)
}

extension PinError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .resolution(let error): error.message.text
    case .unusable(let file, let error):
      // The command makes room for a new one.
      ([error.what] + error.details).map(\.text).joined(separator: "\n  ")
        + "\nhelp: mv \(file.bytes.shellQuoted.text) "
        + (file.bytes + Bytes(".old")).shellQuoted.text
    }
  }
}
