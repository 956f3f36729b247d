import Editors
import Resolution
import Toolchains

/// A settings file that `tvm ide` has written on another machine, or for another copy of the project.
///
/// Such a file names a link that this machine does not have, and is otherwise what it should be.
struct CommittedSettings {
  /// The links that the file names.
  let links: [Path]

  /// Settings that are right but for the machine; nil where they are this machine's, or differ in more.
  ///
  /// - Parameters:
  ///   - settings: the file.
  ///   - project: what the editor should be told here.
  ///   - editor: the editor.
  ///   - directory: the project's directory.
  ///   - world: where the file is read.
  init?(
    _ settings: EditorSettings, _ project: EditorProject, _ editor: Editor, _ directory: Path,
    _ world: World
  ) {
    guard let contents = settings.before else { return nil }
    // The folders of programs are those of the other user.
    var other = EditorProject(shims: project.shims, programFolders: [])
    other.userHome = project.userHome
    other.hasAnalyzer = project.hasAnalyzer
    other.hasSource = project.hasSource
    other.go = project.go.map { CommittedSettings.link(in: contents, like: $0, project) ?? $0 }
    other.rust = project.rust.map { CommittedSettings.link(in: contents, like: $0, project) ?? $0 }
    guard (other.go, other.rust) != (project.go, project.rust),
      // A link that is there is this machine's own, and was left behind by a change of the home.
      ![other.go, other.rust].compactMap({ $0 }).contains(where: {
        $0 != project.go && $0 != project.rust && Folder.isOccupied($0)
      }),
      let read = try? editor.settings(for: other, in: directory, world), read.changes.isEmpty
    else { return nil }
    links = [other.go, other.rust].compactMap { $0 }
  }

  /// The first text in quotes that begins with a link to the same language of a project of the same
  /// name; whether it stands where it should is for the file's own parser to say.
  private static func link(
    in contents: Bytes, like link: Path, _ project: EditorProject
  ) -> Path? {
    guard let folder = link.parent, let projects = folder.parent else { return nil }
    let hashLength = 12
    let middle =
      Bytes("/") + projects.name + Bytes("/") + folder.name.dropLast(hashLength)
    let end = Bytes("/") + link.name
    var start = 0
    for position in contents.indices {
      if contents[position] == UInt8(ascii: "\"") { start = position + 1 }
      guard contents[position...].starts(with: middle) else { continue }
      let hash = contents[(position + middle.count)...].prefix(hashLength)
      let rest = contents[hash.endIndex...]
      guard hash.allSatisfy({ $0.isDigit || (97...102).contains($0) }), rest.starts(with: end)
      else { continue }
      let text = String(decoding: contents[start..<(hash.endIndex + end.count)], as: UTF8.self)
      let path = JetBrainsPath.expand(text, home: project.userHome)
      return Path(path.hasPrefix("file://") ? String(path.dropFirst(7)) : path)
    }
    return nil
  }
}
