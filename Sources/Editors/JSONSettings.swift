import JSON
import Resolution

extension EditorSettings {
  /// Sets what VS Code's extensions for Go and Rust read.
  ///
  /// Source: the settings of golang.go and rust-lang.rust-analyzer. `go.alternateTools` decides which
  /// `go` runs, `go.goroot` what GOROOT it sees.
  mutating func setVSCode(_ project: EditorProject) throws(EditorError) {
    var wanted: [(path: [String], value: String)] = []
    if let go = project.go {
      wanted.append((["go.goroot"], try project.text(go)))
      wanted.append((["go.alternateTools", "go"], try project.text(go, "bin/go")))
      wanted.append((["go.toolsEnvVars", Variables.goToolchain.text], "local"))
    }
    if let rust = project.rust {
      if project.hasAnalyzer {
        wanted.append(
          (["rust-analyzer.server.path"], try project.text(rust, "bin/rust-analyzer")))
      }
      wanted.append((["rust-analyzer.cargo.sysroot"], try project.text(rust)))
      for (name, value) in try project.variables(.rust) {
        wanted.append((["rust-analyzer.server.extraEnv", name], value))
      }
    }
    var editor = JSONCEditor(after, indentation: "    ")
    try set(wanted, &editor)
    after = editor.contents
  }

  /// Sets how Zed starts the language servers.
  ///
  /// Source: `lsp.NAME.binary` of Zed's settings.
  mutating func setZed(_ project: EditorProject) throws(EditorError) {
    var wanted: [(path: [String], value: String)] = []
    var editor = JSONCEditor(after)
    let links: [(Language, String, Path?)] = [
      (.go, "gopls", project.go), (.rust, "rust-analyzer", project.rust),
    ]
    for (language, server, link) in links {
      guard let link else { continue }
      let binary = ["lsp", server, "binary"]
      if language == .rust, project.hasAnalyzer {
        wanted.append((binary + ["path"], try project.text(link, "bin/rust-analyzer")))
      }
      for (name, value) in try project.variables(language) {
        wanted.append((binary + ["env", name], value))
      }
      let path = binary + ["env", Variables.path.text]
      let existing = try document().value(at: path)?.text
      wanted.append((path, try project.searchPath(link, existing)))
    }
    try set(wanted, &editor)
    after = editor.contents
  }

  private func document() throws(EditorError) -> JSONCDocument {
    do throws(JSONCError) { return try JSONCDocument(after) } catch { throw .json(path, error) }
  }

  private mutating func set(
    _ wanted: [(path: [String], value: String)], _ editor: inout JSONCEditor
  ) throws(EditorError) {
    for (path, value) in wanted {
      do throws(JSONCError) {
        if try editor.set(.string(value), at: path) {
          changes.append(path.joined(separator: "."))
        }
      } catch {
        // What was set before has moved the lines; the user's file has the fault on its own.
        var original = JSONCEditor(before ?? [])
        do throws(JSONCError) { try original.set(.string(value), at: path) } catch {
          throw .json(self.path, error)
        }
        throw .json(self.path, error)
      }
    }
  }
}
