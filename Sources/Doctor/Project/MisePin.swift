import Resolution
import Toolchains

/// What mise's own file in a directory asks for.
///
/// Source: "Configuration" and "tools" of mise's documentation: a text, a list whose first element
/// counts, or a table with a `version`.
struct MisePin {
  /// The version as written.
  let text: String
  let path: Path
  let line: Int

  /// The pin of a language in a directory; nil where none is.
  init?(_ language: Language, in directory: Path, _ machine: Machine) {
    for name in MisePin.files {
      let path = directory.appending(name)
      guard let contents = machine.read(path), let document = try? TOMLDocument(contents) else {
        continue
      }
      let names: [StaticString] = language == .go ? ["go", "golang"] : ["rust"]
      for name in names {
        let entry = document.entry("tools", name, "version") ?? document.entry("tools", name)
        guard let entry, let text = MisePin.text(entry.value) else { continue }
        (self.text, self.path, line) = (text, path, entry.line)
        return
      }
    }
    return nil
  }

  private static func text(_ value: TOMLValue) -> String? {
    switch value {
    case .string(let text): text.printable.text
    case .array(let values): values.first.flatMap { text($0) }
    case .boolean, .other, .table: nil
    }
  }

  /// The names, the most binding first.
  static let files: [StaticString] = [
    "mise.local.toml", "mise.toml", ".mise.toml", "mise/config.toml", ".mise/config.toml",
    ".config/mise.toml", ".config/mise/config.toml",
  ]
}
