package import Resolution

/// A place that serves Go's archives and usually their index: a URL or a folder.
package struct GoMirror: Equatable, Sendable {
  /// The place as given, without slashes at its end.
  package let base: String

  /// Where Go's own releases are.
  package static let official = GoMirror("https://go.dev/dl")

  /// A mirror at an `https`, `http` or `file` URL, or in a folder.
  package init(_ base: String) {
    var base = base
    while base.count > 1, base.hasSuffix("/") { base.removeLast() }
    self.base = base
  }

  /// The mirrors to try, in order: `TVM_GO_MIRROR`, else the settings, else Go's own site.
  package static func all(_ settings: Settings, _ world: World) -> [GoMirror] {
    var bases = world.setVariable(Variables.goMirror)?.commaSeparated ?? []
    if bases.isEmpty { bases = settings.goMirrors }
    return bases.isEmpty ? [official] : bases.map { GoMirror($0.text) }
  }

  /// Where the index is asked for, if not at the mirrors: `TVM_GO_INDEX`, else the settings; none for the
  /// mirrors.
  package static func indexes(_ settings: Settings, _ world: World) -> [GoMirror] {
    let text = world.setVariable(Variables.goIndex) ?? settings.goIndex
    return (text?.commaSeparated ?? []).map { GoMirror($0.text) }
  }

  /// Where an archive is.
  package func location(of fileName: String) -> String { "\(base)/\(fileName)" }

  /// Where the index may be, the likeliest first.
  package var indexLocations: [String] {
    folder == nil
      ? ["\(base)/?mode=json&include=all", "\(base)/index.json"] : ["\(base)/index.json"]
  }

  /// The folder of a mirror that is on this machine, or nil.
  package var folder: Path? {
    // A URL of no known kind is the download's to refuse.
    guard let path = try? LocalFile.path(of: base), path.hasPrefix("/") else { return nil }
    return Path(path)
  }
}
