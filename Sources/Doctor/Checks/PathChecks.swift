package import Resolution
import Shells
import Toolchains

extension Check {
  /// Whether the shims are what `PATH` leads to.
  package static let path: [Check] = [
    Check(
      "path.shims", .path, "the shims are on PATH",
      looksAt: "PATH of this process and of new shells",
      explanation: "pins are ignored: go, cargo, and rustc come from the system or are not found",
      needsShells: true, examine: shims),
    Check(
      "path.shadowed", .path, "nothing comes before the shims",
      looksAt: "the directories on PATH before the shims, startup files",
      explanation: "another program runs instead, and pins are ignored",
      needsShells: true, examine: shadowed),
    Check(
      "path.shells", .path, "all kinds of shells find the shims",
      looksAt: "PATH of new shells, of the desktop session and of this process",
      explanation:
        "the same command is another program in another window, in an editor or a script",
      needsShells: true, examine: shells),
    Check(
      "path.desktop", .path, "the desktop session finds the shims",
      looksAt: "systemctl --user, environment.d, ~/.pam_environment, /etc/environment",
      explanation: "editors and other programs started from a menu run another go or cargo",
      needsShells: true, examine: desktop),
  ]

  private static func shims(_ machine: Machine) -> [Finding] {
    let shims = machine.show(machine.home.shims)
    let path = machine.searchPath
    if let position = path.shims {
      return [Finding(.ok, "\(shims) is element \(position + 1) of PATH")]
    }
    let missing = "\(shims) is not on PATH"
    let hooks = machine.hookLines.map { "\(machine.place($0.line)): \($0.line.text)" }
    if machine.prompts.contains(where: { $0.path.shims != nil })
      || (machine.prompts.isEmpty && !hooks.isEmpty)
    {
      return [
        Finding(
          .note, "\(missing) of this process; new shells have it", evidence: hooks,
          remedy: Remedy("start a new shell", lines: machine.newShell))
      ]
    }
    let shell = machine.hookShell
    let fixes = hooks.isEmpty ? machine.hookFixes : []
    if hooks.isEmpty, machine.startup.brokenLink(to: machine.startup.hookFile(shell)) != nil {
      return [
        Finding(
          .failure, missing,
          evidence: ["\(shell.rawValue) does not load the hook in any startup file"],
          remedy: Remedy("see shell.hook for why there is no place for it"))
      ]
    }
    return [
      Finding(
        .failure, missing,
        evidence: hooks.isEmpty
          ? ["\(shell.rawValue) does not load the hook in any startup file"]
          : hooks.map { "the hook is loaded by \($0)" },
        remedy: Remedy(
          hooks.isEmpty
            ? "load the hook at the end of \(machine.show(machine.startup.hookFile(shell)))"
            : "see path.shells for why the hook does not help",
          fixes: fixes, lines: hooks.isEmpty ? machine.newShell : ShellLines()))
    ]
  }

  private static func shadowed(_ machine: Machine) -> [Finding] {
    let path = machine.searchPath
    let prompts = machine.prompts
    var findings: [Finding] = []
    var places: [(shadow: SearchPath.Shadow, seenIn: [String])] = []
    func add(_ shadow: SearchPath.Shadow, _ place: String) {
      if let index = places.firstIndex(where: { $0.shadow == shadow }) {
        places[index].seenIn.append(place)
      } else {
        places.append((shadow, [place]))
      }
    }
    // Without shims there is nothing to shadow: that is another check's.
    if path.shims != nil { for shadow in path.shadows { add(shadow, "this process") } }
    for prompt in prompts where prompt.path.shims != nil {
      for shadow in prompt.path.shadows { add(shadow, "a new \(prompt.kind.rawValue)") }
    }
    for (shadow, seenIn) in places {
      findings.append(finding(shadow, seenIn, machine))
    }
    return findings
  }

  private static func finding(
    _ shadow: SearchPath.Shadow, _ seenIn: [String], _ machine: Machine
  ) -> Finding {
    let folder = machine.show(shadow.folder)
    let owner = Owner(shadow.folder).map { " (\($0.name))" } ?? ""
    let origin = machine.origin(of: shadow.folder)
    let evidence =
      ["seen in \(seenIn.joined(separator: " and "))"]
      + (origin.isEmpty ? ["no startup file names it: it was inherited"] : origin)
    let summary =
      "\(folder)\(owner) comes before the shims with \(shadow.programs.joined(separator: ", "))"
    let isOnlyHere =
      seenIn == ["this process"] && !machine.prompts.isEmpty
      && machine.prompts.allSatisfy { $0.path.shims != nil }
    if isOnlyHere {
      return Finding(
        .note, "\(summary), but not in new shells", evidence: evidence,
        remedy: Remedy("start a new shell", lines: machine.newShell))
    }
    let isUsed = machine.isManaged(shadow.language)
    return Finding(
      shadow.isProxy ? (isUsed ? .warning : .note) : isUsed ? .failure : .warning, summary,
      evidence: evidence,
      remedy: machine.unshadow(shadow.folder))
  }

