package import Resolution
package import Shells

/// Code by which a hook changes a variable in a running shell, whatever aliases and options there are.
///
/// The hook's function `__tvm_cannot_set` is told of a variable that the shell does not let change. What
/// the shell kept for itself under the name of a new variable is put aside as `__tvm_own_NAME`, and is
/// back when the variable is gone: a HISTFILE is the user's own although no program sees it.
package struct HookCode: Equatable, Sendable {
  private let name: Bytes
  private let shell: Shell

  /// Code for a variable.
  ///
  /// - Parameters:
  ///   - name: The variable's name.
  ///   - shell: The shell, one with a hook.
  package init(_ name: Bytes, _ shell: Shell) {
    self.name = name
    self.shell = shell
  }

  /// What stands before all changes: a shell without the hook, such as a script's, may use them, too.
  package static func preparation(_ shell: Shell) -> Bytes {
    guard shell == .bash else { return [] }
    return Bytes(
      "\\builtin declare -F __tvm_may_set >/dev/null || __tvm_may_set() { \\builtin :; }\n")
  }

  /// The code for one change.
  ///
  /// - Parameters:
  ///   - old: The value that programs see now, or nil where they see none.
  ///   - new: The value that they are to see.
  /// - Returns: Code with its line end; nothing where the shell has no such names.
  package func change(from old: Bytes?, to new: Bytes?) -> Bytes {
    guard name.isIdentifier else { return [] }
    guard let new else {
      switch shell {
      case .fish: return fishRemoval
      case .zsh: return zshRemoval
      default: return bashRemoval
      }
    }
    let isNew = old == nil && !EnvironmentState.contain(name)
    switch shell {
    case .fish: return fishSetting(new, isNew: isNew)
    case .zsh: return zshSetting(new, isNew: isNew)
    default: return bashSetting(new, isNew: isNew)
    }
  }

  private var own: Bytes { Bytes("__tvm_own_") + name }

  private var refusal: Bytes { Bytes("__tvm_cannot_set ") + name }

  /// Puts the shell's own value aside.
  private var copy: Bytes {
    Bytes("\\builtin test -z \"${") + name + "+set}\" || " + own + "=$" + name + "\n"
  }

  private func export(_ value: Bytes) -> Bytes { Bytes("\\builtin ") + shell.export(name, value) }

  private func bashSetting(_ value: Bytes, isNew: Bool) -> Bytes {
    // Bash exports even what it does not let change.
    let hiding = isNew ? Bytes("{ \\builtin export -n ") + name + "; " + refusal + "; }" : refusal
    return Bytes("__tvm_may_set ") + name + " && {\n" + (isNew ? copy : []) + export(value)
      + " 2>/dev/null\n} || " + hiding + "\n"
  }

  private var bashRemoval: Bytes {
    Bytes("__tvm_may_set ") + name + " && \\builtin unset -v " + name + " 2>/dev/null || " + refusal
      + "\n\\builtin test -z \"${" + own + "+set}\" || { " + name + "=$" + own
      + "; \\builtin unset -v " + own + "; }\n"
  }

  private func zshSetting(_ value: Bytes, isNew: Bool) -> Bytes {
    // There an error would end the whole code that a hook evaluates.
    Bytes("if [[ ") + zshRefuses(value) + " ]]; then " + refusal + "; else\n" + (isNew ? copy : [])
      + export(value) + "\nfi\n"
  }

  /// A parameter that is special or tied is not what it was once it has been removed.
  private var zshRemoval: Bytes {
    let hidden = Bytes("\\builtin typeset -g +x ") + name + "="
    return Bytes("if [[ ") + zshType + " == *readonly* ]]; then " + refusal + "\nelif (( ${+" + own
      + "} )); then " + hidden + "$" + own + "; \\builtin unset " + own + "\nelif [[ " + zshType
      + " == scalar-tied* ]]; then " + hidden + "\nelse \\builtin unset " + name
      + " 2>/dev/null || " + refusal + "; fi\n"
  }

  private var zshType: Bytes { Bytes("${(t)") + name + "-}" }

  /// The condition under which zsh takes no such value, or another one, or would become another user.
  private func zshRefuses(_ value: Bytes) -> Bytes {
    let isNumber = value[...].decimal != nil
    let types = Bytes("readonly|array|association|float|left|right")
    let type = zshType + " == *(" + types + (isNumber ? [] : Bytes("|integer|lower|upper")) + ")*"
    guard Variables.zshIdentity.contains(where: { name[...].equals($0) }) else { return type }
    return type + " || $" + name + " != " + shell.quoted(value)
  }

  /// A universal variable belongs to all shells: only the one of this shell before it is changed, and
  /// not even that where the universal one has the value.
  private func fishSetting(_ value: Bytes, isNew: Bool) -> Bytes {
    let copy =
      Bytes("builtin set -qgu ") + name + "; and builtin set -q " + name
      + "[1]; and builtin set -g " + own + " $" + name + "\n"
    // An assignment that works leaves the status as it was.
    return (isNew ? copy : []) + "builtin set -qU " + name + "; and builtin set -eg " + name
      + "\nif not builtin set -qUx " + name + "; or builtin test \"$" + name + "\" != "
      + shell.quoted(value) + "\nbuiltin true\nbuiltin " + shell.export(name, value)
      + " 2>/dev/null; or " + refusal + "\nend\n"
  }

  private var fishRemoval: Bytes {
    // Programs see an exported universal variable whatever this shell has in front of it.
    Bytes("builtin ") + shell.unset(name) + "\nbuiltin set -qUx " + name
      + "; and " + refusal + "\nbuiltin set -q " + own + "; and builtin set -gu " + name + " $"
      + own + "; and builtin set -e " + own + "\n"
  }
}
