import Editors
import JSON
import Resolution
import Shells
import Toolchains

extension Check {
  private static let files =
    "settings.json of the project, of the user and of the machine in VS Code, VSCodium, Cursor"

  /// Whether editors use the active toolchains.
  package static let editors: [Check] = [
    Check(
      "editors.readable", .editors, "settings of editors can be read",
      looksAt: "\(files), .idea/workspace.xml",
      explanation: "the editor ignores everything after the error", examine: readable),
    Check(
      "editors.goroot", .editors, "go.goroot is the active Go", looksAt: "go.goroot in \(files)",
      explanation: "the editor and the terminal use different Go versions",
      examine: goRoot),
    Check(
      "editors.go-tools", .editors, "go.alternateTools points to the active Go",
      looksAt: "go.alternateTools in \(files)",
      explanation: "the editor runs another go than the terminal, or none", examine: goTools),
    Check(
      "editors.gopath", .editors, "the editor's GOPATH makes sense",
      looksAt: "go.gopath, go.toolsGopath, go.inferGopath in \(files)",
      explanation: "the editor and the terminal use different directories for modules and tools",
      examine: goPath),
    Check(
      "editors.rust", .editors, "rust-analyzer's settings point to the active toolchain",
      looksAt: "rust-analyzer.* in \(files)",
      explanation: "the editor shows errors that cargo does not know, or does not start",
      examine: rustAnalyzer),
    Check(
      "editors.environment", .editors, "the editor's environment leaves the toolchains alone",
      looksAt: "terminal.integrated.env.*, go.toolsEnvVars and extraEnv in \(files)",
      explanation: "the editor's terminal or its tools see other toolchains",
      examine: environment),
    Check(
      "editors.jetbrains", .editors, "GoLand and RustRover use the active toolchains",
      looksAt: "GOROOT, GoLibraries and RustProjectSettings in .idea and in GoLand's options",
      explanation: "the editor works with another toolchain than the terminal, or with none",
      examine: { jetBrains($0) + goLibraries($0) }),
  ]

  private static func readable(_ machine: Machine) -> [Finding] {
    EditorFile.all(machine).compactMap { file in
      guard case .failure(let error) = file.document else { return nil }
      return Finding(
        .warning, "\(machine.show(file.path)):\(error.line) is not JSON with comments: \(error)",
        remedy: Remedy(
          "correct line \(error.line) of \(machine.show(file.path)), or start over",
          lines: machine.moveAway(file.path)))
    } + unreadableProjects(machine)
  }

  private static func unreadableProjects(_ machine: Machine) -> [Finding] {
    machine.projectDirectories.compactMap { directory in
      let path = directory.appending(Editor.goland.file)
      guard let contents = machine.read(path, limit: Editor.sizeLimit) else { return nil }
      do throws(XMLError) {
        _ = try XMLDocument(contents)
        return nil
      } catch {
        return Finding(
          .warning, "\(machine.show(path)):\(error.line) is not XML: \(error)",
          remedy: Remedy(
            "close the project and move the file away: GoLand and RustRover write a new one",
            lines: machine.moveAway(path)))
      }
    }
  }

  private static func goRoot(_ machine: Machine) -> [Finding] {
    EditorFile.all(machine).compactMap { file in
      guard let setting = file.setting("go.goroot"), let path = file.expanded(setting.text, machine)
      else { return nil }
      let state = ToolchainPath(goRoot: path, machine)
      return finding(setting, state, .go, "", machine)
    }
  }

  private static func goTools(_ machine: Machine) -> [Finding] {
    EditorFile.all(machine).flatMap { file in
      file.settings(in: "go.alternateTools").compactMap { setting in
        guard let path = file.expanded(setting.text, machine) else { return nil }
        if setting.path.last == "go" {
          let state = ToolchainPath(go: path, machine)
          return finding(setting, state, .go, "bin/go", machine)
        }
        guard machine.world.physical(path) == nil else { return nil }
        return Finding(
          .warning, "\(setting.name) of \(machine.show(file.path)) does not exist",
          evidence: [setting.place(machine)],
          remedy: Remedy("remove the setting", fixes: [setting.removal]))
      }
    }
  }

