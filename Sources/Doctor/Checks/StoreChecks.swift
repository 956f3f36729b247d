import Resolution
import Shells
import Toolchains

extension Check {
  /// Whether toolchains are whole, once there, and have room.
  package static let stores: [Check] = [
    Check(
      "stores.incomplete", .stores, "all Go toolchains are complete",
      looksAt: "programs, tools, and sources of installed Go toolchains and of the active Go",
      explanation:
        "a pin that asks for it fails, or builds stop with errors that name something else",
      examine: incomplete),
    Check(
      "stores.go-links", .stores, "Go finds every installed release by its name",
      looksAt: "go-links and go-return in tvm's home",
      explanation:
        "go install PKG@VERSION, go get and GOTOOLCHAIN=auto miss installed releases or find others",
      examine: goLinks),
    Check(
      "stores.duplicates", .stores, "no Go version is installed twice",
      looksAt:
        "tvm, ~/sdk, the module cache, goenv, gvm, asdf, mise, /usr/local/go, the distribution",
      explanation: "nothing breaks; each one takes some 250 MB", examine: duplicates),
    Check(
      "stores.leftovers", .stores, "nothing is left of interrupted installs",
      looksAt: "the directories where toolchains are assembled",
      explanation: "nothing breaks, but the space is lost", examine: leftovers),
    Check(
      "stores.space", .stores, "there is enough disk space",
      looksAt: "the file systems of the homes of tvm and rustup",
      explanation: "installs and builds stop with: no space left on device"
    ) { machine in
      var folders = [machine.home.root]
      // Without a home there is none, which other checks say.
      if let rust = try? RustHome(machine.world) { folders.append(rust.rustup) }
      var seen: [UInt64] = []
      return folders.compactMap { folder in
        let existing = folder.nearestExisting
        guard let device = FileStatus(existing)?.device, !seen.contains(device),
          let free = existing.freeBytes
        else { return nil }
        seen.append(device)
        let text = "\(free >> 20) MB are free where \(machine.show(folder)) is"
        if free > 1 << 30 { return Finding(.ok, text) }
        return Finding(
          free > 200 << 20 ? .warning : .failure, "only \(text)",
          remedy: Remedy(
            "free up disk space; caches can be deleted safely",
            lines: ShellLines("go clean -cache -modcache", "tvm list")))
      }
    },
  ]

  private static func incomplete(_ machine: Machine) -> [Finding] {
    let folder = machine.home.goToolchains
    let own = (machine.world.names(folder) ?? []).map(\.text).sorted().compactMap { name in
      let path = folder.appending(Bytes(name.utf8))
      if let target = Folder.target(of: path) { return linked(path, target, machine) }
      guard let version = GoVersion(Bytes(name.utf8)[...]), version.name == Bytes(name.utf8) else {
        return nil
      }
      let shown = machine.show(path)
      let again = Remedy(
        "install it again",
        lines: ShellLines("tvm install --repair go@\(name)"))
      // What is built for another machine is whole, and another check's to report.
      if Executable(path.appending("bin/go"))?.reasonNotToRun != nil { return nil }
      if let missing = GoTree(path).missing {
        return Finding(.failure, "Go \(name) is incomplete: \(missing) in \(shown)", remedy: again)
      }
      if let found = path.goVersion, found != name {
        return Finding(.failure, "\(shown) holds Go \(found)", remedy: again)
      }
      return nil
    }
    return own + downloads(machine) + system(machine)
  }

  /// The names that cmd/go looks for on `PATH`.
  private static func goLinks(_ machine: Machine) -> [Finding] {
    var evidence: [String] = []
    var fixes: [Fix] = []
    var findings: [Finding] = []
    for fault in GoLinks(machine.home).faults {
      switch fault {
      case .foreign(let path):
        findings.append(
          Finding(
            .warning,
            "\(machine.show(path)) is not a link that tvm has made, and Go may run it as a release",
            remedy: Remedy("move it away", lines: machine.moveAway(path))))
      case .misdirected(let path):
        let target = Folder.target(of: path).map { "points to \(machine.show($0))" }
        evidence.append("\(machine.show(path)) \(target ?? "is missing")")
        fixes.append(.link(path, to: GoLinks.target))
      case .stale(let path):
        evidence.append("\(machine.show(path)): not installed")
        fixes.append(.removeLink(path))
      }
    }
    guard !fixes.isEmpty else { return findings }
    return [
      Finding(
        .warning,
        "the links in \(machine.show(machine.home.goLinks)) are not those of the "
          + "installed releases", evidence: evidence,
        remedy: Remedy("renew them", fixes: fixes, lines: ShellLines("tvm shims")))
    ] + findings
  }

