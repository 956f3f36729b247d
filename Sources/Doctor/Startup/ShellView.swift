package import Resolution
package import Shells
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
    /// A script that is started from a prompt, whose variables it inherits.
    case script = "script started from a prompt"

    var arguments: [String] {
      switch self {
      case .login: ["-l"]
      case .loginPrompt: ["-l", "-i"]
      case .interactive: ["-i"]
      case .command, .desktop, .script: []
      }
    }

    /// Whether a person types into it.
    package var hasPrompt: Bool { self == .interactive || self == .loginPrompt }
  }

  /// How it was started.
  package let kind: Kind

  /// Which shell it is: the user's, or the one of a script.
  package let shell: Shell?

  /// Its variables, those before a prompt where it has one; nil where it did not answer in time.
  package let environment: [String: Bytes]?

  /// What it printed to standard error.
  package let errors: String

  /// What it has in place of programs that have shims, and the hook's own function.
  package let definitions: [ShellDefinition]

  /// The commands and functions that change `PATH` before each prompt, those of tvm's hook left out.
  package let promptChanges: [String]

  /// Whether zsh is told to read none of its further files.
  package let readsNoFurther: Bool

  /// Whether it came to its end in time.
  package let isFinished: Bool

  /// Whether it has loaded the hook.
  package var hasHook: Bool {
    definitions.contains { $0.kind == .function && $0.name == ShellView.hookFunction }
  }

  /// A function that the hook of every shell defines.
  private static let hookFunction = "__tvm_set_path"

  /// The longest that start-up files may take, in milliseconds.
  static let patience = 3000

  /// Starts a shell in each way at once, and waits for all of them; then a script as a prompt would.
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
    // One that cannot be asked may be waiting for a terminal.
    let answers = shell.shell.map { $0.question != nil } ?? true
    for kind in Kind.allCases where answers && kind != .desktop && kind != .script {
      let arguments = [shell.program.text] + kind.arguments + ["-c", question(shell.shell)]
      probes.append((kind, Probe(arguments, variables)))
    }
    if DesktopSession.isThere(environment) {
      let inherited = environment.map { Bytes("\($0)=".utf8) + $1 }
      probes.append((.desktop, Probe(DesktopSession.question, inherited)))
    }
    Probe.wait(probes.compactMap(\.1), milliseconds: patience)
    let views: [ShellView] = probes.compactMap { kind, probe in
      guard let probe else { return nil }
      if kind == .desktop {
        let variables = DesktopSession.variables(probe.outputs[0])
        return variables[Variables.path] == nil ? nil : ShellView(kind, nil, probe, variables)
      }
      let answers = ShellAnswers(probe.outputs[2], separatedBy: "\0")
      // What runs before a prompt may wait for a terminal; the answer from before will do.
      let isComplete = probe.isFinished || answers.isStarted
      return ShellView(kind, shell.shell, probe, isComplete ? answers : nil)
    }
    return views + scripts(shell, views, startup, shims)
  }

  /// What scripts see that are started from a prompt with shims: what takes them away is in a file
  /// that every shell reads, or that `BASH_ENV` names.
  private static func scripts(
    _ shell: UserShell, _ views: [ShellView], _ startup: StartupFiles, _ shims: Path
  ) -> [ShellView] {
    guard let prompt = views.first(where: { $0.kind == .interactive })?.environment,
      (prompt[Variables.path] ?? []).parts(between: ":").contains(shims.bytes[...])
    else { return [] }
    var programs: [(Shell, Path)] = []
    if prompt[Variables.bashStartup]?.isEmpty == false {
      programs.append((.bash, shell.shell == .bash ? shell.program : Shell.bash.usualPlaces[0]))
    }
    if let own = shell.shell, own != .bash,
      startup.files(of: own).contains(where: { $0.moment == .always })
    {
      programs.append((own, shell.program))
    }
    let variables = prompt.map { Bytes("\($0)=".utf8) + $1 }
    let probes = programs.map { shell, program in
      (shell, Probe([program.text, "-c", question(shell)], variables))
    }
    Probe.wait(probes.compactMap(\.1), milliseconds: patience)
    return probes.compactMap { shell, probe in
      probe.map {
        ShellView(.script, shell, $0, ShellAnswers($0.outputs[2], separatedBy: "\0"))
      }
    }
  }

  private init(_ kind: Kind, _ shell: Shell?, _ probe: Probe, _ variables: [String: Bytes]) {
    self.kind = kind
    self.shell = shell
    environment = variables
    errors = probe.outputs[1].text
    isFinished = probe.isFinished
    definitions = []
    promptChanges = []
    readsNoFurther = false
  }

  private init(_ kind: Kind, _ shell: Shell?, _ probe: Probe, _ answers: ShellAnswers?) {
    self.kind = kind
    self.shell = shell
    environment = answers.flatMap { $0.variables.isEmpty ? nil : $0.variables }
    errors = probe.outputs[1].text
    isFinished = probe.isFinished
    definitions = answers?.definitions ?? []
    promptChanges = answers?.promptChanges ?? []
    readsNoFurther = answers?.readsNoFurther ?? false
  }

  /// The commands that make a shell answer.
  private static func question(_ shell: Shell?) -> String {
    guard let question = shell?.question else { return "/usr/bin/env -0 1>&3" }
    let programs = Language.allCases.flatMap(\.programs).map { Bytes($0).text }
    // A global alias of zsh would be replaced even here.
    let quoted = ([hookFunction] + programs).map { "'\($0)'" }.joined(separator: " ")
    return question.text.replacing(
      "in PROGRAMS", with: "in \(quoted)")
  }

  /// What a new terminal inherits, as far as that can be told: nothing that start-up files set, and
  /// the folders of programs without the shims, which the hook has to bring.
  private static func fresh(
    _ environment: [String: Bytes], _ startup: StartupFiles, _ shims: Path
  ) -> [Bytes] {
    var kept: [StaticString] = [
      Variables.userHome, Variables.user, Variables.loginName, Variables.shell, Variables.language,
      Variables.temporary, Variables.home, Variables.bashStartup, Variables.shStartup,
      Variables.configHome, Variables.dataHome, Variables.cacheHome, Variables.runtimeFolder,
    ]
    if !startup.setsZdotdir { kept.append(Variables.zshFolder) }
    let path = (environment[Variables.path] ?? []).parts(between: ":")
      .filter { $0 != shims.bytes[...] && !$0.isEmpty }
    var variables = [
      Bytes(Variables.terminal) + "=dumb",
      Bytes(Variables.path) + "=" + Bytes(path, separatedBy: ":"),
      Bytes(Variables.probe) + "=1",
    ]
    for name in kept {
      if let value = environment[name] { variables.append(Bytes(name) + "=" + value) }
    }
    return variables
  }
}
