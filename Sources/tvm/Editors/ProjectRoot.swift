import Editors
import Resolution
import Toolchains

/// The directory of a project, which an editor opens and whose settings it reads.
struct ProjectRoot {
  /// The directory; the one that the search began in where nothing marks one.
  let directory: Path

  /// What marks it: settings of the editor's, a pin, `.git` or a manifest; nil where nothing does.
  let mark: Path?

  /// The nearest directory above that something marks, the user's own folder left out.
  ///
  /// - Parameters:
  ///   - editor: the editor whose settings count as a mark.
  ///   - session: where pins are read.
  ///   - directory: where the search begins, physical.
  init(of editor: Editor, _ session: Session, from directory: Path) {
    let user = try? Home.ofUser(session.world)
    let pins = editor.languages.compactMap { session.pinFile($0, directory) }
    // An empty folder for settings is one of the editor's, too.
    let own = Path(Bytes(editor.file).parts(between: "/").first.map { Bytes($0) } ?? [])
    let manifests = Session.rustManifests.map { Path($0) }
    // A member of a workspace has a manifest and is no project, so that what marks one comes first.
    for names in [[own, Path(".git")], manifests] {
      for folder in directory.ancestors.prefix(while: { $0 != user && $0.parent != nil }) {
        let named = names.map { folder.appending($0.bytes) }.first(where: Folder.isOccupied)
        if let mark = named ?? pins.first(where: { $0.parent == folder }) {
          self.directory = folder
          self.mark = mark
          return
        }
      }
    }
    self.directory = directory
    mark = nil
  }
}

extension Session {
  /// What marks a project of Rust's for an editor: rust-analyzer knows projects without cargo, too.
  fileprivate static let rustManifests: [StaticString] =
    Language.rust.projectFiles.map { $0.name } + ["rust-project.json"]

  /// The file that decides about a language for a directory; nil where it is none of a project.
  fileprivate func pinFile(_ language: Language, _ directory: Path) -> Path? {
    guard let candidate = try? projectRequest(language, directory) else { return nil }
    switch (candidate.place, candidate.finding) {
    case (.module, .minimum(let module)): return module.path
    case (.file(let path), _): return path
    // What rustup has noted for a directory stands for a file in it.
    case (.override(_, let directory), _):
      return directory.appending(VersionFile.rustToolchainTOML.name)
    default: return nil
    }
  }

  /// The first candidate that asks for a toolchain in a directory, whatever this session overrides.
  fileprivate func projectRequest(_ language: Language, _ directory: Path) throws -> Candidate? {
    let resolver = try CommandError.resolving { () throws(ResolutionError) in
      try Resolver(world.withoutOverrides)
    }
    return resolver.firstRequest(
      Query(language, program: Bytes(language.mainProgram), directory: directory))
  }

  /// Whether a directory has to do with a language: a pin, a module, a manifest.
  func isProject(_ language: Language, _ directory: Path) -> Bool {
    let marks =
      language == .go ? language.projectFiles.map { $0.name } : Session.rustManifests
    if marks.contains(where: { Folder.isOccupied(directory.appending($0)) }) { return true }
    return pinFile(language, directory) != nil
  }
}