  /// What the commands of golang.org/dl have left without a `go`.
  private static func downloads(_ machine: Machine) -> [Finding] {
    let folder = machine.userHome.appending("sdk")
    return (machine.world.names(folder) ?? []).map(\.text).sorted().compactMap { name in
      let path = folder.appending(Bytes(name.utf8))
      guard name.hasPrefix("go"), let version = GoVersion(Bytes(name.utf8).dropFirst(2)),
        Folder.exists(path), FileStatus(path.appending("bin/go")) == nil
      else { return nil }
      return Finding(
        .warning, "\(machine.show(path)) has no bin/go, so that the command \(name) fails",
        remedy: Remedy(
          "remove it; tvm has its own",
          lines: ShellLines(
            "rm -rf \(Shell.bash.word(path.bytes).text)",
            "tvm install go@\(version.name.text)")))
    }
  }

  /// A toolchain that lives elsewhere.
  private static func linked(_ path: Path, _ target: Path, _ machine: Machine) -> Finding? {
    let shown = machine.show(path)
    let remove = Remedy("remove the link", fixes: [.removeLink(path)])
    guard FileStatus(path) != nil else {
      return Finding(
        .warning, "\(shown) is a broken link to \(machine.show(target))",
        remedy: remove)
    }
    guard let missing = GoTree(path).missing else { return nil }
    return Finding(
      .warning, "the toolchain that \(shown) points to is incomplete: \(missing)",
      evidence: ["it points to \(machine.show(target))"],
      remedy: Remedy(
        "fix that toolchain or remove the link",
        lines: ShellLines("rm \(Shell.bash.word(path.bytes).text)")))
  }

  /// The system's Go, where that is the active one.
  private static func system(_ machine: Machine) -> [Finding] {
    guard case .system = machine.active(.go)?.choice, let root = machine.goRoot,
      let version = root.goVersion, let missing = GoTree(root).missing
    else { return [] }
    return [
      Finding(
        .failure, "the system's Go is incomplete: \(missing) in \(machine.show(root))",
        remedy: Remedy(
          "install it again as it was installed, or let tvm do it",
          lines: ShellLines("tvm use --default go@\(version)")))
    ]
  }

  private static func duplicates(_ machine: Machine) -> [Finding] {
    let all = GoStore.allCases.flatMap { GoStore.toolchains(of: machine, $0) }
    var versions: [String] = []
    for toolchain in all where !versions.contains(toolchain.version) {
      versions.append(toolchain.version)
    }
    // Counting takes tens of milliseconds for each toolchain.
    var sizesLeft = 4
    return versions.compactMap { version in
      let same = all.filter { $0.version == version }
      guard same.count > 1 else { return nil }
      let evidence = same.map { toolchain in
        sizesLeft -= 1
        let size = sizesLeft < 0 ? "" : ", \(Folder.size(of: toolchain.path) >> 20) MB"
        return "\(machine.show(toolchain.path)) (\(toolchain.store.rawValue)\(size))"
      }
      let lines = same.filter { $0.store.mayBeRemoved }.map {
        $0.store.removal($0, machine)
      }
      return Finding(
        .note, "Go \(version) is installed \(same.count) times", evidence: evidence,
        remedy: lines.isEmpty
          ? nil
          : Remedy(
            "remove those that nothing else uses", lines: ShellLines(posix: lines, fish: lines)))
    }
  }

  private static func leftovers(_ machine: Machine) -> [Finding] {
    // Who has no rustup's home has nothing left in it.
    let rust = (try? RustHome(machine.world))?.left ?? []
    return [Staging.left(in: machine.home), rust].flatMap { folders in
      folders.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.map { path in
        let size = Folder.size(of: path) >> 20
        return Finding(
          .warning, "\(machine.show(path)) is left of an interrupted install, \(size) MB",
          remedy: Remedy("clean it up, as the next install does", fixes: [.cleanUp(path)]))
      }
    }
  }
}
