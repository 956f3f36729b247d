#if !hasFeature(Embedded)
/// What a version file says that counts for nothing, so that nobody takes it for a pin.
package struct PassedOver: Equatable, Sendable {
  /// One line for people about each.
  package let lines: [Bytes]

  /// What a file says in vain.
  ///
  /// - Parameters:
  ///   - path: the file; one of another name, or that cannot be read, says nothing.
  ///   - language: the language that is asked about.
  ///   - world: where it is read.
  package init(in path: Path, for language: Language, _ world: World) {
    guard let file = VersionFile(name: path.name), language.versionFiles.contains(file),
      case .contents(let contents) = world.read(path, VersionFile.sizeLimit)
    else {
      lines = []
      return
    }
    switch file {
    case .goVersion: lines = PassedOver.words(in: contents, path, file)
    case .rustToolchain, .rustToolchainTOML: lines = PassedOver.keys(in: contents, path)
    case .toolVersions: lines = PassedOver.later(in: contents, path, file, language)
    }
  }

  /// Lines of a `.tool-versions` for a tool that another one has been for, or that name no version.
  private static func later(
    in contents: Bytes, _ path: Path, _ file: VersionFile, _ language: Language
  ) -> [Bytes] {
    var first: Int?
    var lines: [Bytes] = []
    for (index, line) in contents.withoutByteOrderMark.parts(between: "\n").enumerated() {
      let tool = line.prefix(while: { $0 != UInt8(ascii: "#") }).words.first
      guard let tool, Language(tool) == language else { continue }
      let text = Source.file(path, line: index + 1).text + " does not count: "
      if let first {
        lines.append(
          text + "line " + Bytes(decimal: first) + " is for " + Bytes(language.name)
            + " as well, and is read first")
      } else if file.text(of: line, for: language) == nil {
        lines.append(text + "it names no version")
      } else {
        first = index + 1
      }
    }
    return lines
  }

  /// What follows the version in a line of a `.go-version`.
  private static func words(in contents: Bytes, _ path: Path, _ file: VersionFile) -> [Bytes] {
    var lines: [Bytes] = []
    for (index, line) in contents.withoutByteOrderMark.parts(between: "\n").enumerated() {
      guard let text = file.text(of: line, for: .go),
        let version = file.requests(in: text, for: .go).first, version.endIndex < text.endIndex
      else { continue }
      lines.append(
        Source.file(path, line: index + 1).text + ": "
          + Bytes(text[version.endIndex...].trimmed).quoted
          + " does not count: only the first word of a line is read, as in goenv")
    }
    return lines
  }

  /// Keys of a toolchain file's table that rustup does not know.
  private static func keys(in contents: Bytes, _ path: Path) -> [Bytes] {
    guard let document = try? TOMLDocument(contents) else { return [] }
    return document.entries.compactMap { entry in
      let keys = entry.path
      guard keys.count == 2, keys[0].equals("toolchain"),
        !known.contains(where: { keys[1].equals($0) })
      else { return nil }
      return Source.file(path, line: entry.line).text + " does not count: " + keys[1].quoted
        + " is not a key of [toolchain]"
    }
  }

  private static let known: [StaticString] = [
    "channel", "components", "path", "profile", "targets",
  ]
}
#endif
