package import Resolution
import Toolchains

extension Machine {
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
