package import Resolution
import Toolchains

/// An editor whose settings for a project tvm knows to write.
package enum Editor: String, CaseIterable, Sendable {
  case goland
  case helix
  case neovim
  case rustrover
  case vscode
  case zed

  /// The name for people.
  package var name: String {
    switch self {
    case .goland: "GoLand"
    case .helix: "Helix"
    case .neovim: "Neovim"
    case .rustrover: "RustRover"
    case .vscode: "VS Code"
    case .zed: "Zed"
    }
  }

  /// The settings file, below the project's directory.
  package var file: StaticString {
    switch self {
    case .goland, .rustrover: ".idea/workspace.xml"
    case .helix: ".helix/languages.toml"
    case .neovim: ".nvim.lua"
    case .vscode: ".vscode/settings.json"
    case .zed: ".zed/settings.json"
    }
  }

  /// The languages that it can be set up for.
  package var languages: [Language] {
    switch self {
    case .goland: [.go]
    case .rustrover: [.rust]
    case .helix, .neovim, .vscode, .zed: [.go, .rust]
    }
  }

  /// The largest settings file that is read, in bytes.
  package static let sizeLimit = 16 << 20

  /// The settings file of a directory as it is and as it should be.
  ///
  /// - Parameters:
  ///   - project: what the editor is to be told.
  ///   - directory: the project's directory.
  ///   - world: where the file is read.
  /// - Returns: the file, which need not differ.
  /// - Throws: ``EditorError``.
  package func settings(
    for project: EditorProject, in directory: Path, _ world: World
  ) throws(EditorError) -> EditorSettings {
    let path = directory.appending(file)
    var before: Bytes?
    switch world.read(path, Editor.sizeLimit) {
    case .absent: break
    case .contents(let contents): before = contents
    case .refused(let problem): throw .resolution(.refused(path, problem))
    }
    var settings = EditorSettings(path: path, before: before)
    switch self {
    case .goland, .rustrover: try settings.setJetBrains(self, project)
    case .helix: try settings.setHelix(project)
    case .neovim: try settings.setNeovim(project)
    case .vscode: try settings.setVSCode(project)
    case .zed: try settings.setZed(project)
    }
    return settings
  }
}

/// A settings file as it is and as it should be.
package struct EditorSettings: Sendable {
  /// The file.
  package let path: Path

  /// What is in it; nil where it does not exist.
  package let before: Bytes?

  /// What should be in it.
  package internal(set) var after: Bytes

  /// The settings that differ, by the editor's names for them.
  package internal(set) var changes: [String] = []

  init(path: Path, before: Bytes?) {
    self.path = path
    self.before = before
    after = before ?? []
  }
}
