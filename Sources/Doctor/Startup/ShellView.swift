package import Resolution
import Toolchains

/// What a shell sees that has just been started.
package struct ShellView: Sendable {
  /// A way to start a shell.
  package enum Kind: String, CaseIterable, Encodable, Sendable {
    /// A login without a prompt, as a display manager and some editors start it.
    case login = "login shell"
    /// A login with a prompt, as ssh and terminals on macOS start it.
    case loginPrompt = "login shell with a prompt"
    /// A prompt, as a terminal's window has it.
    case interactive = "interactive shell"
    /// A command, as scripts and `ssh HOST COMMAND` start it.
    case command = "non-interactive shell"
    /// What the desktop gives to programs started from its menus.
    case desktop = "desktop session"

    var arguments: [String] {
      switch self {
      case .login: ["-l"]
      case .loginPrompt: ["-l", "-i"]
      case .interactive: ["-i"]
      case .command, .desktop: []
      }
    }

    /// Whether a person types into it.
    package var hasPrompt: Bool { self == .interactive || self == .loginPrompt }
  }

  /// How it was started.
  package let kind: Kind

  /// Its variables, or nil where it did not answer in time.
  package let environment: [String: Bytes]?

  /// What it printed to standard error.
  package let errors: String

  /// The functions and aliases it has, of those that were asked for.
  package let definitions: [String]

  /// A function that the hook of every shell defines.
  static let hookFunction = "__tvm_set_path"

  /// The longest that start-up files may take, in milliseconds.
  static let patience = 3000

  /// Starts a shell in each way at once, and waits for all of them.
  ///
  /// - Parameters:
  ///   - shell: the shell.
  ///   - environment: the variables of this process, some of which the shells inherit.
  ///   - shims: the folder that they do not inherit.
  ///   - names: functions and aliases to ask for.
  /// - Returns: what each sees, those left out that could not be started.
  static func all(
    _ shell: UserShell, _ environment: [String: Bytes], shims: Path, names: [String]
  ) -> [ShellView] {
    let variables = fresh(environment, shims)
    var probes: [(Kind, Probe?)] = []
    for kind in Kind.allCases where kind != .desktop {
      let question = question(shell.shell, [hookFunction] + names)
      let arguments = [shell.program.text] + kind.arguments + ["-c", question]
      probes.append((kind, Probe(arguments, variables)))
    }
    if let folder = environment["XDG_RUNTIME_DIR"],
      FileStatus(Path(folder).appending("systemd")) != nil
    {
      let arguments = ["systemctl", "--user", "show-environment"]
      let inherited = environment.map { Bytes("\($0)=".utf8) + $1 }
      probes.append((.desktop, Probe(arguments, inherited)))
    }
    Probe.wait(probes.compactMap(\.1), milliseconds: patience)
    return probes.compactMap { kind, probe in
      guard let probe else { return nil }
      let separator: Unicode.Scalar = kind == .desktop ? "\n" : "\0"
      let text = kind == .desktop ? probe.outputs[0] : probe.outputs[2]
      var variables = probe.isFinished ? parse(text, separator) : nil
      let definitions = (variables?.keys).map { $0.filter { $0.hasPrefix(mark) } } ?? []
      for name in definitions { variables?[name] = nil }
      if kind == .desktop, variables?["PATH"] == nil { return nil }
      return ShellView(
        kind: kind, environment: variables?.isEmpty == true ? nil : variables,
        errors: probe.outputs[1].text,
        definitions: definitions.map { String($0.dropFirst(mark.count)) })
    }
  }

  /// No variable has such a name.
  private static let mark = "definition "

  /// The command that prints all variables, and which functions and aliases there are.
  private static func question(_ shell: Shell?, _ names: [String]) -> String {
    let variables = "/usr/bin/env -0 1>&3"
    let list = names.joined(separator: " ")
    let print = "printf '\(mark)%s=\\0' $name 1>&3"
    switch shell {
    case .fish: return "\(variables); for name in \(list); functions -q $name; and \(print); end"
    case .bash, .zsh:
      return "\(variables); for name in \(list); do "
        + "{ alias $name || typeset -f $name; } >/dev/null 2>&1 && \(print); done"
    case nil: return variables
    }
  }

  /// What a new terminal inherits, as far as that can be told: nothing that start-up files set, and
  /// the folders of programs without the shims, which the hook has to bring.
  private static func fresh(_ environment: [String: Bytes], _ shims: Path) -> [Bytes] {
    let kept = [
      "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TMPDIR", "TVM_HOME", "ZDOTDIR", "BASH_ENV",
      "ENV", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
    ]
    let path = (environment["PATH"] ?? []).parts(between: ":")
      .filter { $0 != shims.bytes[...] && !$0.isEmpty }
    var variables = [
      Bytes("TERM=dumb"), Bytes("PATH=") + Bytes(path, separatedBy: ":"),
      Bytes(Variables.probe) + Bytes("=1"),
    ]
    for name in kept {
      if let value = environment[name] { variables.append(Bytes("\(name)=".utf8) + value) }
    }
    return variables
  }

  private static func parse(_ text: Bytes, _ separator: Unicode.Scalar) -> [String: Bytes] {
    var variables: [String: Bytes] = [:]
    for part in text.parts(between: separator) {
      guard let sign = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
      variables[Bytes(part[..<sign]).text] = Bytes(part[(sign + 1)...])
    }
    return variables
  }
}
