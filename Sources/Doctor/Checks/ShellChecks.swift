import Resolution
import Shells
import Toolchains

extension Check {
  /// Whether start-up files load the hook, once and where it works.
  package static let shell: [Check] = [
    Check(
      "shell.hook", .shell, "the hook is in the right startup file",
      looksAt: "the startup files of your shell",
      explanation:
        "without the hook nothing puts the shims first, and tvm shell and the line at a prompt are missing",
      needsShells: true, examine: hook),
    Check(
      "shell.links", .shell, "no startup file is a broken link",
      looksAt: "the startup files of all shells",
      explanation: "the shell starts without the file and says nothing", examine: brokenLinks),
    Check(
      "shell.sources", .shell, "startup files source only files that exist",
      looksAt: "lines with . and source in startup files",
      explanation: "every new shell prints an error, and sh stops reading there",
      examine: { lostSources($0) }),
    Check(
      "shell.carriage-returns", .shell, "startup files have no Windows line endings",
      looksAt: "startup files with Windows line endings",
      explanation: "the shell takes the carriage return for a part of the last word",
      examine: { carriageReturns($0) }),
    Check(
      "shell.hook-name", .shell, "each shell loads its own hook",
      looksAt: "the startup files of all shells",
      explanation: "a hook of another shell ends with a syntax error, and nothing is set up",
      examine: hookName),
    Check(
      "shell.hook-twice", .shell, "the hook is loaded once",
      looksAt: "the startup files of your shell",
      explanation: "every new shell starts later, and the line that counts is hard to find",
      examine: hookTwice),
    Check(
      "shell.hook-order", .shell, "the hook is the last line that changes PATH",
      looksAt: "the lines after the hook in startup files",
      explanation:
        "what is put in front of the shims, or takes their place, is used instead of them",
      needsShells: true, examine: hookOrder),
    Check(
      "shell.login-files", .shell, "a login shell of bash reads ~/.bashrc",
      looksAt: "~/.bash_profile, ~/.bash_login, ~/.profile",
      explanation:
        "terminals of macOS, tmux and ssh start login shells, which do not load the hook",
      needsShells: true, examine: loginFiles),
    Check(
      "shell.alias", .shell, "no alias or function hides a shim",
      looksAt: "aliases, functions and remembered paths named go, cargo, … in new shells",
      explanation: "what is typed runs another program than what a script or an editor runs",
      needsShells: true, examine: definitions),
  ]

  private static func hook(_ machine: Machine) -> [Finding] {
    let shell = machine.hookShell
    let file = machine.startup.hookFile(shell)
    let hooks = machine.hookLines
    guard machine.shell.shell != nil else {
      return [
        Finding(
          .note, "tvm has no hook for your shell, \(machine.show(machine.shell.program))",
          remedy: Remedy(
            "put the shims on PATH in that shell's startup file",
            lines: ShellLines("export PATH=\"$(\(machine.program.text) shims):$PATH\"")))
      ]
    }
    if hooks.isEmpty { return [missingHook(machine)] }
    let evidence = hooks.map { "\(machine.place($0.line)): \($0.line.text)" }
    let moments = hooks.compactMap { machine.startup.file($0.line.file)?.moment }
    if moments.contains(.interactive) || (shell == .fish && moments.contains(.always)) {
      return [Finding(.ok, "\(shell.rawValue) loads the hook", evidence: evidence)]
    }
    if moments.contains(.always) {
      return [
        Finding(
          .note, "the hook belongs in \(machine.show(file)): scripts also read its current file",
          evidence: evidence)
      ]
    }
    return [
      Finding(
        .warning, "only login shells load the hook, but not every terminal starts one",
        evidence: evidence,
        remedy: Remedy(
          "load it in \(machine.show(file))",
          fixes: machine.hookFixes, lines: machine.newShell))
    ]
  }

  private static func missingHook(_ machine: Machine) -> Finding {
    let shell = machine.hookShell
    let others = machine.startup.files.filter { $0.shell != shell }.flatMap(\.hooks)
    let evidence = others.map {
      "the hook of \($0.shell) is in \(machine.place($0.line)), which \(shell.rawValue) does not read"
    }
    if machine.hasUnknownHook {
      return Finding(
        .ok, "\(shell.rawValue) loads the hook, from a file that another one reads",
        evidence: evidence)
    }
    let summary = "\(shell.rawValue) does not load the hook in any startup file"
    if machine.searchPath.shims != nil || machine.prompts.contains(where: { $0.path.shims != nil })
    {
      return Finding(.note, "\(summary), but the shims are on PATH", evidence: evidence)
    }
    let file = machine.startup.hookFile(shell)
    if let link = machine.startup.brokenLink(to: file) {
      return Finding(
        .failure, "\(summary), since \(machine.show(file)) cannot be read",
        evidence: ["\(machine.show(link.link)) is a broken link to \(machine.show(link.target))"],
        remedy: Remedy(
          "bring the file back, then let --fix load the hook in it if it does not",
          lines: machine.remedy(link).lines
            + ShellLines(
              "\(shell.word(machine.program.bytes).text) doctor --fix")))
    }
    return Finding(
      .failure, summary, evidence: evidence,
      remedy: Remedy(
        "load it at the end of \(machine.show(machine.startup.hookFile(shell)))",
        fixes: machine.hookFixes, lines: machine.newShell))
  }

