import Resolution
import Toolchains

/// One of Go's variables, and what is risky about its values.
struct GoVariable: Sendable {
  /// What is wrong with a value.
  struct Fault {
    let verdict: Verdict
    let summary: String
    /// Whether it may be taken away without asking.
    let isLeftover: Bool
    /// What the value was meant to be, where that can be told.
    var mended: String?

    static func failure(_ summary: String, isLeftover: Bool = true) -> Fault {
      Fault(verdict: .failure, summary: summary, isLeftover: isLeftover)
    }

    static func warning(_ summary: String, isLeftover: Bool = true) -> Fault {
      Fault(verdict: .warning, summary: summary, isLeftover: isLeftover)
    }

    static func note(_ summary: String) -> Fault {
      Fault(verdict: .note, summary: summary, isLeftover: false)
    }
  }

  let name: String
  let title: String
  let explanation: String
  let judge: @Sendable (GoSettings.Value, Machine) -> Fault?

  init(
    name: StaticString, title: String, explanation: String,
    judge: @escaping @Sendable (GoSettings.Value, Machine) -> Fault?
  ) {
    self.name = name.text
    self.title = title
    self.explanation = explanation
    self.judge = judge
  }

  static let all = others + GoLevel.all.map(\.variable)

  private static let others: [GoVariable] = [
    GoVariable(
      name: Variables.goToolchain, title: "GOTOOLCHAIN does not override pins",
      explanation: "Go runs another toolchain than the one that is pinned, and may download it",
      judge: toolchain),
    GoVariable(
      name: Variables.goFlags, title: "the flags of every go command fit the project",
      explanation: "every go command gets these flags, and stops where they do not fit",
      judge: flags),
    GoVariable(
      name: Variables.goProxy, title: "modules come from a proxy",
      explanation:
        "modules vanish or change with their servers, and every server sees what is built",
      judge: proxy),
    GoVariable(
      name: Variables.goSumDatabase, title: "modules are verified with the checksum database",
      explanation: "tampered modules go unnoticed", judge: sumdb),
    GoVariable(
      name: Variables.goPrivate, title: "only private modules are private",
      explanation: "private modules use neither the proxy nor the checksum database",
      judge: { value, _ in everything(value) }),
    GoVariable(
      name: Variables.goNoSumDatabase,
      title: "public modules are verified with the checksum database",
      explanation: "tampered modules go unnoticed",
      judge: { value, _ in everything(value) }),
    GoVariable(
      name: Variables.goInsecure, title: "modules come over secure connections",
      explanation: "anyone on the network can alter downloads", judge: insecure),
    GoVariable(
      name: Variables.goModules, title: "modules are on",
      explanation: "go ignores go.mod and looks for packages in GOPATH", judge: modules),
    GoVariable(
      name: Variables.goSystem, title: "Go builds for this system",
      explanation: "binaries do not run here: exec format error", judge: system),
    GoVariable(
      name: Variables.goArchitecture, title: "Go builds for this machine",
      explanation: "binaries do not run here: exec format error", judge: machine),
    GoVariable(
      name: Variables.cgoEnabled, title: "cgo is on where it is needed",
      explanation: "files that import C are left out, and what they define is missing", judge: cgo),
    GoVariable(
      name: Variables.cCompiler, title: "the C compiler is there where it is needed",
      explanation: "go build stops: C compiler not found, or leaves files that import C out",
      judge: compiler),
    GoVariable(
      name: Variables.goExperiment, title: "no Go experiments are enabled",
      explanation:
        "everything is built with unfinished features, and a Go without them fails",
      judge: experiment),
    GoVariable(
      name: Variables.goNoSumCheck, title: "no obsolete variables are set",
      explanation: "nothing breaks: no Go since 1.13 reads it, so it has no effect",
      judge: { _, _ in .note("Go no longer reads it; GONOSUMDB names private modules") }),
    GoVariable(
      name: Variables.goTemporary, title: "the directory for temporary files exists",
      explanation: "go build and go test stop: creating work dir: no such file or directory",
      judge: temporary),
    GoVariable(
      name: Variables.temporary, title: "the system directory for temporary files can be used",
      explanation: "go build, cargo and most other programs stop: no such file or directory",
      judge: temporary),
    GoVariable(
      name: Variables.goWork, title: "the workspace file is the project's",
      explanation: "Go takes modules from elsewhere, or stops", judge: workspace),
  ]

