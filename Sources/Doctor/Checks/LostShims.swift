import Resolution
import Shells
import Toolchains

/// Why shells have no shims although a start-up file loads the hook.
extension Machine {
  /// The file with the hook that the shell cannot read to its end.
  private func brokenFile(_ kind: ShellView.Kind, _ hooks: [HookLine]) -> Finding? {
    for file in hooks.compactMap({ startup.file($0.line.file) }) {
      guard let reason = syntaxError(in: file.contents, hookShell) else { continue }
      return Finding(
        .failure, "the \(kind.rawValue) cannot read \(show(file.path)), which loads the hook",
        evidence: [Bytes(reason.utf8).printable.text],
        remedy: Remedy("fix \(show(file.path)) where the shell says"))
    }
    return nil
  }

  /// Why a shell has no shims although a start-up file loads the hook.
  func lostHook(_ view: ShellView, _ hooks: [HookLine], _ evidence: [String]) -> Finding {
    let kind = view.kind
    let loaded = hooks.map { "the hook is loaded by \(place($0.line)): \($0.line.text)" }
    let errors = view.errors.split(separator: "\n").map(String.init)
      .filter { $0.contains("tvm") }.prefix(2)
    if let finding = lostBeforePrompt(view, loaded) { return finding }
    if !view.hasHook {
      if view.readsNoFurther { return endOfFiles(view, loaded) }
      if let finding = brokenFile(kind, hooks) { return finding }
      if let error = errors.first {
        return Finding(
          .failure, "the hook fails in the \(kind.rawValue): \(Bytes(error.utf8).printable.text)",
          evidence: loaded + evidence,
          remedy: hooks.contains(where: isNotFound)
            ? Remedy("call tvm by its path", fixes: hookFixes, lines: newShell)
            : Remedy("fix that error; details: tvm doctor --check tvm"))
      }
      if let line = hooks.lazy.compactMap(guardLine).first {
        return Finding(
          .failure, "\(place(line)) asks for tvm before it is on PATH, and so leaves the hook out",
          evidence: loaded + evidence,
          remedy: Remedy("call tvm by its path", fixes: hookFixes, lines: newShell))
      }
      if let hook = hooks.last, let file = startup.file(hook.line.file),
        let stop = file.statementThatEnds(before: hook.line.number)
      {
        return Finding(
          .failure, "the \(kind.rawValue) never reaches the hook",
          evidence: loaded + ["it may end at \(place(stop)): \(stop.text)"],
          remedy: Remedy(
            "load the hook before \(place(stop))", fixes: hookFixes, lines: newShell))
      }
      if let finding = passedOver(view, hooks, evidence) { return finding }
    }
    return Finding(
      .failure, "the \(kind.rawValue) has no shims, although the hook is in its startup files",
      evidence: loaded + evidence,
      remedy: Remedy("load the hook after what resets PATH", fixes: hookFixes, lines: newShell))
  }

  /// A hook that stands where this shell does not come by: in a block, or in a file for logins.
  private func passedOver(
    _ view: ShellView, _ hooks: [HookLine], _ evidence: [String]
  ) -> Finding? {
    guard
      let hook = hooks.last(where: { startup.file($0.line.file)?.moment != .login }) ?? hooks.last,
      let file = startup.file(hook.line.file)
    else { return nil }
    let loaded = "the hook is loaded by \(place(hook.line)): \(hook.line.text)"
    let wanted = show(startup.hookFile(hookShell))
    if file.moment == .login, view.kind == .interactive {
      return Finding(
        .failure,
        "the \(view.kind.rawValue) does not read \(show(file.path)), which loads the hook",
        evidence: [loaded] + evidence,
        remedy: Remedy("load the hook in \(wanted)", fixes: hookFixes, lines: newShell))
    }
    guard !hook.isCertain else { return nil }
    let statement = file.statements.first { $0.contains(hook.line) }
    let first = statement?.first ?? hook.line
    return Finding(
      .failure,
      "the \(view.kind.rawValue) does not come to the hook within \(place(first)): \(first.text)",
      evidence: [loaded] + evidence,
      remedy: Remedy(
        "load the hook at the end of \(wanted), outside of all blocks", fixes: hookFixes,
        lines: newShell))
  }

  /// A zsh that is told to read none of its further files.
  private func endOfFiles(_ view: ShellView, _ loaded: [String]) -> Finding {
    let culprits = startup.files(of: .zsh).flatMap { file in
      file.lines.flatMap { line in
        line.commands.indices.filter { line.commands[$0].turnsFilesOff }.map { (file, line, $0) }
      }
    }
    let edits = culprits.compactMap { file, line, index in
      line.removal(ofCommand: index, why: "zsh would not read the file with tvm's hook")
        .map { (file, line, $0) }
    }
    return Finding(
      .failure, "the \(view.kind.rawValue) reads no further file: the option rcs is off",
      evidence: culprits.map { "\(place($0.1)): \($0.1.text)" } + loaded,
      remedy: remedy("leave the option on", edits))
  }

  /// A `PATH` that is changed before every prompt, behind everything that start-up files do.
  private func lostBeforePrompt(_ view: ShellView, _ loaded: [String]) -> Finding? {
    guard let remedy = promptRemedy else { return nil }
    let names = view.promptChanges.map { Bytes($0.utf8).printable.text }.joined(separator: "; ")
    return Finding(
      .failure, "the \(view.kind.rawValue) drops the shims at every prompt, because of \(names)",
      evidence: promptLines.map { "\(place($0.line)): \($0.line.text)" } + loaded,
      remedy: remedy)
  }

