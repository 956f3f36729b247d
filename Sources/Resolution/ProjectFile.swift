/// A file that makes a directory a project of a language, and bounds its toolchain from below.
///
/// No other file spells these names where they decide something.
package enum ProjectFile: CaseIterable, Sendable {
  /// Several modules of Go's that are worked on together.
  case goWorkspace
  /// A module of Go's.
  case goModule
  /// A package or workspace of cargo's.
  case cargoManifest

  /// The largest file that is read, in bytes.
  package static let sizeLimit = 1 << 20

  /// The file's name.
  package var name: StaticString {
    switch self {
    case .goWorkspace: "go.work"
    case .goModule: "go.mod"
    case .cargoManifest: "Cargo.toml"
    }
  }

  /// The project file that has this name.
  package init?(name: BytesSlice) {
    guard let file = ProjectFile.allCases.first(where: { name.equals($0.name) }) else { return nil }
    self = file
  }
}

extension Language {
  /// The files that make a directory a project of the language, the most binding first.
  package var projectFiles: [ProjectFile] {
    switch self {
    case .go: [.goWorkspace, .goModule]
    case .rust: [.cargoManifest]
    }
  }
}