  private static func toolchain(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    let text = value.text
    if ["local", "auto", "path", "local+auto", "local+path"].contains(text) {
      let isExported = value.layer == .process || value.layer == .newShell
      return isExported && text != "local"
        ? .note("Go may take a newer toolchain than the one that is pinned") : nil
    }
    let base = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    let suffix = base.count > 1 ? String(base[1]) : nil
    let name = base.first.map(String.init) ?? ""
    let version = name.hasPrefix("go") ? GoVersion(Bytes(name.dropFirst(2).utf8)[...]) : nil
    let isVersion = version?.isToolchain == true || (name.hasPrefix("go1.") && name.contains("-"))
    if !isVersion || !(suffix == nil || suffix == "auto" || suffix == "path") {
      return .failure("not a valid value; every go command fails")
    }
    if case .toolchainFile = value.layer { return nil }
    return .warning("left over from an earlier setup; overrides pins when no shim is involved")
  }

  /// Where Go looks for a file that a flag names; nil where no module asks for it.
  private static func place(of file: String, _ machine: Machine) -> Path? {
    if Path(file).isAbsolute { return Path(file) }
    guard machine.goModule != nil else { return nil }
    return machine.directory?.appending(Bytes(file.utf8))
  }

  private static func flags(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    guard let flags = GoFlags(value.text) else {
      return .failure("unclosed quote; every go command fails")
    }
    if let mended = GoFlags.mended(value.text) {
      return Fault(
        verdict: .failure,
        summary: "quotes are for whole words, not for a part of one, and every command stops",
        isLeftover: false, mended: mended)
    }
    if let word = flags.words.first(where: { !$0.hasPrefix("-") }) {
      return .failure("\"\(word)\" is not a flag; every go command fails")
    }
    if let file = flags["modfile"], let path = place(of: file, machine), FileStatus(path) == nil {
      return .failure("there is no \(file), and every command stops")
    }
    if flags.isOn("race"), GoSettings(machine).value(Variables.cgoEnabled)?.text == "0" {
      return .failure("-race needs cgo, which CGO_ENABLED=0 turns off")
    }
    let modes = flags.all("mod")
    if let mode = modes.first(where: { !["mod", "readonly", "vendor"].contains($0) }) {
      return .failure("-mod=\(mode) is none of mod, readonly and vendor, and every command stops")
    }
    if Set(modes).count > 1 {
      return .warning("-mod is set \(modes.count) times; only the last one is used")
    }
    let isWorkspace = GoWorkspace(machine) != nil
    if isWorkspace, modes.last == "mod" {
      return .failure("-mod=mod cannot be used in a workspace; every go command fails")
    }
    guard modes.last == "vendor", !isWorkspace else { return nil }
    guard let module = GoModuleFolder(machine) else {
      return .note("it needs a vendor directory in every project")
    }
    return module.vendorFault(isRequired: true).map { .failure($0) }
  }

  private static func proxy(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    let entries = value.text.split { $0 == "," || $0 == "|" }.map(String.init)
    let settings = GoSettings(machine)
    switch entries.first {
    case "direct" where isMakers(value, machine): return nil
    case "off":
      return .warning("no module can be downloaded", isLeftover: false)
    case "direct"
    where settings.value(Variables.goPrivate) == nil && settings.value(Variables.goNoProxy) == nil:
      return .warning(
        "every module comes from its own server, none of them private", isLeftover: false)
    default: break
    }
    for entry in entries where entry != "direct" && entry != "off" {
      if !["https://", "http://", "file://"].contains(where: { entry.hasPrefix($0) }) {
        return .failure("\"\(entry)\" is not a URL; every download fails", isLeftover: false)
      }
    }
    return nil
  }

  private static func sumdb(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    guard value.text == "off" else { return nil }
    return isMakers(value, machine)
      ? .note("the toolchain's maker has turned the checksum database off")
      : .warning("the checksum database is off", isLeftover: false)
  }

  /// Whether a value is what the toolchain's maker chose, as some distributions do in their `go.env`.
  ///
  /// In a toolchain of tvm's such a value is not what go.dev has put there.
  private static func isMakers(_ value: GoSettings.Value, _ machine: Machine) -> Bool {
    guard case .toolchainFile(let file) = value.layer else { return false }
    return !file.isInside(machine.home.goToolchains)
  }

  private static let publicPatterns = [
    "*", "*/*", "*.*", "*.com", "*.org", "*.io", "*.dev", "github.com", "github.com/*",
    "golang.org", "golang.org/*",
  ]

