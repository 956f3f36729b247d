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

  init?(_ path: Path, _ shell: Shell?, _ moment: Moment, isUsers: Bool, isScript: Bool = false) {
    // A file that is no text, or that cannot be read, is not one that a shell reads either.
    guard case .contents(let contents) = World.live.read(path, 1 << 20) else { return nil }
    self.path = path
    self.shell = shell
    self.moment = moment
    self.isUsers = isUsers && path.allows(.write)
    self.contents = contents
    syntax = moment == .session && !isScript ? .environment : shell == .fish ? .fish : .posix
    let script = ShellScript(contents, syntax)
    let syntax = self.syntax
    lines = script.lines.map { StartupLine(path, $0, syntax) }
  }

  /// The lines that load tvm's hook.
  package var hooks: [HookLine] { lines.compactMap { HookLine($0) } }
}

/// A line that loads tvm's hook.
package struct HookLine: Equatable, Sendable {
  /// The line.
  package let line: StartupLine
  /// The shell whose hook is asked for.
  package let shell: String
  /// The program that is to print it, by a path or a name.
  let program: Path

  init?(_ line: StartupLine) {
    for command in line.commands {
      guard let (program, shell) = HookLine.call(in: command) else { continue }
      self.line = line
      self.shell = shell
      self.program = program
      return
    }
    return nil
  }

  /// The call of `tvm hook` in a command, however it is written: `eval "$(tvm hook bash)"`,
  /// `source <(tvm hook zsh)`, `tvm hook fish | source`.
  private static func call(in command: ShellCommand) -> (program: Path, shell: String)? {
    let words = command.text.split { " \t$<()`\"'".contains($0) }
    guard let index = words.indices.dropFirst().first(where: { words[$0] == "hook" }),
      index + 1 < words.count, words[index - 1].split(separator: "/").last == "tvm",
      index == 1 || ["eval", "source", ".", "builtin", "command"].contains(command.words.first)
    else { return nil }
    return (Path(String(words[index - 1])), String(words[index + 1]))
  }
}
