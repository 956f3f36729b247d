package import Resolution
package import Shells

/// How something is mended.
package struct Remedy: Equatable, Sendable {
  /// What to do, in one sentence without a full stop.
  package let summary: String

  /// What `--fix` does; nothing where only the user can do it.
  package let fixes: [Fix]

  /// The exact lines to type, in each shell; what is left to do after the fixes, if there are any.
  package let lines: ShellLines

  /// A remedy.
  package init(_ summary: String, fixes: [Fix] = [], lines: ShellLines = ShellLines()) {
    self.summary = summary
    self.fixes = fixes
    self.lines = lines
  }
}

/// The same commands as each shell wants them.
package struct ShellLines: Equatable, Encodable, Sendable {
  private let posix: [String]
  private let fish: [String]

  /// Lines that differ from shell to shell; nothing by default.
  package init(posix: [String] = [], fish: [String] = []) {
    self.posix = posix
    self.fish = fish
  }

  /// Lines that are the same in every shell.
  package init(_ line: String, _ more: String...) {
    self.init(posix: [line] + more, fish: [line] + more)
  }

  /// The lines of one and then those of another, each once.
  package static func + (first: ShellLines, second: ShellLines) -> ShellLines {
    ShellLines(
      posix: first.posix + second.posix.filter { !first.posix.contains($0) },
      fish: first.fish + second.fish.filter { !first.fish.contains($0) })
  }

  /// The commands that take a variable out of the running shell.
  package static func unset(_ name: String) -> ShellLines {
    ShellLines(posix: ["unset \(name)"], fish: ["set -e \(name)"])
  }

  /// The same lines with something done to each.
  package func map(_ change: (String) -> String) -> ShellLines {
    ShellLines(posix: posix.map(change), fish: fish.map(change))
  }

  /// The lines for one shell; those of bash for any other than fish.
  package func lines(for shell: Shell) -> [String] { shell == .fish ? fish : posix }

  /// Whether there is nothing to type.
  package var isEmpty: Bool { posix.isEmpty && fish.isEmpty }

  /// Writes the lines of each shell whose grammar is known under its name.
  package func encode(to encoder: any Encoder) throws {
    let named = Shell.hooked.filter { $0.syntax != .unknown }.map { ($0.rawValue, lines(for: $0)) }
    try Dictionary(named) { first, _ in first }.encode(to: encoder)
  }
}

/// A change that is safe to make: what it replaces is kept or worth nothing.
package enum Fix: Equatable, Sendable {
  /// Makes a folder and those above it.
  case createFolder(Path)
  /// Changes a text file, which is backed up first.
  case edit(Path, Edit)
  /// Makes a symbolic link at the first path, which leads to the second.
  case link(Path, to: Path)
  /// Puts the shims into their folder.
  case placeShims(in: Path)
  /// Cleans up after installs that died, as the next install would; the path is one of theirs.
  case cleanUp(Path)
  /// Removes a symbolic link and nothing else.
  case removeLink(Path)

  /// What is changed.
  package var path: Path {
    switch self {
    case .createFolder(let path), .edit(let path, _), .link(let path, _),
      .placeShims(in: let path), .cleanUp(let path), .removeLink(let path):
      path
    }
  }
}
