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

  /// The functions and aliases it has that are named as shims, and the hook's own.
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
  ///   - startup: the files that they read.
  ///   - shims: the folder that they do not inherit.
  /// - Returns: what each sees, those left out that could not be started.
  static func all(
    _ shell: UserShell, _ environment: [String: Bytes], _ startup: StartupFiles, shims: Path
  ) -> [ShellView] {
    let variables = fresh(environment, startup, shims)
    var probes: [(Kind, Probe?)] = []
    for kind in Kind.allCases where kind != .desktop {
      let question = question(shell.shell, kind)
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
      if kind == .desktop {
        let variables = parse(probe.outputs[0], "\n")
        return variables["PATH"] == nil ? nil : ShellView(kind, probe, variables)
      }
      let answers = parse(probe.outputs[2], "\0")
      // What runs before a prompt may wait for a terminal; the answer from before will do.
      let isComplete = probe.isFinished || answers[mark] != nil
      return ShellView(kind, probe, isComplete ? answers : [:])
    }
  }

  private init(_ kind: Kind, _ probe: Probe, _ answers: [String: Bytes]) {
    self.kind = kind
    let variables = answers.filter { !$0.key.hasPrefix(ShellView.mark) }
    environment = variables.isEmpty ? nil : variables
    errors = probe.outputs[1].text
    definitions = answers.keys.filter { $0.hasPrefix(ShellView.mark) }
      .map { String($0.dropFirst(ShellView.mark.count)) }
  }

  /// No variable has such a name.
  private static let mark = "definition "

  /// The commands that print all variables, and which functions and aliases there are; in a shell for
  /// a prompt the variables once more after what runs before a prompt, away from any project.
  private static func question(_ shell: Shell?, _ kind: Kind) -> String {
    let variables = "/usr/bin/env -0 1>&3"
    let programs = Language.allCases.flatMap(\.programs).map { Bytes($0).text }
    let list = ([hookFunction] + programs).joined(separator: " ")
    let print = "printf '\(mark)%s=\\0' $name 1>&3"
    let end = "printf '\(mark)=\\0' 1>&3"
    let quietly = "</dev/null >/dev/null 2>&1"
    let definitions: String
    let prompt: String?
    switch shell {
    case .fish:
      definitions = "for name in \(list); functions -q $name; and \(print); end"
      // The event would make fish set up a home that has never had a prompt.
      prompt = nil
    case .bash:
      definitions =
        "for name in \(list); do "
        + "{ alias $name || typeset -f $name; } >/dev/null 2>&1 && \(print); done"
      prompt =
        "builtin cd /; for name in \"${PROMPT_COMMAND[@]}\"; do eval \"$name\"; done \(quietly)"
    case .zsh:
      definitions =
        "for name in \(list); do "
        + "{ alias $name || typeset -f $name; } >/dev/null 2>&1 && \(print); done"
      prompt =
        "builtin cd -q /; for name in precmd $precmd_functions; do $name; done \(quietly)"
    case nil: return variables
    }
    let answer = "\(variables); \(definitions); \(end)"
    guard kind.hasPrompt, let prompt else { return answer }
    return "\(answer); \(prompt); \(variables)"
  }

  /// What a new terminal inherits, as far as that can be told: nothing that start-up files set, and
  /// the folders of programs without the shims, which the hook has to bring.
  private static func fresh(
    _ environment: [String: Bytes], _ startup: StartupFiles, _ shims: Path
  ) -> [Bytes] {
    var kept = [
      "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TMPDIR", "TVM_HOME", "BASH_ENV", "ENV",
      "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
    ]
    if !startup.setsZdotdir { kept.append("ZDOTDIR") }
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
