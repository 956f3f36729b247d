package import Resolution
package import Shells

/// Code by which a hook changes variables in a running shell, whatever aliases and options there are.
///
/// All of it calls the functions of `shell/change`, which ``definition`` defines. The hook's function `__tvm_cannot_set` is told of a
/// variable that the shell does not let change. What the shell kept for itself under the name of a new
/// variable is put aside as `__tvm_own_NAME`, and is back when the variable is gone: a HISTFILE is the
/// user's own although no program sees it.
package struct HookCode: Equatable, Sendable {
  private let shell: Shell

  /// Code for a shell, one with a hook.
  package init(_ shell: Shell) { self.shell = shell }

  /// The code for changes, in an order that can be cut short anywhere and still be undone: what stands
  /// before the variables that say what is loaded, those, the rest.
  ///
  /// A shell without the hook, such as a script's, or with one of another version may use it, too.
  ///
  /// - Parameters:
  ///   - changes: Names and values, nil for a variable to remove.
  ///   - current: What programs see now.
  /// - Returns: Code with line ends; nothing where nothing changes.
  package func changes(
    _ changes: [(name: Bytes, value: Bytes?)], from current: EnvironmentSnapshot
  ) -> Bytes {
    let changes = changes.filter { $0.name.isIdentifier }[...]
    guard let first = changes.firstIndex(where: { EnvironmentState.contain($0.name) }),
      let last = changes.lastIndex(where: { EnvironmentState.contain($0.name) })
    else { return commands(changes, current) }
    return commands(changes[..<first], current)
      + commands(changes[first...last], current) + commands(changes[(last + 1)...], current)
  }

  /// Code by which the shell can leave an environment without the program: it keeps how the variables are
  /// now, and defines `__tvm_back`, which the hook calls where they are still like that.
  ///
  /// - Parameters:
  ///   - changes: Names and values, nil for a variable to remove.
  ///   - current: What programs see until then.
  ///   - line: What to say first, unless the user wants quiet; nil for nothing.
  /// - Returns: Code with its line end.
  package func leaving(
    _ changes: [(name: Bytes, value: Bytes?)], from current: EnvironmentSnapshot,
    saying line: Bytes?
  ) -> Bytes {
    // Its hook asks the program.
    if shell == .elvish { return [] }
    // Whoever else loads something says so in one of these.
    let names = Set(changes.map(\.name).filter(\.isIdentifier))
      .union(EnvironmentState.variables.map { Bytes($0) })
      .sorted { $0.lexicographicallyPrecedes($1) }
    let say = line.map { Bytes("builtin printf '%s\\n' ") + shell.quoted($0) + " >&2" }
    let body = self.changes(changes, from: current)
    let keep = self.line("__tvm_keep", words(names))
    if shell == .fish {
      let test = Bytes("test \"$__tvm_quiet$TVM_QUIET$argv\" = ''; and ")
      return keep + "function __tvm_back\n" + (say.map { test + $0 + "\n" } ?? []) + body + "end\n"
    }
    let test = Bytes("[[ -n ${__tvm_silent-}${__tvm_option-} ]] || ")
    return keep + "__tvm_back() {\n" + (say.map { test + "\\" + $0 + " || :\n" } ?? []) + body
      + "}\n"
  }

  /// Code that defines the functions where they are not known, or older ones are.
  package var definition: Bytes {
    let functions = shell.quoted(shell.hookFunctions ?? [])
    return switch shell {
    // It is evaluated where nothing else is known.
    case .elvish: shell.hookFunctions ?? []
    case .fish:
      Bytes("builtin functions -q __tvm_keep; or builtin printf %s ") + functions + " | source\n"
    case .zsh: Bytes("(( ${+functions[__tvm_keep]} )) || \\builtin eval ") + functions + "\n"
    default:
      Bytes("\\builtin declare -F __tvm_keep >/dev/null || \\builtin eval ") + functions + "\n"
    }
  }

  /// The commands for changes in any order.
  private func commands(
    _ changes: ArraySlice<(name: Bytes, value: Bytes?)>, _ current: EnvironmentSnapshot
  ) -> Bytes {
    let gone = changes.filter { $0.value == nil }.map(\.name)
    var code = gone.isEmpty ? [] : line("__tvm_take", words(gone))
    let isNew = { (name: Bytes) in current.values[name] == nil && !EnvironmentState.contain(name) }
    for (kind, news) in [(Bytes("old"), false), (Bytes("new"), true)] {
      let put = changes.filter { $0.value != nil && isNew($0.name) == news }
      if put.isEmpty { continue }
      if shell == .elvish {
        for (name, value) in put { code += line("__tvm_put", [name, shell.quoted(value ?? [])]) }
        continue
      }
      if shell == .fish {
        code += line("__tvm_prepare", [kind] + put.map(\.name))
        for (name, value) in put {
          code += line("__tvm_put", [name, shell.elements(name, value ?? [])])
        }
      } else {
        code += line(
          "__tvm_put", [kind] + put.map { $0.name + "=" + shell.quoted($0.value ?? []) })
      }
    }
    return code
  }

  /// Names as arguments: to zsh one long word is less than many short ones.
  private func words(_ names: [Bytes]) -> [Bytes] {
    shell == .zsh ? [shell.quoted(Bytes(names, separatedBy: " "))] : names
  }

  private func line(_ command: StaticString, _ words: [Bytes]) -> Bytes {
    Bytes(command) + " " + Bytes(words, separatedBy: " ") + "\n"
  }
}
