package import Resolution
import Toolchains

extension Machine {
  /// The line that loads the hook, which needs nothing on `PATH`.
  package func hookLine(_ shell: Shell) -> Bytes {
    let program = Machine.quoted(self.program.bytes, for: shell)
    return switch shell {
    case .bash, .zsh: Bytes("eval \"$(") + program + Bytes(" hook \(shell.rawValue))\"".utf8)
    case .fish: program + Bytes(" hook fish | source")
    }
  }

  /// The change that puts the hook at the end of the file where it belongs.
  ///
  /// - Parameter shell: whose hook.
  /// - Returns: the fixes; those of an older line elsewhere are not among them.
  package func addHook(_ shell: Shell) -> [Fix] {
    [.edit(startup.hookFile(shell), .append([hookLine(shell)]))]
  }

  /// The change that moves the hook behind everything else in its file.
  package func moveHookToTheEnd(_ shell: Shell) -> [Fix] {
    let file = startup.hookFile(shell)
    let old = startup.file(file)?.hooks.filter { $0.shell == shell.rawValue } ?? []
    let why = "moved to the end, behind what changes PATH"
    return old.map { .edit(file, .commentOut($0.line.bytes, why: why)) } + addHook(shell)
  }

  /// A path as one word of a shell, quoted only where it must be.
  package static func quoted(_ bytes: Bytes, for shell: Shell) -> Bytes {
    let isPlain = bytes.allSatisfy {
      $0.isLetter || $0.isDigit || Bytes("/._-+@%").contains($0)
    }
    if isPlain, !bytes.isEmpty { return bytes }
    var quoted = Bytes("'")
    for byte in bytes {
      switch (byte, shell) {
      case (UInt8(ascii: "'"), .fish), (UInt8(ascii: "\\"), .fish):
        quoted += [UInt8(ascii: "\\"), byte]
      case (UInt8(ascii: "'"), _): quoted += Bytes("'\\''")
      default: quoted.append(byte)
      }
    }
    return quoted + Bytes("'")
  }

  /// A path as one word of any shell, by `$HOME` where it is below the home directory.
  package func inHome(_ path: Path) -> String {
    let isBelow = path != userHome && path.isInside(userHome)
    let rest = isBelow ? Bytes(path.bytes[userHome.bytes.count...]) : path.bytes
    let isPlain = rest.allSatisfy { $0.isLetter || $0.isDigit || Bytes("/._-").contains($0) }
    if isBelow, isPlain { return "\"$HOME\(rest.text)\"" }
    return Machine.quoted(path.bytes, for: hookShell).text
  }

  /// The shell whose hook the user needs; bash's where the shell has none.
  package var hookShell: Shell { shell.shell ?? .bash }

  /// The lines of the user's shell that load its hook.
  package var hookLines: [HookLine] {
    startup.files(of: hookShell).flatMap(\.hooks).filter { $0.shell == hookShell.rawValue }
  }

  /// The command that starts the shell anew, so that it reads its files again.
  package var newShell: ShellLines {
    let program = Machine.quoted(shell.program.bytes, for: hookShell).text
    return ShellLines("exec \(program)")
  }
}
