package import Resolution
import Toolchains

/// What an editor is to be told about a project.
package struct EditorProject: Sendable {
  /// The link to the active GOROOT; nil where the project has nothing to do with Go.
  package var go: Path?

  /// The link to the active Rust toolchain; nil where the project has nothing to do with Rust.
  package var rust: Path?

  /// Whether that toolchain has a rust-analyzer of its own.
  package var hasAnalyzer = false

  /// Whether that toolchain has the sources of the standard library.
  package var hasSource = false

  /// The user's home directory.
  package var userHome: Path?

  /// The folder of shims.
  package let shims: Path

  /// The folders that `go install` and `cargo install` fill, where servers and their tools may be.
  package let programFolders: [Path]

  /// Further folders of `PATH` that are the user's own, where what the servers start may be.
  package let ownFolders: [Path]

  /// A project that has nothing to do with any language yet.
  package init(shims: Path, programFolders: [Path], ownFolders: [Path] = []) {
    self.shims = shims
    self.programFolders = programFolders
    self.ownFolders = ownFolders
  }
}

extension EditorProject {
  /// A path as a settings file holds it.
  ///
  /// - Parameters:
  ///   - path: the path.
  ///   - name: an entry of it.
  /// - Returns: the text.
  /// - Throws: ``EditorError/notText(_:)``.
  func text(_ path: Path, _ name: StaticString = "") throws(EditorError) -> String {
    let whole = name.utf8CodeUnitCount == 0 ? path : path.appending(name)
    guard let text = String(utf8: whole.bytes) else {
      throw .notText(whole)
    }
    return text
  }

  /// What a language server needs in its environment to use a toolchain, `PATH` left out.
  ///
  /// - Parameter language: whose server it is.
  /// - Returns: names and values.
  /// - Throws: ``EditorError/notText(_:)``.
  func variables(_ language: Language) throws(EditorError) -> [(name: String, value: String)] {
    switch language {
    case .go:
      guard let go else { return [] }
      return [(Variables.goRoot.text, try text(go)), (Variables.goToolchain.text, "local")]
    case .rust:
      guard let rust else { return [] }
      return [(Variables.rustToolchain.text, try text(rust))]
    }
  }

  /// `PATH` for a language server: the toolchain's programs come first.
  ///
  /// What is there already stays behind them, and what is installed for the user behind that. Without
  /// it the user's own folders and the system's follow: an editor takes the list for the whole of `PATH`.
  ///
  /// - Parameters:
  ///   - toolchain: the link.
  ///   - existing: what the settings say now.
  /// - Returns: the value.
  /// - Throws: ``EditorError/notText(_:)``.
  func searchPath(_ toolchain: Path, _ existing: String?) throws(EditorError) -> String {
    let programs = try text(toolchain, "bin")
    var installed: [String] = []
    for folder in programFolders { installed.append(try text(folder)) }
    guard let existing, !existing.isEmpty else {
      #if os(macOS)
      let system = "/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
      #else
      let system = "/usr/local/bin:/usr/bin:/bin"
      #endif
      var own: [String] = []
      for folder in ownFolders { own.append(try text(folder)) }
      let list = [programs, try text(shims)] + installed
      return (list + own.filter { !list.contains($0) } + [system]).joined(separator: ":")
    }
    var elements = existing.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if elements.first != programs { elements.insert(programs, at: 0) }
    elements += installed.filter { !elements.contains($0) }
    return elements.joined(separator: ":")
  }
}
