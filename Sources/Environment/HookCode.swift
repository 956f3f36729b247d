package import Resolution

/// Code by which a hook changes a variable in a running shell, whatever aliases and options there are.
///
/// The hook's function `__tvm_cannot_set` is told of a variable that the shell does not let change. What
/// the shell kept for itself under the name of a new variable is put aside as `__tvm_own_NAME`, and is
/// back when the variable is gone: a HISTFILE is the user's own although no program sees it.
package struct HookCode: Equatable, Sendable {
  private let name: Bytes
  private let format: EnvironmentFormat

  /// Code for a variable.
  ///
  /// - Parameters:
  ///   - name: The variable's name.
  ///   - format: The shell: bash, zsh or fish.
  package init(_ name: Bytes, _ format: EnvironmentFormat) {
    self.name = name
    self.format = format
  }

  /// The code for one change.
  ///
  /// - Parameters:
  ///   - old: The value that programs see now, or nil where they see none.
  ///   - new: The value that they are to see.
  /// - Returns: Code with its line end; nothing where the shell has no such names.
  package func change(from old: Bytes?, to new: Bytes?) -> Bytes {
    let line = format.line(name, new)
    guard !line.isEmpty else { return [] }
    let command = Bytes("builtin ") + Bytes(line.dropLast())
    return new == nil ? removal(command) : setting(command, new ?? [], isNew: old == nil)
  }

  private var own: Bytes { Bytes("__tvm_own_") + name }

  private var refusal: Bytes { Bytes("__tvm_cannot_set ") + name }

  private func setting(_ command: Bytes, _ value: Bytes, isNew: Bool) -> Bytes {
    let putAside = isNew && name != Bytes(Variables.environment)
    if format == .fish {
      let copy =
        Bytes("builtin set -qgu ") + name + "; and builtin set -g " + own + " $" + name + "\n"
      // An assignment that works leaves the status as it was.
      return (putAside ? copy : []) + "builtin true\n" + command + " 2>/dev/null; or " + refusal
        + "\n"
    }
    let copy =
      Bytes("\\builtin test -z \"${") + name + "+set}\" || " + own + "=$" + name + "\n"
    let change = (putAside ? copy : []) + "\\" + command
    guard format == .zsh else {
      // Bash exports even what it does not let change.
      let hiding = isNew ? Bytes("{ \\builtin export -n ") + name + "; " + refusal + "; }" : refusal
      return change + " 2>/dev/null || " + hiding + "\n"
    }
    // There an error would end the whole code that a hook evaluates.
    return Bytes("if [[ ") + zshRefuses(value) + " ]]; then " + refusal + "; else\n" + change
      + "\nfi\n"
  }

  private func removal(_ command: Bytes) -> Bytes {
    if format == .fish {
      return command + "\nbuiltin set -q " + own + "; and builtin set -gu " + name + " $" + own
        + "; and builtin set -e " + own + "\n"
    }
    return Bytes("\\") + command + " 2>/dev/null || " + refusal + "\n\\builtin test -z \"${" + own
      + "+set}\" || { " + name + "=$" + own + "; \\builtin unset " + own + "; }\n"
  }

  /// The condition under which zsh takes no such value, or would become another user by it.
  private func zshRefuses(_ value: Bytes) -> Bytes {
    let type = Bytes("${(t)") + name + "-} == *(readonly|array|association)*"
    let identity: [StaticString] = ["EGID", "EUID", "GID", "UID", "USERNAME"]
    guard identity.contains(where: { name[...].equals($0) }) else { return type }
    return type + " || $" + name + " != " + ShellQuote.posix(value)
  }
}
