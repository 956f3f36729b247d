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
    case "go" where reference.contains("cimg/") || reference.contains("devcontainers/"):
      language = .go
    case "rust": language = .rust
    default: return nil
    }
    let tag = parts.count > 1 ? parts[1] : ""
    let words = tag.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    // `1.21-alpine3.19`: the version comes first, the system behind it. Images of development
    // containers have a version of their own before it: `1-1.22-bookworm`, `dev-1.22`.
    var index = 0
    if reference.contains("devcontainers/"), words.count > 1, !words[0].contains("."),
      words[1].first?.isNumber == true
    {
      index = 1
    }
    version = words.isEmpty ? "" : words[index]
    let lead = words.prefix(index).map { $0 + "-" }.joined()
    before = (parts.first ?? "") + (tag.isEmpty ? "" : ":" + lead)
  }
}
