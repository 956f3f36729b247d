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
      "\(language.name) \(name.printable.text) is active here, asked for by \(source.text.text)"
    case .isDefault(let language, let name, nil):
      "\(language.name) \(name.printable.text) is the default"
    case .isDefault(let language, let name, let request?):
      "\(language.name) \(name.printable.text) is what the default asks for, "
        + request.printable.text
    case .namesPlatform(let language, let name):
      "the pin names a platform, so it means nothing where \(language.name) \(name.printable.text) "
        + "is missing"
    }
  }
}