  private static func everything(_ value: GoSettings.Value) -> Fault? {
    value.text.split(separator: ",").contains { publicPatterns.contains(String($0)) }
      ? .warning("this takes in public modules", isLeftover: false) : nil
  }

  private static func insecure(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    everything(value) ?? .note("these modules may come without encryption")
  }

  private static func modules(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    switch value.text {
    case "on": nil
    case "auto": .note("left over from the time before modules")
    case "off":
      GoModuleFolder(machine) == nil
        ? .warning("modules are off") : .failure("modules are off, but this directory has a go.mod")
    default: .failure("Go knows only on, off and auto, and every command stops")
    }
  }

  private static let systems = [
    "aix", "android", "darwin", "dragonfly", "freebsd", "illumos", "ios", "js", "linux", "netbsd",
    "openbsd", "plan9", "solaris", "wasip1", "windows",
  ]
  private static let machines = [
    "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64",
    "ppc64le", "riscv64", "s390x", "wasm",
  ]

  private static func system(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    #if canImport(Darwin)
    let host = "darwin"
    #else
    let host = "linux"
    #endif
    if value.text == host { return nil }
    if !systems.contains(value.text) { return .failure("not a valid operating system") }
    return .warning("left over from building for another system; this one is \(host)")
  }

  private static func machine(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    if value.text == Executable.hostMachine { return nil }
    if !machines.contains(value.text) { return .failure("not a valid architecture") }
    return .warning(
      "left over from building for another machine; this one is \(Executable.hostMachine)")
  }

  private static func cgo(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    switch value.text {
    case "1": return nil
    case "0":
      guard let file = GoModuleFolder(machine)?.fileWithC() else { return nil }
      return .failure("cgo is off, but \(machine.show(file)) imports C")
    default: return .failure("Go knows only 0 and 1")
    }
  }

  private static func compiler(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    let settings = GoSettings(machine)
    guard settings.value(Variables.cgoEnabled)?.text != "0",
      let program = GoFlags(value.text)?.words.first, !machine.isFound(program)
    else { return nil }
    let isOwn = value.layer != .builtIn
    guard let file = GoModuleFolder(machine)?.fileWithC() else {
      return isOwn ? .warning("there is no such program") : nil
    }
    return .failure("there is no such program, and \(machine.show(file)) imports C")
  }

  private static func temporary(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    let path = Path(value.text)
    guard Folder.exists(path) else { return .failure("the directory does not exist") }
    return path.allows(.write, .run) ? nil : .failure("the directory is not writable")
  }

  /// Source: `internal/buildcfg` in Go's sources, and the files of `internal/goexperiment`.
  private static func experiment(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    if value.text == "none" { return nil }
    let folder = machine.goRoot?.appending("src/internal/goexperiment")
    let files = folder.flatMap { machine.world.names($0) }?.map(\.text) ?? []
    for word in value.text.split(separator: ",").map(String.init) where !files.isEmpty {
      let name = word.hasPrefix("no") ? String(word.dropFirst(2)) : word
      if ![word, name].contains(where: { files.contains("exp_\($0)_on.go") }) {
        return .failure("the active Go knows no experiment \"\(word)\", and every command stops")
      }
    }
    return .warning("left over from an experiment")
  }

  private static func workspace(_ value: GoSettings.Value, _ machine: Machine) -> Fault? {
    if value.text == "off" {
      var folder = machine.directory
      while let current = folder {
        if FileStatus(current.appending(ProjectFile.goWorkspace.name)) != nil {
          // One that does not use the module would stop every command.
          if let workspace = GoWorkspace(
            at: current.appending(ProjectFile.goWorkspace.name), machine),
            let module = GoModuleFolder(machine)?.path,
            !workspace.modules.contains(where: { $0.path.parent == module })
          {
            return nil
          }
          return .warning(
            "\(machine.show(current.appending(ProjectFile.goWorkspace.name))) is ignored")
        }
        folder = current.parent
      }
      return nil
    }
    let path = Path(value.text)
    if !path.isAbsolute { return .failure("the path is not absolute, and every command stops") }
    if FileStatus(path) == nil { return .failure("there is no such file") }
    if let directory = machine.directory, let folder = path.parent, !directory.isInside(folder) {
      return .warning("it belongs to another project than the current directory")
    }
    return nil
  }
}
