package import Resolution

/// A form in which variables can be printed: as code of a shell, or for another reader.
package enum EnvironmentFormat: Hashable, Sendable {
  case shell(Shell)
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
    case .shell(let shell): return shell.export(name, value) + "\n"
    case .dotenv, .systemd: return name + "=" + quoted(value) + "\n"
    case .vim: return Bytes("call setenv('") + name + "', " + quoted(value) + ")\n"
    case .github: return EnvironmentFormat.gitHubLine(name, value)
    case .json: return []
    }
  }

  /// A value in GitHub's form for several lines.
  ///
  /// - Parameters:
  ///   - name: The variable's name.
  ///   - value: Its value.
  ///   - delimiter: The line that ends the value, unless the value has such a line itself.
  /// - Returns: The lines.
  package static func gitHubLine(
    _ name: Bytes, _ value: Bytes, delimiter: Bytes = Bytes("tvm_end_of_value")
  ) -> Bytes {
    var delimiter = delimiter
    while value.parts(between: "\n").contains(delimiter[...]) { delimiter += "_" }
    return name + "<<" + delimiter + "\n" + value + "\n" + delimiter + "\n"
  }

  /// One change to make, in this form.
  package func line(_ edit: EnvironmentEdit) -> Bytes { line(edit.name.bytes, edit.value) }

  private func removal(_ name: Bytes) -> Bytes {
    switch self {
    case .shell(let shell): shell.unset(name) + "\n"
    case .vim: Bytes("call setenv('") + name + "', v:null)\n"
    case .dotenv, .github, .json, .systemd: []
    }
  }
}

extension EnvironmentFormat: CaseIterable, RawRepresentable {
  /// The forms of `tvm env`: the shells with a hook, and all other readers.
  package static let allCases: [EnvironmentFormat] =
    Shell.hooked.map { .shell($0) } + [.json, .dotenv, .github, .systemd, .vim]

  /// The form of a name, such as `zsh` or `json`; nil for any other.
  package init?(rawValue: String) {
    guard let format = EnvironmentFormat.allCases.first(where: { $0.rawValue == rawValue }) else {
      return nil
    }
    self = format
  }

  /// The name on a command line.
  package var rawValue: String {
    switch self {
    case .shell(let shell): shell.rawValue
    case .json: "json"
    case .dotenv: "dotenv"
    case .github: "github"
    case .systemd: "systemd"
    case .vim: "vim"
    }
  }
}