  private static func brokenLinks(_ machine: Machine) -> [Finding] {
    machine.startup.brokenLinks.map { link in
      let isRead = link.shell == nil || link.shell == machine.hookShell
      let isHookFile = link.file == machine.startup.hookFile(machine.hookShell)
      let remedy = machine.remedy(link)
      return Finding(
        isHookFile ? .failure : isRead ? .warning : .note,
        "cannot read \(machine.show(link.file)): \(machine.show(link.link)) is a broken link",
        evidence: ["\(machine.show(link.link)) points to \(machine.show(link.target))"],
        remedy: isRead ? remedy : nil)
    }
  }

  private static func hookName(_ machine: Machine) -> [Finding] {
    machine.startup.files.flatMap { file -> [Finding] in
      guard let shell = file.shell else { return [] }
      return file.hooks.filter { $0.shell != shell.rawValue }.map { hook in
        // An entry file of another shell is a slip that nothing reads yet.
        let isUsed = shell == machine.hookShell
        return Finding(
          isUsed ? .failure : .warning,
          "\(machine.show(file.path)) of \(shell.rawValue) loads the hook of \(hook.shell)",
          evidence: ["\(machine.place(hook.line)): \(hook.line.text)"],
          remedy: Remedy(
            "load the hook of \(shell.rawValue) there",
            fixes: isUsed
              ? machine.hookFixes
              : file.isUsers && hook.canBeTakenOut
                ? [.edit(file.path, .replace(hook.line.bytes, with: machine.hookLine(shell)))] : [],
            lines: isUsed ? machine.newShell : ShellLines()))
      }
    }
  }

  private static func hookTwice(_ machine: Machine) -> [Finding] {
    machine.startup.chains(of: machine.hookShell).flatMap { chain -> [Finding] in
      let hooks = chain.flatMap(\.hooks).filter { $0.shell == machine.hookShell.rawValue }
      guard hooks.count > 1 else { return [] }
      return [
        Finding(
          .warning, "a new shell loads the hook \(hooks.count) times",
          evidence: hooks.map { "\(machine.place($0.line)): \($0.line.text)" },
          remedy: Remedy("keep one of them", fixes: machine.hookFixes))
      ]
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func hookOrder(_ machine: Machine) -> [Finding] {
    guard let hook = machine.hookLines.last, let file = machine.startup.file(hook.line.file) else {
      return []
    }
    // What new shells see counts more than what a line looks like.
    if machine.prompts.contains(where: { $0.kind == .interactive && $0.path.isGood }) {
      return [Finding(.ok, "new shells find the shims first")]
    }
    let beforePrompts = machine.promptLines.map(\.line)
    let culprits = file.lines.filter {
      $0.number > hook.line.number && machine.displaces($0) && !beforePrompts.contains($0)
    }
    guard !culprits.isEmpty else { return [] }
    return [
      Finding(
        .failure, "PATH is changed after the hook",
        evidence: ["\(machine.place(hook.line)): \(hook.line.text)"]
          + culprits.map { "\(machine.place($0)): \($0.text)" },
        remedy: Remedy(
          "load the hook at the end of \(machine.show(file.path))",
          fixes: machine.hookFixes, lines: machine.newShell))
    ]
  }

  private static func loginFiles(_ machine: Machine) -> [Finding] {
    guard machine.hookShell == .bash, !machine.hookLines.isEmpty else { return [] }
    if machine.prompts.contains(where: { $0.kind == .loginPrompt && $0.path.shims != nil }) {
      return [Finding(.ok, "a login shell has the shims")]
    }
    guard let file = machine.startup.loginFile else {
      return [
        Finding(
          Shell.isLoginInTerminals ? .warning : .note,
          "there is no ~/.bash_profile or ~/.profile, so a login shell does not read ~/.bashrc",
          remedy: Remedy(
            "let ~/.bash_profile read it",
            fixes: Shell.isLoginInTerminals ? machine.hookFixes : [],
            lines: ShellLines("echo '\(machine.bashrcLine.text)' >> ~/.bash_profile")))
      ]
    }
    guard !machine.startup.reachesBashrc(file), file.hooks.isEmpty else { return [] }
    return [
      Finding(
        .warning, "\(machine.show(file.path)) does not read ~/.bashrc, which loads the hook",
        evidence: machine.startup.files(of: .bash).filter {
          $0.isUsers && $0.moment == .login && $0.path != file.path
            && machine.startup.reachesBashrc($0)
        }.map { "\(machine.show($0.path)) does, but bash reads only the first of these files" },
        remedy: Remedy(
          "let it read ~/.bashrc", fixes: machine.hookFixes, lines: ShellLines("exec bash -l")))
    ]
  }
}

extension Machine {
  /// How a start-up file behind a broken link comes back; an empty one takes the place of a lost one.
  fileprivate func remedy(_ link: BrokenLink) -> Remedy {
    guard let file = link.destination, let folder = file.parent else {
      return Remedy("make \(show(link.link)) point to the file where it is now")
    }
    return Remedy(
      "restore \(show(file)), or make \(show(link.link)) point to where it is now; "
        + "without a copy, an empty file will do",
      lines: ShellLines("mkdir -p \(inHome(folder))", "touch \(inHome(file))"))
  }
}