  private static func goPath(_ machine: Machine) -> [Finding] {
    var findings: [Finding] = []
    let root = machine.goRoot.flatMap { machine.world.physical($0) }
    for file in EditorFile.all(machine) {
      for name in ["go.gopath", "go.toolsGopath"] {
        guard let setting = file.setting(name), let path = file.expanded(setting.text, machine)
        else { continue }
        let physical = machine.world.physical(path)
        if let toolchain = machine.goToolchain(around: path) {
          let place =
            toolchain == root ? Variables.goRoot.text : "the toolchain \(machine.show(toolchain))"
          findings.append(
            Finding(
              .failure, "\(name) of \(machine.show(file.path)) lies in \(place)",
              evidence: [setting.place(machine)],
              remedy: Remedy("remove the setting", fixes: [setting.removal])))
        } else if physical == nil, name != "go.gopath" || !machine.canMake(path) {
          findings.append(
            Finding(
              .warning, "\(name) of \(machine.show(file.path)) does not exist",
              evidence: [setting.place(machine)],
              remedy: Remedy("remove the setting", fixes: [setting.removal])))
        } else if FileStatus(path.appending(ProjectFile.goModule.name)) != nil {
          findings.append(
            Finding(
              .failure, "\(name) of \(machine.show(file.path)) is a project with a go.mod",
              evidence: [setting.place(machine)],
              remedy: Remedy("remove the setting", fixes: [setting.removal])))
        } else if name == "go.gopath", path.text != GoSettings(machine).goPath.text {
          findings.append(
            Finding(
              .note, "\(name) of \(machine.show(file.path)) is another than the terminal's GOPATH",
              evidence: [setting.place(machine), "GOPATH is \(GoSettings(machine).goPath.text)"]))
        }
      }
      if file.isOn("go.inferGopath"), machine.goModule != nil {
        findings.append(
          Finding(
            .warning, "go.inferGopath of \(machine.show(file.path)) is on in a module",
            evidence: ["the setting is for projects without go.mod"],
            remedy: Remedy(
              "remove the setting",
              fixes: [.edit(file.path, .setting(file.prefix + ["go.inferGopath"], nil))])))
      }
    }
    return findings
  }

  private static func rustAnalyzer(_ machine: Machine) -> [Finding] {
    EditorFile.all(machine).flatMap { file -> [Finding] in
      var findings: [Finding] = []
      let settings = [
        ("rust-analyzer.server.path", "bin/rust-analyzer"),
        ("rust-analyzer.serverPath", "bin/rust-analyzer"), ("rust-analyzer.cargo.sysroot", ""),
        ("rust-analyzer.cargo.sysrootSrc", "lib/rustlib/src/rust/library"),
        ("rust-analyzer.procMacro.server", "libexec/rust-analyzer-proc-macro-srv"),
      ]
      for (name, entry) in settings {
        guard let setting = file.setting(name), setting.text != "discover",
          let path = file.expanded(setting.text, machine)
        else { continue }
        let isProgram = entry.hasPrefix("bin/")
        var state = ToolchainPath(
          rust: isProgram ? path.parent ?? path : path, machine)
        if isProgram, machine.world.physical(path) == nil { state = .missing }
        // A rust-analyzer of its own works with every toolchain.
        if isProgram, case .other = state,
          path.parent?.parent?.parent?.name != Bytes("toolchains")[...]
        {
          continue
        }
        if let found = finding(setting, state, .rust, entry, machine) { findings.append(found) }
      }
      if let setting = file.setting("rust-analyzer.rustc.source"), setting.text != "discover",
        let path = file.expanded(setting.text, machine), machine.world.physical(path) == nil,
        let found = finding(setting, .missing, .rust, "", machine)
      {
        findings.append(
          Finding(
            found.verdict, found.summary, evidence: found.evidence,
            remedy: Remedy("remove the setting", fixes: [setting.removal])))
      }
      for name in ["check", "cargo.buildScripts", "rustfmt"] {
        guard let setting = file.program("rust-analyzer.\(name).overrideCommand"),
          let program = setting.text.contains("/")
            ? file.expanded(setting.text, machine)?.text : setting.text,
          !machine.isFound(program)
        else { continue }
        findings.append(
          Finding(
            .failure, "\(setting.name) of \(machine.show(file.path)) runs what does not exist",
            evidence: [setting.place(machine)],
            remedy: Remedy("remove the setting", fixes: [setting.removal])))
      }
      for name in ["rust-analyzer.server.extraEnv", "rust-analyzer.cargo.extraEnv"] {
        for setting in file.settings(in: name) where setting.path.last == Variables.rustToolchain {
          if let found = toolchainVariable(setting, machine) { findings.append(found) }
        }
      }
      return findings
    }
  }

  /// A RUSTUP_TOOLCHAIN that settings give to programs.
  private static func toolchainVariable(
    _ setting: EditorFile.Setting, _ machine: Machine
  ) -> Finding? {
    if setting.text.hasPrefix("/") {
      let state = ToolchainPath(rust: Path(setting.text), machine)
      return finding(setting, state, .rust, "", machine)
    }
    guard case .toolchain(let toolchain) = machine.active(.rust)?.choice,
      let named = RustRelease(Bytes(setting.text.utf8)[...]),
      let active = RustRelease(toolchain.name[...]),
      named.channel != active.channel || named.date != active.date
    else { return nil }
    return finding(setting, .other(setting.text), .rust, "", machine)
  }

