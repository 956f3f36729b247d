package import Resolution
package import Shells
import Toolchains

extension Machine {
  /// A path as one word of any shell, by `$HOME` where it is below the home directory.
  package func inHome(_ path: Path) -> String {
    let isBelow = path != userHome && path.isInside(userHome)
    let rest = isBelow ? Bytes(path.bytes[userHome.bytes.count...]) : path.bytes
    let isPlain = rest.allSatisfy { $0.isLetter || $0.isDigit || Bytes("/._-").contains($0) }
    if isBelow, isPlain { return "\"$HOME\(rest.text)\"" }
    return hookShell.word(path.bytes).text
  }

  /// The shell whose hook the user needs; the standard one's where the shell has none.
  package var hookShell: Shell { shell.shell ?? .standard }

  /// The lines of the user's shell that load its hook.
  package var hookLines: [HookLine] {
    startup.files(of: hookShell).flatMap(\.hooks).filter { $0.shell == hookShell.rawValue }
  }

  /// The command that starts the shell anew, so that it reads its files again.
  package var newShell: ShellLines {
    let program = hookShell.word(shell.program.bytes).text
    return ShellLines("exec \(program)")
  }
}
