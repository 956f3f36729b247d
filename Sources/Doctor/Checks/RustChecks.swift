import Editors
import Resolution
import Shells
import Toolchains

extension Check {
  /// Whether rustup's and cargo's folders are what they should be.
  package static let rust: [Check] = [
    Check(
      "rust.homes", .rust, "RUSTUP_HOME and CARGO_HOME are usable directories",
      looksAt: "RUSTUP_HOME, CARGO_HOME, startup files, ~/.rustup, ~/.cargo",
      explanation: "no Rust toolchain is found, or none can be installed", needsShells: true,
      examine: homes),
    Check(
      "rust.exported", .rust, "RUSTUP_TOOLCHAIN is not exported",
      looksAt: "RUSTUP_TOOLCHAIN, startup files",
      explanation: "one toolchain is used everywhere, whatever rust-toolchain.toml says",
      needsShells: true, examine: exportedToolchain),
    Check(
      "rust.variables", .rust, "cargo builds for this machine, with programs that are there",
      looksAt: "CARGO_BUILD_TARGET, RUSTC, RUSTC_WRAPPER, RUSTFLAGS, CARGO_TARGET_*_LINKER",
      explanation: "builds fail in every directory, or their programs are not where they should be",
      needsShells: true, examine: rustVariables),
    Check(
      "rust.settings", .rust, "rustup's settings can be read", looksAt: "settings.toml of rustup",
      explanation: "neither rustup nor tvm finds the default and the overrides",
      examine: settings),
    Check(
      "rust.default", .rust, "the default toolchain is installed",
      looksAt: "default_toolchain in settings.toml of rustup",
      explanation: "cargo and rustc fail wherever nothing is pinned", examine: defaultToolchain),
    Check(
      "rust.links", .rust, "linked toolchains exist",
      looksAt: "the links in the toolchains directory",
      explanation: "a toolchain that is listed cannot be used", examine: links),
    Check(
      "rust.complete", .rust, "every toolchain is complete",
      looksAt: "the records, programs and libraries of the toolchains",
      explanation: "the toolchain fails with errors that name something else", examine: complete),
    Check(
      "rust.sysroot", .rust, "the compiler finds its own libraries",
      looksAt: "bin/rustc and lib/rustlib of the active toolchain",
      explanation: "builds fail with \"can't find crate for std\"", examine: sysroot),
    Check(
      "rust.cargo-config", .rust, "cargo's settings name programs that are there",
      looksAt: "compilers, wrappers, linkers and flags in config.toml of cargo",
      explanation: "every build stops, or is made by another compiler"
    ) { $0.otherCompilers + $0.wrongFlags },
    Check(
      "rust.source", .rust, "the active toolchain has the sources of the standard library",
      looksAt: "component rust-src of the active toolchain",
      explanation: "rust-analyzer shows errors at every use of the standard library"
    ) { machine in
      component("rust-src", neededBy: machine.rustEditors, machine) { root in
        Folder.exists(root.appending("lib/rustlib/src/rust/library"))
      }
    },
    Check(
      "rust.analyzer", .rust, "the active toolchain has rust-analyzer",
      looksAt: "component rust-analyzer of the active toolchain",
      explanation: "editors that start rust-analyzer from PATH get an error, or another version's"
    ) { machine in
      component("rust-analyzer", neededBy: machine.analyzerEditors, machine) { root in
        machine.world.program(root.appending("bin/rust-analyzer")) != nil
      }
    },
  ]

  private static func exportedToolchain(_ machine: Machine) -> [Finding] {
    // A shim or a proxy above has set it for its child.
    guard machine.variable(Variables.rustRecursion) == nil else { return [] }
    return machine.exported(Variables.rustToolchain, why: why).map { exported in
      Finding(
        .warning, "RUSTUP_TOOLCHAIN is exported as \(exported.value.printable.text)",
        evidence: exported.places,
        remedy: Remedy(
          "do not export it; tvm default sets what is used where nothing is pinned",
          fixes: exported.fixes, lines: exported.lines))
    }
  }

  private static let why = "it decides for every directory, whatever a project pins"

  private static func settings(_ machine: Machine) -> [Finding] {
    guard let home = try? RustHome(machine.world), let error = machine.rustSettingsError else {
      return []
    }
    if case .refused(let path, .unreadable) = error {
      return [
        Finding(
          .failure, error.what.text,
          remedy: Remedy("make it readable", lines: machine.readable(path)))
      ]
    }
    let lines = machine.moveAway(home.settings).lines(for: .bash) + ["tvm default rust@stable"]
    return [
      Finding(
        .failure, error.what.text,
        remedy: Remedy(
          "correct \(machine.show(home.settings)), or start a new one",
          lines: ShellLines(posix: lines, fish: lines)))
    ]
  }