  private static func jetBrains(_ machine: Machine) -> [Finding] {
    machine.projectDirectories.flatMap { directory -> [Finding] in
      let path = directory.appending(Editor.goland.file)
      guard directory != machine.userHome,
        let contents = machine.read(path, limit: Editor.sizeLimit),
        let root = try? XMLDocument(contents).root
      else { return [] }
      var findings: [Finding] = []
      func add(_ name: String, _ value: String?, _ state: (Path) -> ToolchainPath, _ editor: Editor)
      {
        guard let value, !value.isEmpty else { return }
        var text = JetBrainsPath.expand(value, home: machine.userHome)
        if text.hasPrefix("file://") { text = String(text.dropFirst(7)) }
        if text.hasPrefix("$PROJECT_DIR$") {
          text = directory.text + text.dropFirst("$PROJECT_DIR$".count)
        }
        guard text.hasPrefix("/") else { return }
        let problem: (Verdict, String)
        switch state(Path(text)) {
        case .active, .unknown: return
        case .missing: problem = (.failure, "does not exist")
        case .other(let version):
          problem = (.warning, "is \(version ?? "another toolchain") and not the active one")
        }
        findings.append(
          Finding(
            problem.0, "\(name) of \(editor.name) \(problem.1)",
            evidence: ["\(machine.show(path)): \(Bytes(text.utf8).printable.text)"],
            remedy: Remedy(
              "close the project in \(editor.name), then",
              lines: ShellLines(
                "cd \(Shell.bash.word(directory.bytes).text)",
                "tvm ide \(editor.rawValue)"))))
      }
      let go = root.child("component", named: "GOROOT")
      add(
        Variables.goRoot.text, go?["url"] ?? go?["path"], { ToolchainPath(goRoot: $0, machine) },
        .goland)
      let rust = root.child("component", named: "RustProjectSettings")
      for (option, name) in [
        ("toolchainHomeDirectory", "the toolchain"),
        ("explicitPathToStdlib", "the standard library"),
      ] {
        add(
          name, rust?.child("option", named: option)?["value"],
          { ToolchainPath(rust: $0, machine) }, .rustrover)
      }
      return findings
    }
  }

  /// What is to be said of a setting that names a toolchain.
  static func finding(
    _ setting: EditorFile.Setting, _ state: ToolchainPath, _ language: Language, _ entry: String,
    _ machine: Machine
  ) -> Finding? {
    let file = machine.show(setting.file.path)
    let tool = Bytes(language.name).text
    let verdict: Verdict
    let summary: String
    switch state {
    case .active, .unknown: return nil
    case .missing:
      (verdict, summary) = (.failure, "\(setting.name) of \(file) does not exist")
    case .other(let version):
      let named =
        version.map { "is \(tool) \(Bytes($0.utf8).printable.text)" } ?? "is another \(tool)"
      let active = machine.active(language)?.name.printable.text ?? "nothing"
      (verdict, summary) = (
        .warning, "\(setting.name) of \(file) \(named), and \(active) is active"
      )
    }
    return Finding(
      verdict, summary, evidence: [setting.place(machine)],
      remedy: machine.remedy(setting, language, entry))
  }
}

extension Machine {
  /// Whether Go can make this folder when it needs it, as it does with a GOPATH.
  fileprivate func canMake(_ path: Path) -> Bool {
    path.parent.map { Folder.exists($0) && $0.allows(.write) } ?? false
  }

  /// Points a setting of the project at the active toolchain, and takes a user's own one out: it
  /// cannot be right for every project.
  fileprivate func remedy(
    _ setting: EditorFile.Setting, _ language: Language, _ entry: String
  ) -> Remedy {
    guard let project = setting.file.project,
      let root = try? ProjectLinks.root(language, for: project, world),
      let physical = world.physical(project)
    else { return Remedy("remove the setting", fixes: [setting.removal]) }
    let links = ProjectLinks(home)
    let link = links.link(language, of: physical)
    let target = entry.isEmpty ? link : link.appending(Bytes(entry.utf8))
    let wanted = entry.isEmpty ? root : root.appending(Bytes(entry.utf8))
    guard Folder.isOccupied(wanted) else {
      return Remedy("remove the setting", fixes: [setting.removal])
    }
    return Remedy(
      "use the project's link to the active toolchain",
      fixes: [
        .createFolder(link.parent ?? link), .link(links.origin(of: physical), to: physical),
        .link(link, to: root), setting.fix(to: target.text),
      ])
  }
}