  private static func shells(_ machine: Machine) -> [Finding] {
    var findings: [Finding] = []
    var without: [ShellView.Kind] = []
    var evidence: [String] = []
    let hooks = machine.hookLines
    for view in machine.views {
      let kind = view.kind
      guard let environment = view.environment else {
        findings.append(
          Finding(
            .note,
            view.isFinished
              ? "the \(kind.rawValue) ends, or becomes another program, before it answers"
              : "the \(kind.rawValue) took longer than 3 seconds to start",
            evidence: view.errors.split(separator: "\n").prefix(3).map {
              Bytes(String($0).utf8).printable.text
            }))
        continue
      }
      let path = SearchPath(environment[Variables.path], machine)
      if kind == .script {
        // What the prompt itself does not have is lost earlier.
        let isLost = machine.prompts.contains { $0.kind == .interactive && $0.path.isGood }
        if isLost, !path.isGood { findings.append(machine.lostInScripts(view, path)) }
        continue
      }
      let comparison = machine.comparison(of: path)
      if kind.hasPrompt, path.shims == nil, !hooks.isEmpty, !machine.misses(hooks, kind) {
        findings.append(machine.lostHook(view, hooks, comparison))
        continue
      }
      if path.shims == nil { without.append(kind) }
      evidence += comparison.map { "\(kind.rawValue): \($0)" }
    }
    if without.isEmpty {
      findings.append(Finding(.ok, "all of them have the shims", evidence: evidence))
    } else if !without.contains(where: \.hasPrompt) {
      // The hook is for shells that somebody types into.
      let list = without.map(\.rawValue).joined(separator: ", ")
      findings.append(
        Finding(.ok, "without the shims, as nobody types into them: \(list)", evidence: evidence))
    } else {
      let list = without.map(\.rawValue).joined(separator: ", ")
      let program = Shell.bash.word(machine.program.bytes).text
      findings.append(
        Finding(
          .note, "these shells do not have the shims: \(list)", evidence: evidence,
          remedy: Remedy(
            "only if a script or an editor needs them there, set PATH for it",
            lines: ShellLines(
              posix: ["export PATH=\"$(\(program) shims):$PATH\""],
              fish: ["set -gx PATH (\(program) shims) $PATH"]))))
    }
    return findings
  }
}

extension Machine {
  /// Whether tvm has toolchains of a language, so that it matters which program runs.
  package func isManaged(_ language: Language) -> Bool {
    switch language {
    case .go: !GoInstalled(go: home, world).versions.isEmpty
    case .rust:
      // Without a home there are none.
      (try? RustHome(world)).flatMap { world.names($0.toolchains) }?.isEmpty == false
    }
  }

  /// What brings the shims to the front of new shells.
  fileprivate func unshadow(_ folder: Path) -> Remedy {
    if let promptRemedy { return promptRemedy }
    let fixes = hookFixes
    if fixes.isEmpty {
      let lines = startup.files(of: hookShell).flatMap { file in
        file.lines.filter { puts(folder, $0) && $0.isWhole }.map { line in
          typed(.commentOut(line.bytes, in: line.syntax, why: ""), of: line, in: file)
        }
      }
      return Remedy(
        "remove what adds \(show(folder))",
        lines: lines.reduce(ShellLines(), +) + newShell)
    }
    return Remedy("load the hook after that line", fixes: fixes, lines: newShell)
  }

  /// Whether a shell does not read the files with the hook at all, which is for other checks to say.
  fileprivate func misses(_ hooks: [HookLine], _ kind: ShellView.Kind) -> Bool {
    guard hookShell == .bash, kind == .loginPrompt else { return false }
    guard let file = startup.loginFile else { return true }
    return file.hooks.isEmpty && !startup.reachesBashrc(file)
  }

  /// How a `PATH` differs from that of this process, element by element.
  fileprivate func comparison(of other: SearchPath) -> [String] {
    let own = searchPath.elements
    func list(_ elements: [Bytes]) -> String {
      elements.map { $0.isEmpty ? "an empty element" : show(Path($0)) }.joined(separator: ", ")
    }
    var line = "go is \(other.find("go").map(show) ?? "not found")"
    line += ", cargo is \(other.find("cargo").map(show) ?? "not found")"
    let missing = own.filter { !other.elements.contains($0) }
    let more = other.elements.filter { !own.contains($0) }
    if !missing.isEmpty { line += "; only in this process: \(list(missing))" }
    if !more.isEmpty { line += "; only there: \(list(more))" }
    if missing.isEmpty, more.isEmpty, other.elements != own { line += "; in another order" }
    return [line]
  }
}
