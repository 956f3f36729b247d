package import Resolution

/// What a user should know of a toolchain that is removed or pinned.
package enum StoreNote: Equatable, Sendable {
  /// It is active here.
  case isActive(Language, Bytes, Source)
  /// It is the default, or what the default asks for, as written.
  case isDefault(Language, Bytes, request: Bytes?)
  /// Its pin names a platform.
  case namesPlatform(Language, Bytes)
}

extension StoreNote: CustomStringConvertible {
  package var description: String {
    switch self {
    case .isActive(let language, let name, let source):
      "warning: \(language.name) \(name.printable.text) is active here (\(source.text.text))"
    case .isDefault(let language, let name, nil):
      "warning: \(language.name) \(name.printable.text) is the default"
    case .isDefault(let language, let name, let request?):
      "warning: \(language.name) \(name.printable.text) is the default "
        + "(\(request.printable.text))"
    case .namesPlatform(let language, let name):
      "note: this pin includes a platform, so it works only where "
        + "\(language.name) \(name.printable.text) is installed"
    }
  }
}
