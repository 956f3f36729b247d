import Resolution
import Toolchains

/// The versions that a file of a pipeline names, read line by line.
///
/// As much of YAML as these files need: `key: value`, quotes, comments. Expressions such as
/// `${{ matrix.go }}` are left alone: a matrix has several versions on purpose.
struct PipelineFile {
  /// The versions named, in the order of the file.
  let mentions: [VersionMention]

  /// The mentions of a file's contents.
  init(_ contents: Bytes, at path: Path) {
    var mentions: [VersionMention] = []
    var action = ""
    // The key whose value stands on the lines below it.
    var mapping = ""
    for (index, bytes) in contents.parts(between: "\n").enumerated() {
      let line = Bytes(bytes.withoutComment.trimmed).text
      guard !line.isEmpty else { continue }
      var rest = Substring(line)
      if rest.hasPrefix("- ") { rest = rest.dropFirst(2).drop { $0 == " " } }
      guard let colon = rest.firstRange(of: ":") else { continue }
      let key = String(rest[..<colon.lowerBound])
      guard let value = Scalar(rest[colon.upperBound...]) else {
        mapping = key
        continue
      }
      func add(_ language: Language, _ text: String, before: String) {
        mentions.append(
          VersionMention(
            language: language, path: path, number: index + 1, line: line, text: text,
            before: before, isNumber: value.isPlain && before == "go-version: "))
      }
      switch key {
      case "uses":
        action = value.text
        if let version = PipelineFile.version(ofAction: value.text) {
          add(.rust, version, before: "rust-toolchain@")
        }
      case "go-version": if value.isVersion { add(.go, value.text, before: "go-version: ") }
      case "toolchain", "rust-toolchain", "rust-version":
        if value.isVersion, key == "rust-version" || action.contains("toolchain") {
          add(.rust, value.text, before: "\(key): ")
        }
      case "image", "container", "name":
        if let image = ImageName(value.text), key != "name" || mapping == "image" {
          add(image.language, image.version, before: image.before)
        }
      default: break
      }
    }
    self.mentions = mentions
  }

  /// The toolchain that an action's own name asks for: `dtolnay/rust-toolchain@1.70`.
  private static func version(ofAction name: String) -> String? {
    guard name.hasPrefix("dtolnay/rust-toolchain@") else { return nil }
    let version = String(name.dropFirst("dtolnay/rust-toolchain@".count))
    // A branch or a commit: the input `toolchain` says which.
    return version == "master" || version.count == 40 ? nil : version
  }

  /// A plain or quoted value.
  private struct Scalar {
    let text: String
    let isPlain: Bool

    init?(_ rest: Substring) {
      guard rest.first == " " || rest.first == "\t" || rest.isEmpty else { return nil }
      let trimmed = rest.drop { $0 == " " || $0 == "\t" }
      guard let first = trimmed.first else { return nil }
      isPlain = first != "\"" && first != "'"
      text = isPlain ? String(trimmed) : String(trimmed.dropFirst().prefix { $0 != first })
    }

    /// Whether this is a single version and neither an expression nor a list.
    var isVersion: Bool {
      !text.isEmpty && !text.contains("$") && !text.hasPrefix("[") && !text.contains("{")
    }
  }
}

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
