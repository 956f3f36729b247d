package import Resolution

/// A form in which variables can be printed.
package enum EnvironmentFormat: String, CaseIterable, Sendable {
  case bash
  case zsh
  case fish
  case json
  case dotenv
  case github
  case systemd
  case vim

  /// One change in this form, with its line end; nothing where the form cannot say it.
  ///
  /// - Parameters:
  ///   - name: The variable's name.
  ///   - value: Its value, or nil to remove it.
  /// - Returns: The line, or more of them where the value has several.
  package func line(_ name: Bytes, _ value: Bytes?) -> Bytes {
    guard name.isIdentifier else { return [] }
    guard let value else { return removal(name) }
    switch self {
    case .bash, .zsh:
      return Bytes("export ") + name + "=" + ShellQuote.posix(value) + "\n"
    case .fish: return Bytes("set -gx ") + name + " " + fishValue(name, value) + "\n"
    case .dotenv: return name + "=" + ShellQuote.dotenv(value) + "\n"
    case .systemd: return name + "=" + ShellQuote.systemd(value) + "\n"
    case .vim: return Bytes("call setenv('") + name + "', " + ShellQuote.vim(value) + ")\n"
    case .github: return EnvironmentFormat.gitHubLine(name, value)
    case .json: return []
    }
  }

  /// A value in GitHub's form for several lines.
  ///
  /// - Parameters:
  ///   - name: The variable's name.
  ///   - value: Its value.
  /// - Returns: The lines.
  package static func gitHubLine(_ name: Bytes, _ value: Bytes) -> Bytes {
    // A line of the value that equals the delimiter would end the value there.
    var delimiter = Bytes("tvm_end_of_value")
    while value.parts(between: "\n").contains(delimiter[...]) { delimiter += "_" }
    return name + "<<" + delimiter + "\n" + value + "\n" + delimiter + "\n"
  }

  /// One change to make, in this form.
  package func line(_ edit: EnvironmentEdit) -> Bytes { line(edit.name.bytes, edit.value) }

  private func removal(_ name: Bytes) -> Bytes {
    switch self {
    case .bash, .zsh: Bytes("unset ") + name + "\n"
    // Without a scope it would take the universal variable from all shells.
    case .fish: Bytes("set -eg ") + name + "\n"
    case .vim: Bytes("call setenv('") + name + "', v:null)\n"
    case .dotenv, .github, .json, .systemd: []
    }
  }

  private func fishValue(_ name: Bytes, _ value: Bytes) -> Bytes {
    guard name[...].equals(Variables.path) else { return ShellQuote.fish(value) }
    return Bytes(value.parts(between: ":").map { ShellQuote.fish(Bytes($0)) }, separatedBy: " ")
  }
}

extension Array where Element == UInt8 {
  /// Whether every shell takes these for the name of a variable.
  package var isIdentifier: Bool {
    guard let first, !first.isDigit else { return false }
    return allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
  }
}
