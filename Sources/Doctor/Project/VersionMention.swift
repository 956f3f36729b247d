import Resolution
import Toolchains

/// A place in a file of a pipeline or an image that names a version of Go or Rust.
struct VersionMention: Equatable {
  let language: Language
  let path: Path
  /// The line's number, the first is 1.
  let number: Int
  /// The line without blanks at its ends.
  let line: String
  /// The version, channel or tag as written.
  let text: String
  /// What a version may stand behind in this place: `golang:`, `go-version: `.
  let before: String
  /// Whether YAML takes the text for a number, which drops a zero at its end.
  var isNumber = false
  /// What stands for the version in the line, where that is put together from variables.
  var written: String?
  /// Whether a command asks for it beside what everything else uses, as `cargo +nightly fmt` does.
  var isAside = false

  /// Whether YAML makes another version of it: 1.20 is the number 1.2.
  var isCut: Bool {
    isNumber && text.hasSuffix("0") && text.filter { $0 == "." }.count == 1
  }

  /// The system that an image's tag names in the place of a version: `alpine`, `bookworm`.
  var system: String? {
    let isImage = ["golang:", "rust:", "go:"].contains { before.hasSuffix($0) }
    let channels = ["latest", "stable", "beta", "nightly"]
    return isImage && text.first?.isLetter == true && !channels.contains(text) ? text : nil
  }

  /// The version that a value of GOTOOLCHAIN names; nil where Go chooses, or none is named.
  static func goToolchain(_ value: String) -> String? {
    guard value.hasPrefix("go") else { return nil }
    return String(value.dropFirst(2).prefix { $0 != "+" })
  }

  /// How a mention and what is pinned go together.
  enum Agreement: Equatable {
    /// The same, as exactly as the pin says it.
    case same
    /// The pin's minor version without its last number.
    case looser
    /// No version: whatever is the newest one on the day.
    case floating
    /// Another version.
    case other
  }
}

/// What files of pipelines are to agree with.
enum PinnedVersion: Equatable {
  /// A version of Go's that a file pins, and whether it names the last number.
  case go(GoVersion, isExact: Bool)
  /// The oldest version that a `go.mod` admits.
  case goAtLeast(GoVersion)
  /// A channel or version of Rust's, as written.
  case rust(String)

  /// What is pinned here for a language; nil for nothing.
  init?(_ language: Language, _ machine: Machine) {
    switch (language, machine.firstCandidate(language)?.finding) {
    case (.go, .minimum(let module)): self = .goAtLeast(module.minimum)
    case (.go, .pins(let pins)):
      guard case .file? = pins.first?.source, let version = machine.pinnedGoVersion else {
        return nil
      }
      var isExact = false
      if case .go(.exact)? = pins.first?.request { isExact = true }
      self = .go(version, isExact: isExact)
    case (.rust, .pins(let pins)):
      guard let pin = pins.first, case .file = pin.source, case .rust(let request) = pin.request,
        case .release(let release) = request
      else { return nil }
      self = .rust((release.channel + (release.date.map { Bytes("-") + $0 } ?? [])).text)
    default: return nil
    }
  }

  /// The version as a pipeline should name it.
  var text: String {
    switch self {
    case .go(let version, let isExact):
      isExact ? version.name.text : "\(version.major).\(version.minor)"
    case .goAtLeast(let version): version.name.text
    case .rust(let text): text
    }
  }

  /// How a mention goes together with this.
  func agreement(_ mention: VersionMention) -> VersionMention.Agreement {
    switch self {
    case .go(let version, let isExact): go(mention.text, version, isExact)
    case .goAtLeast(let minimum): atLeast(minimum, mention.text)
    case .rust(let pinned): rust(mention.text, pinned)
    }
  }

  private func go(
    _ text: String, _ version: GoVersion, _ isExact: Bool
  ) -> VersionMention.Agreement {
    switch GoRequest(Bytes(text.utf8)[...]) {
    case .exact(let named):
      if !isExact { return named.isSameMinor(as: version) ? .same : .other }
      return named == version ? .same : .other
    case .newest(let major, let minor?):
      guard GoVersion(major, minor).isSameMinor(as: version) else { return .other }
      return isExact && version.hasPatchZero ? .looser : .same
    case .conditions(let conditions):
      guard GoRequest.conditions(conditions).accepts(version) else { return .other }
      // A pipeline takes the newest release that fits: ^1.21 is every Go before 2.
      return GoRequest.conditions(conditions).accepts(GoVersion(version.major, version.minor + 1))
        ? .floating : .looser
    default: return .floating
    }
  }

  private func atLeast(_ minimum: GoVersion, _ text: String) -> VersionMention.Agreement {
    switch GoRequest(Bytes(text.utf8)[...]) {
    case .exact(let named): return named < minimum ? .other : .same
    case .newest(let major, let minor?):
      return GoVersion(major, minor, 999) < minimum ? .other : .same
    case .conditions: return .same
    default: return .floating
    }
  }

  private func rust(_ text: String, _ pinned: String) -> VersionMention.Agreement {
    if text == pinned { return .same }
    guard let version = GoVersion(Bytes(pinned.utf8)[...]) else {
      if pinned == "stable", ["latest", "1"].contains(text) { return .same }
      return ["latest", "stable", "1"].contains(text) ? .floating : .other
    }
    guard let named = GoVersion(Bytes(text.utf8)[...]) else {
      return text.hasPrefix("nightly") || text.hasPrefix("beta") ? .other : .floating
    }
    guard named.isSameMinor(as: version) else { return .other }
    if version.patch == nil { return .same }
    return named.patch == nil ? .looser : named == version ? .same : .other
  }
}
