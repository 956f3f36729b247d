package import Resolution

extension Shell {
  /// A command that gives a variable to programs.
  ///
  /// - Parameters:
  ///   - name: The variable.
  ///   - value: Its value.
  /// - Returns: The command, without a line end.
  package func export(_ name: Bytes, _ value: Bytes) -> Bytes {
    switch self {
    case .bash, .zsh: return Bytes("export ") + name + "=" + quoted(value)
    case .fish: return Bytes("set -gx ") + name + " " + elements(name, value)
    case .tcsh:
      guard name[...].equals(Variables.path) else {
        return Bytes("setenv ") + name + " " + quoted(value)
      }
      return Bytes("set path = ( ") + list(name, value, quoted) + " )"
    case .pwsh: return Bytes("${env:") + name + "}=" + quoted(value)
    case .elvish: return Bytes("set-env ") + name + " " + quoted(value)
    case .murex: return quoted(value) + " -> export " + quoted(name)
    }
  }

  /// A value as the words by which a variable gets it: one, but for the lists that fish has.
  ///
  /// Empty elements of those that fish searches itself are left out: it would make them `.`, an element
  /// like others from then on.
  package func elements(_ name: Bytes, _ value: Bytes) -> Bytes {
    guard self == .fish,
      name[...].equals(Variables.path) || name[...].equals(Variables.directoryPath)
    else { return quoted(value) }
    let elements = value.parts(between: ":").filter { !$0.isEmpty }
    return Bytes(elements.map { quoted(Bytes($0)) }, separatedBy: " ")
  }

  /// A command that takes a variable from programs, without a line end.
  package func unset(_ name: Bytes) -> Bytes {
    switch self {
    case .bash, .zsh: Bytes("unset ") + name
    // Without a scope it would take the universal variable from all shells.
    case .fish: Bytes("set -eg ") + name
    case .tcsh: Bytes("unsetenv ") + name
    case .pwsh: Bytes("Remove-Item -LiteralPath 'env:/") + name + "'"
    case .elvish: Bytes("unset-env ") + name
    case .murex: Bytes("!export ") + quoted(name)
    }
  }

  /// Whether the hook of direnv's reads JSON and sets the variables itself.
  package var readsJSONOfDirenv: Bool { self == .elvish || self == .murex }

  /// Whether direnv gives a variable of this name to it.
  package func takesDirenvName(_ name: Bytes) -> Bool {
    switch self {
    case .elvish, .murex: true
    case .bash, .fish, .tcsh, .zsh: name.isIdentifier
    case .pwsh: name.allSatisfy { $0.isLetter || $0.isDigit || "_.".utf8.contains($0) }
    }
  }

  /// The command by which direnv gives a variable to programs, or takes it from them with nil, with what
  /// ends it: hooks of direnv's may have taken the line ends out.
  package func direnvStatement(_ name: Bytes, _ value: Bytes?) -> Bytes {
    let isTcsh = self == .tcsh
    let isPath = name[...].equals(Variables.path)
    guard let value else {
      let command = self == .fish ? Bytes("set -e -g '") + name + "'" : unset(name)
      return command + (isTcsh ? " ;" : ";")
    }
    switch self {
    case .bash, .zsh: return Bytes("export ") + name + "=" + quotedOnOneLine(value) + ";"
    case .fish:
      return Bytes("set -x -g ") + (isPath ? name : Bytes("'") + name + "'") + " "
        + list(name, value, quotedOnOneLine) + ";"
    case .elvish, .murex, .pwsh, .tcsh:
      return export(name, value) + (isTcsh && !isPath ? " ;" : ";")
    }
  }

  /// A command that sets a variable of the shell itself, which programs need not see.
  ///
  /// - Parameters:
  ///   - name: The variable.
  ///   - value: Its value.
  /// - Returns: The command with its line end.
  package func assignment(_ name: Bytes, _ value: Bytes) -> Bytes {
    let value = quoted(value)
    return switch self {
    case .bash, .zsh: name + "=" + value + "\n"
    case .fish: Bytes("set -g ") + name + " " + value + "\n"
    case .tcsh: Bytes("set ") + name + "=" + value + " ;\n"
    case .pwsh: Bytes("$global:") + name + " = " + value + "\n"
    case .elvish: Bytes("var ") + name + " = " + value + "\n"
    case .murex: Bytes("set GLOBAL.") + name + " = " + value + "\n"
    }
  }

  /// A command that sets a variable of the shell itself to lines: fish has an element for each, the others
  /// the text.
  package func assignment(_ name: Bytes, lines: Bytes) -> Bytes {
    guard self == .fish else { return assignment(name, lines) }
    return lines.parts(between: "\n").dropLast().reduce(Bytes("set -g ") + name) {
      $0 + " " + quoted(Bytes($1))
    } + "\n"
  }

  /// A value as words: `PATH` is a list where the shell has such.
  private func list(_ name: Bytes, _ value: Bytes, _ quoted: (Bytes) -> Bytes) -> Bytes {
    guard name[...].equals(Variables.path) else { return quoted(value) }
    return Bytes(value.parts(between: ":").map { quoted(Bytes($0)) }, separatedBy: " ")
  }
}
