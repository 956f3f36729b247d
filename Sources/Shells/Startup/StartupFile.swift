package import Resolution
import Toolchains

/// A file that a shell, or the session of a desktop, reads when it starts.
package struct StartupFile: Equatable, Sendable {
  /// Who reads a file, and when.
  package enum Moment: String, Equatable, Sendable {
    /// Every start.
    case always
    /// Every script that bash runs, and nothing else: `BASH_ENV` names it.
    case script
    /// A start as a login shell.
    case login
    /// A start with a prompt.
    case interactive
    /// The start of the desktop's session or of a login, by the system.
    case session
  }

  /// Where it is.
  package let path: Path
  /// Whose it is, or nil for one that any of them may read.
  package let shell: Shell?
  /// When it is read.
  package let moment: Moment
  /// Whether it is the user's and may be changed.
  package let isUsers: Bool
  /// What stands in it.
  package let contents: Bytes
  /// Its grammar.
  package let syntax: ShellSyntax
  /// Its lines.
  package let lines: [StartupLine]

  init?(
    _ path: Path, _ shell: Shell?, _ moment: Moment, _ syntax: ShellSyntax, isUsers: Bool,
    _ world: World
  ) {
    // A file that is no text, or that cannot be read, is not one that a shell reads either.
    guard case .contents(let contents) = world.read(path, 1 << 20) else { return nil }
    self.path = path
    self.shell = shell
    self.moment = moment
    self.isUsers = isUsers && path.allows(.write)
    self.contents = contents
    self.syntax = syntax
    lines = ShellScript(contents, syntax).lines.map { StartupLine(path, $0, syntax) }
  }

  /// The lines that load tvm's hook.
  package var hooks: [HookLine] { lines.compactMap { HookLine($0) } }
}
