/// A place where the resolver looks.
package indirect enum Place: Equatable, Sendable {
  /// A `+REQUEST` argument.
  case argument
  /// The default in the settings file.
  case `default`(Path)
  /// A version file, whether it exists or not.
  case file(Path)
  /// `go.work` and `go.mod`.
  case module
  /// rustup's override for a directory, in its settings.
  case override(Path, Path)
  /// The programs outside tvm.
  case path
  /// rustup's settings themselves, where they cannot be read.
  case settings
  /// An environment variable.
  case variable(Literal)
  /// The current directory itself.
  case workingDirectory

  /// The place in words.
  package var text: Bytes {
    switch self {
    case .argument: return Bytes("+REQUEST argument")
    case .default(let settings): return Bytes("default in ") + settings.bytes.printable
    case .file(let path): return path.bytes.printable
    case .module: return Bytes("go.work and go.mod")
    case .override(let settings, let directory):
      return Bytes("override for ") + directory.bytes.printable + " in "
        + settings.bytes.printable
    case .path: return Bytes(Variables.path)
    case .settings: return Bytes("rustup's settings")
    case .variable(let name): return name.bytes
    case .workingDirectory: return Bytes("current directory")
    }
  }
}
