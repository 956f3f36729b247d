package import Resolution
import Toolchains

extension EditorSettings {
  /// Sets the toolchain of a project of GoLand's or RustRover's.
  ///
  /// Source: the components `GOROOT` and `RustProjectSettings` of `.idea/workspace.xml`, where these
  /// programs keep what is one user's own. They write the home directory as `$USER_HOME$`.
  mutating func setJetBrains(_ editor: Editor, _ project: EditorProject) throws(EditorError) {
    var xml = XMLEditor(after)
    if editor == .goland, let go = project.go {
      let url = "file://" + JetBrainsPath.shorten(try project.text(go), project)
      try set("url", to: url, in: [("component", "GOROOT")], "GOROOT", &xml, project)
    }
    if editor == .rustrover, let rust = project.rust {
      var wanted = [("toolchainHomeDirectory", rust.appending("bin"))]
      if project.hasSource {
        wanted.append(("explicitPathToStdlib", rust.appending("lib/rustlib/src/rust/library")))
      }
      for (name, folder) in wanted {
        let value = JetBrainsPath.shorten(try project.text(folder), project)
        try set(
          "value", to: value, in: [("component", "RustProjectSettings"), ("option", name)], name,
          &xml, project)
      }
    }
    if !changes.isEmpty { after = xml.contents }
  }

  /// Sets an attribute, unless it has that value already, however the home directory is written.
  private mutating func set(
    _ attribute: String, to value: String, in path: [(element: String, name: String)],
    _ name: String, _ xml: inout XMLEditor, _ project: EditorProject
  ) throws(EditorError) {
    do throws(XMLError) {
      var element: XMLDocument.Element? = try XMLDocument(xml.contents).root
      for step in path { element = element?.child(step.element, named: step.name) }
      let old = element?[attribute].map { JetBrainsPath.expand($0, home: project.userHome) }
      if old == JetBrainsPath.expand(value, home: project.userHome) { return }
      try xml.set(attribute, to: value, in: path)
    } catch { throw .xml(self.path, error) }
    changes.append(name)
  }
}

/// Paths as JetBrains' programs write them.
package enum JetBrainsPath {
  private static let macro = "$USER_HOME$"

  /// A path with the home directory as a macro.
  static func shorten(_ path: String, _ project: EditorProject) -> String {
    guard let user = project.userHome?.text, path.hasPrefix(user + "/") else { return path }
    return macro + path.dropFirst(user.count)
  }

  /// A path or `file://` URL without the macro.
  ///
  /// - Parameters:
  ///   - path: as it is written.
  ///   - home: the user's home directory.
  /// - Returns: the same with the home directory in the macro's place.
  package static func expand(_ path: String, home: Path?) -> String {
    guard let home else { return path }
    for start in ["", "file://"] where path.hasPrefix(start + macro) {
      return start + home.text + path.dropFirst(start.count + macro.count)
    }
    return path
  }
}