  /// What takes the setting of `PATH` out of what runs before prompts; nil where nothing there sets it.
  var promptRemedy: Remedy? {
    guard views.contains(where: { !$0.promptChanges.isEmpty }) else { return nil }
    let edits = promptLines.compactMap { file, line in
      line.removalFromPrompt(why: "it takes the shims of tvm away before every prompt").map {
        (file, line, $0)
      }
    }
    return remedy("do not set PATH before prompts; nothing can come after that", edits)
  }

  /// The lines that set `PATH` in commands or functions which run before a prompt.
  var promptLines: [(file: StartupFile, line: StartupLine)] {
    let commands = views.flatMap(\.promptChanges)
    if commands.isEmpty { return [] }
    return startup.files(of: hookShell).flatMap { file in
      file.statements.flatMap { statement -> [(StartupFile, StartupLine)] in
        let header = statement.first?.commands.first?.words ?? []
        if header.first == "function", header.count > 1,
          commands.contains(where: { $0.split(separator: " ").contains { $0 == header[1] } })
        {
          return statement.filter { $0.assignments.contains { $0.name == Variables.path } }.map {
            (file, $0)
          }
        }
        return statement.filter { $0.setsPathBeforePrompt }.map { (file, $0) }
      }
    }
  }

  /// What makes a script that a prompt starts lose the shims, or find another program before them.
  func lostInScripts(_ view: ShellView, _ path: SearchPath) -> Finding {
    let shell = view.shell ?? hookShell
    let moment: StartupFile.Moment = shell == .bash ? .script : .always
    let culprits = startup.files(of: shell).filter { $0.moment == moment }.flatMap { file in
      file.lines.filter { displaces($0) }.map { (file, $0) }
    }
    let certain = culprits.filter { $0.1.isCertain }
    var evidence = (certain.isEmpty ? culprits : certain).map {
      "\(place($0.1)): \($0.1.text)"
    }
    if shell == .bash, let file = view.environment?[Variables.bashStartup] {
      evidence.append("BASH_ENV is \(show(Path(file)))")
      evidence += startup.exports(of: Variables.bashStartup.text).map {
        "\(place($0.line)): \($0.line.text)"
      }
    }
    let edits = (certain.last ?? culprits.last).map { file, line in
      [(file, line, addingShims(behind: line))]
    }
    let found = path.find("go").map(show) ?? "not found"
    return Finding(
      .failure, "a script of \(shell.rawValue) that a prompt starts loses the shims",
      evidence: evidence + ["go is \(found) there"],
      remedy: remedy("add the shims again after what sets PATH", edits ?? []))
  }

  /// What puts the shims first behind a line, once.
  private func addingShims(behind line: StartupLine) -> Edit {
    let isFish = line.syntax == .fish
    let folder = (isFish ? Shell.fish : Shell.bash).word(home.shims.bytes)
    let setting =
      isFish
      ? Bytes("set -gx PATH ") + folder + Bytes(" $PATH")
      : Bytes("export PATH=") + folder + Bytes(":\"$PATH\"")
    guard line.isWhole else { return .append([setting], in: line.syntax) }
    let indent = Bytes(line.bytes.prefix { $0.isBlank })
    return .replace(line.bytes, with: line.bytes + Bytes("\n") + indent + setting)
  }

  /// A remedy that makes changes in the user's files, and prints those in other files.
  private func remedy(
    _ summary: String, _ edits: [(file: StartupFile, line: StartupLine, edit: Edit)]
  ) -> Remedy {
    let others = edits.filter { !$0.file.isUsers }
    return Remedy(
      summary, fixes: edits.filter(\.file.isUsers).map { .edit($0.file.path, $0.edit) },
      lines: others.map { typed($0.edit, of: $0.line, in: $0.file) }.reduce(ShellLines(), +)
        + newShell)
  }
}

extension ScriptCommand {
  /// Whether this turns zsh's option rcs off.
  fileprivate var turnsFilesOff: Bool {
    let isOff: Bool
    switch words.first {
    case "setopt": isOff = false
    case "unsetopt": isOff = true
    case "set" where words.contains("-o"): isOff = false
    case "set" where words.contains("+o"): isOff = true
    default: return false
    }
    return words.dropFirst().contains { word in
      // Case and underscores mean nothing in the name of an option.
      let name = word.lowercased().filter { $0 != "_" }
      return name == (isOff ? "rcs" : "norcs") || (!isOff && name == "-f")
    }
  }
}

extension StartupLine {
  /// Whether the shell comes to this line whenever it reads the file.
  fileprivate var isCertain: Bool { depth == 0 && commands.allSatisfy(\.isCertain) }

  /// Whether this line gives bash commands for every prompt that set `PATH`.
  fileprivate var setsPathBeforePrompt: Bool {
    assignments.contains { $0.name == Variables.promptCommand && StartupLine.setsPath($0.value) }
  }

  private static func setsPath(_ script: String) -> Bool {
    ShellScript(Bytes(script.utf8), .posix).lines.flatMap(\.commands).contains {
      $0.variables(.posix).contains(Variables.path.text)
    }
  }

  /// What takes the setting of `PATH` out of this line; nil where something else would go with it.
  fileprivate func removalFromPrompt(why: String) -> Edit? {
    if let edit = removal(of: Variables.path.text, why: why) {
      // A function must not be left empty.
      if depth > 0, case .commentOut = edit { return withoutCommands(why: why) }
      return edit
    }
    guard let own = assignments.first(where: { $0.name == Variables.promptCommand }) else {
      return nil
    }
    let commands = ShellScript(Bytes(own.value.utf8), .posix).lines.flatMap(\.commands)
    let onlySetsPath = commands.allSatisfy { command in
      command.variables(.posix) == [Variables.path.text]
        || command.words == ["export", Variables.path.text]
    }
    return onlySetsPath && own.isAlone ? removal(of: Variables.promptCommand.text, why: why) : nil
  }
}