  private static func defaultToolchain(_ machine: Machine) -> [Finding] {
    guard let home = try? RustHome(machine.world),
      let settings = try? RustSettings(at: home.settings, machine.world)
    else { return [] }
    let host = RustTarget.host(settings, machine.world)
    guard let entry = settings.defaultToolchain,
      let request = RustRequest(name: entry.name[...], host: host)
    else { return [] }
    let name = request.name.text
    guard !Folder.isOccupied(home.toolchains.appending(request.name)) else { return [] }
    let plain = name.isPlainWord ? name : "stable"
    return [
      Finding(
        .warning, "the default toolchain \(entry.name.printable.text) is not installed",
        evidence: ["\(machine.show(home.settings)):\(entry.line)"],
        remedy: Remedy("install it", lines: ShellLines("tvm install rust@\(plain)")))
    ]
  }

  private static func links(_ machine: Machine) -> [Finding] {
    guard let home = try? RustHome(machine.world) else { return [] }
    return (machine.world.names(home.toolchains) ?? []).sorted { $0.text < $1.text }.compactMap {
      name in
      let path = home.toolchains.appending(name)
      guard let target = Folder.target(of: path), machine.world.physical(path) == nil else {
        return nil
      }
      return Finding(
        .warning, "rust \(name.printable.text) is a broken link",
        evidence: ["\(machine.show(path)) points to \(machine.show(target))"],
        remedy: Remedy("remove the link", fixes: [.removeLink(path)]))
    }
  }

  private static func complete(_ machine: Machine) -> [Finding] {
    guard let home = try? RustHome(machine.world) else { return [] }
    var active: Bytes?
    if case .toolchain(let toolchain) = machine.active(.rust)?.choice { active = toolchain.name }
    return (machine.world.names(home.toolchains) ?? []).sorted { $0.text < $1.text }.compactMap {
      name in
      let toolchain = RustToolchain(RustToolchainName(name), in: home)
      let verdict: Verdict = name == active ? .failure : .warning
      switch toolchain.kind {
      case nil: return nil
      case .custom: return custom(toolchain, verdict, machine)
      case .incomplete:
        // One that was copied here by hand works, and only cannot be updated.
        let runs =
          !Folder.exists(toolchain.root.appending("lib/rustlib"))
          && missingPrograms(toolchain, machine).isEmpty
        return half(toolchain, ["its records"], runs ? .note : verdict, machine)
      case .complete:
        let missing = toolchain.missingFiles
        let files =
          missing + brokenFiles(toolchain, machine).filter { !missing.contains($0) }
        return files.isEmpty ? nil : half(toolchain, files, verdict, machine)
      }
    }
  }

  private static func missingPrograms(_ toolchain: RustToolchain, _ machine: Machine) -> [String] {
    ["bin/rustc", "bin/cargo"].filter {
      machine.world.program(toolchain.root.appending(Bytes($0.utf8))) == nil
    }
  }

  /// The programs and libraries without content, which a full disk or a crash leaves behind.
  private static func brokenFiles(_ toolchain: RustToolchain, _ machine: Machine) -> [String] {
    ["bin", "lib"].flatMap { folder -> [String] in
      let place = toolchain.root.appending(Bytes(folder.utf8))
      let names = (machine.world.names(place) ?? []).sorted { $0.text < $1.text }
      return names.compactMap { name in
        let path = place.appending(name)
        let isBroken =
          folder == "bin"
          ? Executable(path) == .unknown
          : FileStatus(path).map { $0.kind == .file && $0.size == 0 } ?? false
        return isBroken ? "\(folder)/\(name.text)" : nil
      }
    }
  }

  private static func half(
    _ toolchain: RustToolchain, _ missing: [String], _ verdict: Verdict, _ machine: Machine
  ) -> Finding {
    let shown = "\(toolchain.name)"
    let more = missing.count > 3 ? " and \(missing.count - 3) more" : ""
    let list = missing.prefix(3).map { Bytes($0.utf8).printable.text }.joined(separator: ", ")
    return Finding(
      verdict,
      verdict == .note
        ? "rust \(shown) has no records of an installation"
        : "rust \(shown) is incomplete",
      evidence: ["missing or broken in \(machine.show(toolchain.root)): \(list)\(more)"],
      remedy: Remedy(
        "install it again",
        lines: toolchain.name.text.isPlainWord
          ? ShellLines("tvm install --repair rust@\(toolchain.name)") : ShellLines()))
  }

