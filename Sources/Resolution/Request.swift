/// What was asked for: a toolchain of a language, or the tool outside tvm.
package enum Request: Equatable, Sendable {
  /// A Go toolchain.
  case go(GoRequest)
  /// A Rust toolchain.
  indirect case rust(RustRequest)
  /// The tool on `PATH` outside tvm.
  case system

  /// The request that a text of Go's writes, or nil where it belongs to no dialect.
  ///
  /// - Parameter text: one line or argument without its comment; blanks at both ends are ignored.
  package init?(go text: BytesSlice) {
    if let request = GoRequest(text) {
      self = .go(request)
    } else if text.trimmed.equals("system") {
      self = .system
    } else {
      return nil
    }
  }

  /// Whether this asks for a linked toolchain by its name.
  package var isLink: Bool {
    switch self {
    case .go(let request): request.isLink
    case .rust(let request): request.isCustom
    case .system: false
    }
  }
}
