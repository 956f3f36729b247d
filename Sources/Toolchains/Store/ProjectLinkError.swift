package import Resolution

/// Why a project's link could not be made.
package enum ProjectLinkError: Error, Equatable {
  /// A file or folder could not be changed.
  case file(FileError)
  /// The system's program does not lie in a toolchain's folder.
  case noFolder(Language, Path?)
  /// The resolver's error.
  case resolution(ResolutionError)
}

extension ProjectLinkError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(let error): return "\(error)"
    case .noFolder(let language, let program):
      let tool = Bytes(language.name).text
      return """
        the active \(tool) (\(program?.bytes.printable.text ?? "the system's")) is not inside a \
        toolchain directory, so an editor cannot use it
        help: tvm use \(tool) latest
        """
    case .resolution(let error): return error.message.text
    }
  }
}