  /// A toolchain of the user's own, which may do without a cargo, but not without a compiler.
  private static func custom(
    _ toolchain: RustToolchain, _ verdict: Verdict, _ machine: Machine
  ) -> Finding? {
    guard machine.world.program(toolchain.root.appending("bin/rustc")) == nil else { return nil }
    let path = Shell.bash.word(toolchain.root.bytes).text
    return Finding(
      verdict, "rust \(toolchain.name) : bin/rustc is missing or not executable",
      evidence: toolchain.link.map { ["it points to \(machine.show($0))"] } ?? [],
      remedy: Remedy(
        toolchain.link == nil ? "put one there" : "fix that toolchain or remove the link",
        lines: toolchain.link == nil ? ShellLines() : ShellLines("rm \(path)")))
  }

  private static func sysroot(_ machine: Machine) -> [Finding] {
    var findings: [Finding] = []
    guard case .toolchain(let toolchain) = machine.active(.rust)?.choice,
      let root = machine.world.physical(toolchain.root),
      let program = machine.world.physical(root.appending("bin/rustc"))
    else { return findings }
    let name = toolchain.name.printable.text
    let repair =
      toolchain.name.text.isPlainWord
      ? ShellLines("tvm install --repair rust@\(toolchain.name.text)") : ShellLines()
    if !program.isInside(root) {
      findings.append(
        Finding(
          .warning, "rustc of rust \(name) is a link to \(machine.show(program))",
          evidence: ["its sysroot is there, not in \(machine.show(root))"],
          remedy: Remedy("install the toolchain again", lines: repair)))
    }
    // A toolchain of the user's own may be put together in another way.
    if RustRelease(toolchain.name[...]) != nil,
      !Folder.exists(root.appending("lib/rustlib"))
    {
      findings.append(
        Finding(
          .failure, "rust \(name) has no lib/rustlib", evidence: [machine.show(root)],
          remedy: Remedy("install the toolchain again", lines: repair)))
    }
    return findings
  }

  private static func component(
    _ name: String, neededBy users: [String], _ machine: Machine, isThere: (Path) -> Bool
  ) -> [Finding] {
    guard case .toolchain(let toolchain) = machine.active(.rust)?.choice,
      let home = try? RustHome(machine.world), !isThere(toolchain.root)
    else { return [] }
    let remedy: Remedy
    switch RustToolchain(RustToolchainName(toolchain.name), in: home).kind {
    case nil, .incomplete: return []
    case .complete:
      remedy = Remedy(
        "add the component",
        lines: ShellLines("tvm component add --toolchain \(toolchain.name.text) \(name)"))
    case .custom:
      // Nothing can be added to a toolchain of the user's own, and who does without is right.
      if users.isEmpty { return [] }
      remedy = Remedy("put it into the toolchain where that was built")
    }
    return [
      Finding(
        users.isEmpty ? .note : .warning,
        "rust \(toolchain.name.printable.text) lacks \(name)", evidence: users,
        remedy: remedy)
    ]
  }
}

extension Machine {
  /// What shows that an editor with rust-analyzer is used here.
  fileprivate var rustEditors: [String] {
    var found: [String] = []
    for folder in [".vscode", ".vscode-server", ".vscode-oss", ".cursor"] {
      let extensions = userHome.appending(Bytes("\(folder)/extensions".utf8))
      for name in world.names(extensions) ?? [] where name.starts(with: "rust-lang.rust-analyzer") {
        found.append("\(show(extensions.appending(name))) is there")
      }
    }
    for file in EditorFile.all(self) where file.sets("rust-analyzer.") {
      found.append("\(show(file.path)) sets it up")
    }
    return found + projectFiles([".zed/settings.json", Bytes(Editor.helix.file).text])
  }

  /// What shows that an editor takes rust-analyzer from the toolchain: VS Code and Zed bring their own.
  fileprivate var analyzerEditors: [String] { projectFiles([Bytes(Editor.helix.file).text]) }

  /// The files of the project that set rust-analyzer up.
  private func projectFiles(_ files: [String]) -> [String] {
    guard let directory, directory != userHome else { return [] }
    return files.compactMap { file in
      let path = directory.appending(Bytes(file.utf8))
      guard let contents = read(path), contents.text.contains("rust-analyzer") else { return nil }
      return "\(show(path)) sets it up"
    }
  }
}

extension Machine {
  /// Why rustup's settings cannot be read; nil where they can, and where there are none.
  var rustSettingsError: ResolutionError? {
    guard let home = try? RustHome(world) else { return nil }
    do throws(ResolutionError) {
      _ = try RustSettings(at: home.settings, world)
      return nil
    } catch { return error }
  }
}
