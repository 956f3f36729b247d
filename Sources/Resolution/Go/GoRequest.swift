/// A Go toolchain that was asked for, in any of the dialects found in version files, variables and
/// arguments.
package indirect enum GoRequest: Equatable, Sendable {
  /// Conditions that a version must meet all at once, such as `>=1.21 <1.23`.
  case conditions([GoCondition])
  /// One release: `1.21.6`, `go1.21.6`, `v1.22rc1`.
  case exact(GoVersion)
  /// The newest release: `latest`, `stable`.
  case latest
  /// A linked toolchain by its name.
  case link(Bytes)
  /// The newest release of a major or minor version: `1`, `1.21`, `1.21.x`.
  case newest(major: Int, minor: Int?)
  /// The newest release of the minor version before the newest.
  case oldstable

  /// The request that a text writes, or nil where it belongs to no dialect.
  ///
  /// - Parameter text: one line or argument without its comment; blanks at both ends are ignored.
  package init?(_ text: BytesSlice) {
    let text = text.trimmed
    if let word = GoRequest(word: text) {
      self = word
    } else if let conditions = GoCondition.all(text) {
      self = .conditions(conditions)
    } else {
      return nil
    }
  }

  /// The longest name a linked toolchain can have, in bytes.
  package static let longestLinkName = 64

  private init?(word: BytesSlice) {
    if let versions = GoRequest(versions: word) {
      self = versions
    } else if word.equals("latest") || word.equals("stable") {
      self = .latest
    } else if word.equals("oldstable") {
      self = .oldstable
    } else if GoRequest.isLinkName(word) {
      self = .link(Bytes(word))
    } else {
      return nil
    }
  }

  /// `1`, `1.21`, `1.21.x`, `1.21.6`, `1.22rc1`, each also with the prefix `go` or `v`.
  private init?(versions word: BytesSlice) {
    var rest = word
    // Most are without a prefix.
    if rest.first?.isDigit != true {
      if rest.take("go") { _ = rest.takeByte("-") } else { _ = rest.take("v") }
    }
    if let version = GoVersion(rest) {
      self =
        version.patch == nil && version.prerelease == nil
        ? .newest(major: version.major, minor: version.minor) : .exact(version)
      return
    }
    guard let major = rest.takeNumber() else { return nil }
    if rest.isEmpty || GoRequest.isWildcard(rest) || rest.equals(".x.x") {
      self = .newest(major: major, minor: nil)
      return
    }
    guard rest.takeByte("."), let minor = rest.takeNumber() else { return nil }
    if let version = GoVersion(major, minor, semantic: rest) {
      self = .exact(version)
      return
    }
    guard GoRequest.isWildcard(rest) else { return nil }
    self = .newest(major: major, minor: minor)
  }

  private static func isWildcard(_ rest: BytesSlice) -> Bool {
    rest.equals(".x") || rest.equals(".*")
  }

  /// Whether a linked toolchain may have this name: a letter, then letters, digits and `._+-`, and
  /// no other request's text.
  package static func isLinkName(_ text: BytesSlice) -> Bool {
    guard let first = text.first, first.isLetter, text.count <= longestLinkName else {
      return false
    }
    for byte in text where !byte.isLetter && !byte.isDigit {
      guard
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: "+")
      else { return false }
    }
    var rest = text
    // `go1.21.` and `v1` with a slip must not pass as names.
    if rest.take("go") {
      _ = rest.takeByte("-")
      return rest.first.map { !$0.isDigit } ?? true
    }
    if rest.take("v") { return rest.first.map { !$0.isDigit } ?? true }
    return !text.equals("latest") && !text.equals("stable") && !text.equals("oldstable")
      && !text.equals("system")
  }

  /// Whether this asks for a linked toolchain by its name.
  package var isLink: Bool {
    if case .link = self { return true }
    return false
  }

  #if !hasFeature(Embedded)
  /// Whether what it asks for changes with what is released.
  package var isMoving: Bool {
    switch self {
    case .conditions, .latest, .newest, .oldstable: true
    case .exact, .link: false
    }
  }
  #endif

  /// Whether a version is among those asked for.
  ///
  /// A prerelease counts only when the request names one. `latest`, `oldstable` and links depend on
  /// more than the version: see ``GoInstalled``.
  package func accepts(_ version: GoVersion) -> Bool {
    switch self {
    case .exact(let exact): version == exact
    case .newest(let major, let minor):
      version.prerelease == nil && version.major == major
        && (minor.map { version.minor == $0 } ?? true)
    case .conditions(let conditions):
      conditions.allSatisfy { $0.accepts(version) }
        && (version.prerelease == nil || conditions.contains { $0.version.prerelease != nil })
    case .latest, .oldstable: version.prerelease == nil
    case .link: false
    }
  }
}
