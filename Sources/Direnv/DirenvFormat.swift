import JSON
import Environment
import Resolution
import Shells
import Toolchains

/// A form in which direnv prints variables: as code of a shell, or for another reader.
enum DirenvFormat: Hashable {
  case shell(Shell)
  case gha
  case gzenv
  case json
  case systemd
  case vim

  /// The form of a name, such as `json`, `zsh`, `-zsh` or `/bin/zsh`; nil for one that direnv does not
  /// know.
  init?(named name: Bytes) {
    if let shell = Shell(named: name) {
      self = .shell(shell)
      return
    }
    let others: [DirenvFormat] = [.gha, .gzenv, .json, .systemd, .vim]
    let word = Bytes(Path(name).name).text
    guard let format = others.first(where: { $0.name == word }) else { return nil }
    self = format
  }

  /// The name on a command line.
  var name: String {
    switch self {
    case .shell(let shell): shell.rawValue
    case .gha: "gha"
    case .gzenv: "gzenv"
    case .json: "json"
    case .systemd: "systemd"
    case .vim: "vim"
    }
  }

  /// The code that makes changes.
  ///
  /// - Parameter changes: Sorted by name. What the shell could not take for a variable is left out.
  /// - Returns: One line without its end, or a document.
  func code(_ changes: [DirenvChange]) -> Bytes {
    switch self {
    case .gzenv: Gzenv.encode(json(changes).compact)
    case .json: json(changes).readable.indented
    case .shell(let shell) where shell.readsJSONOfDirenv: json(changes).readable.compact + "\n"
    case .gha, .shell, .systemd, .vim:
      changes.map { takes($0.name) ? statement($0) : [] }.reduce([], +)
    }
  }

  /// Whether a variable can have this name here.
  func takes(_ name: Bytes) -> Bool {
    switch self {
    case .gzenv, .json: true
    case .shell(let shell): shell.takesDirenvName(name)
    case .gha, .systemd: name.isIdentifier
    case .vim: name.allSatisfy { $0.isLetter || $0.isDigit || "_.".utf8.contains($0) }
    }
  }

  private func json(_ changes: [DirenvChange]) -> JSONValue {
    .object(changes.map { JSONMember($0.name, $0.value.map { .string($0) } ?? .null) })
  }

  private func statement(_ change: DirenvChange) -> Bytes {
    let name = change.name
    switch self {
    case .shell(let shell): return shell.direnvStatement(name, change.value)
    case .vim:
      let value = change.value.map { EnvironmentFormat.vim.quoted($0) } ?? Bytes("v:null")
      return Bytes("call setenv('") + name + "'," + value + ")\n"
    case .systemd:
      guard let value = change.value else { return [] }
      return name + "=" + EnvironmentFormat.systemd.quoted(value) + "\n"
    // There is no way to remove one there. What only direnv itself reads stays out of the job: it holds
    // each value once more.
    case .gha:
      guard let value = change.value, !name.starts(with: Variables.direnvPrefix) else { return [] }
      return EnvironmentFormat.gitHubLine(name, value, delimiter: Bytes("ghadelimiter_"))
    case .gzenv, .json: return []
    }
  }
}
