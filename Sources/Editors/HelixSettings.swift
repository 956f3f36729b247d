import Resolution
import Toolchains

extension EditorSettings {
  /// Sets how Helix starts the language servers.
  ///
  /// Source: `[language-server.NAME]` of Helix's `languages.toml`; what the project's file does not say
  /// comes from the user's and from Helix's own.
  mutating func setHelix(_ project: EditorProject) throws(EditorError) {
    let links: [(Language, StaticString, Path?)] = [
      (.go, "gopls", project.go), (.rust, "rust-analyzer", project.rust),
    ]
    for (language, server, link) in links {
      guard let link else { continue }
      let table = [Bytes("language-server"), Bytes(server)]
      if language == .rust, project.hasAnalyzer {
        try set("command", try project.text(link, "bin/rust-analyzer"), table)
      }
      let environment = table + [Bytes("environment")]
      for (name, value) in try project.variables(language) { try set(name, value, environment) }
      let existing = try value(environment + [Bytes(Variables.path)])
      try set(Variables.path.text, try project.searchPath(link, existing), environment)
    }
  }

  private func value(_ path: [Bytes]) throws(EditorError) -> String? {
    let document: TOMLDocument
    do throws(TOMLError) { document = try TOMLDocument(after) } catch {
      throw .toml(self.path, error)
    }
    let entry = document.entries.first { $0.path == path }
    guard case .string(let text) = entry?.value else { return nil }
    return text.text
  }

  private mutating func set(
    _ name: String, _ value: String, _ table: [Bytes]
  ) throws(EditorError) {
    guard try self.value(table + [Bytes(name.utf8)]) != value else { return }
    var editor = TOMLEditor(after)
    do throws(TOMLError) {
      try editor.set(Bytes(value.utf8), for: Bytes(name.utf8), inTable: table)
    } catch {
      // What was set before has moved the lines; the user's file has the fault on its own.
      var original = TOMLEditor(before ?? [])
      do throws(TOMLError) {
        try original.set(Bytes(value.utf8), for: Bytes(name.utf8), inTable: table)
      } catch { throw .toml(path, error) }
      throw .toml(path, error)
    }
    after = editor.contents
    changes.append((table.map(\.text) + [name]).joined(separator: "."))
  }
}
