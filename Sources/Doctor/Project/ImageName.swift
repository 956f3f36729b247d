import Resolution
import Toolchains

/// The name of an image of Go or Rust.
struct ImageName: Equatable {
  let language: Language
  /// The version of its tag, or the words that stand for one.
  let version: String
  /// What stands before the version.
  let before: String

  /// The image that a reference names; nil for others, and for one that a digest pins.
  init?(_ reference: String) {
    guard !reference.contains("@sha256:"), !reference.contains("$"), !reference.contains(" ")
    else { return nil }
    let name = reference.split(separator: "/").last.map(String.init) ?? ""
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    switch parts.first {
    case "golang": language = .go
    case "go" where reference.contains("cimg/"): language = .go
    case "rust": language = .rust
    default: return nil
    }
    let tag = parts.count > 1 ? parts[1] : ""
    // `1.21-alpine3.19`: the version comes first, the system behind it.
    version = String(tag.prefix { $0 != "-" })
    before = (parts.first ?? "") + (tag.isEmpty ? "" : ":")
  }
}
