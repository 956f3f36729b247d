package import Resolution

/// What is wrong with a manifest.
package enum ManifestFault: Equatable, Sendable {
  /// A component with a name that is none.
  case componentName(String)
  /// A date that is none.
  case date(String)
  /// A checksum that is none.
  case hash(component: String)
  /// A package's target that does not say whether it is available.
  case noAvailability(String)
  /// There is no checksum beside it.
  case noHash
  /// It has no date.
  case noDate
  /// It names a package that it does not describe.
  case noPackage(String)
  /// A package without any target.
  case noTarget(String)
  /// It has no version.
  case noVersion
  /// It is not TOML.
  case notTOML(line: Int, TOMLFault)
  /// A version that tvm does not know.
  case version(String)
}

extension ManifestFault {
  /// What is wrong, for people.
  var words: String {
    switch self {
    case .componentName(let name):
      "\"\(name.shown)\" is not a valid component name"
    case .date(let date): "its date is \"\(date.shown)\""
    case .hash(let component):
      "the checksum of \(component) is not 64 hexadecimal digits in lower case"
    case .noAvailability(let target): "it does not say whether \(target.shown) is available"
    case .noHash: "there is no .sha256 file beside it to verify it with"
    case .noDate: "it has no date"
    case .noPackage(let name): "it lists \(name) without a description"
    case .noTarget(let name): "\(name.shown) has no target"
    case .noVersion: "it has no manifest-version"
    case .notTOML(let line, let fault): "line \(line): \(Bytes(fault.text).text)"
    case .version(let version): "its version is \(version.shown), not 2"
    }
  }
}
