import Resolution
import Shells
import Toolchains

extension Check {
  /// What is known of the programs that were built on this machine.
  package static let tools: [Check] = [
    Check(
      "tools.programs", .tools, "every program has build information",
      looksAt: "the programs in GOBIN and CARGO_HOME/bin, their build information, .crates2.json",
      explanation: "a program of unknown origin cannot be rebuilt",
      examine: programs
    ),
    Check(
      "tools.records", .tools, "cargo's records match its programs",
      looksAt: "CARGO_HOME/.crates2.json and CARGO_HOME/bin",
      explanation: "cargo install --list and cargo uninstall speak of programs that are not there",
      examine: records),
    Check(
      "tools.broken", .tools, "every program can be run",
      looksAt: "links, modes and contents of what is in GOBIN and CARGO_HOME/bin",
      explanation: "it ends with: no such file, permission denied or exec format error",
      examine: { brokenPrograms($0) }),
    Check(
      "tools.go-version", .tools, "gopls and dlv support the active Go",
      looksAt: "the version of Go that built gopls, dlv and staticcheck, and the active one",
      explanation:
        "a tool built by an older Go does not understand the newer one's language and files",
      examine: goVersion),
    Check(
      "tools.machine", .tools, "all programs match this machine's architecture",
      looksAt: "the first bytes of the programs in GOBIN and CARGO_HOME/bin",
      explanation: "it ends with: exec format error, or runs slowly in emulation", examine: machines
    ),
    Check(
      "tools.toolchain-machine", .tools, "every toolchain is made for this machine",
      looksAt: "the first bytes of go and rustc of every installed toolchain",
      explanation: "its compiler ends with: exec format error, or runs slowly in emulation",
      examine: toolchainMachines),
  ]

  private static func programs(_ machine: Machine) -> [Finding] {
    let programs = machine.installedPrograms
    let folders = machine.programFolders.map { machine.show($0) }.joined(separator: " and ")
    if programs.isEmpty { return [Finding(.ok, "no programs are in \(folders)")] }
    return [
      Finding(
        .ok, "\(programs.count) programs are in \(folders)",
        evidence: programs.map { "\(machine.show($0.path)): \($0.description)" })
    ]
  }

  private static func records(_ machine: Machine) -> [Finding] {
    guard let (file, records) = machine.crateRecords else { return [] }
    guard let records else {
      return [
        Finding(
          .warning, "\(machine.show(file)) is not what cargo writes",
          remedy: Remedy(
            "move it away; cargo writes a new one",
            lines: ShellLines("mv \(quoted(file)) \(quoted(file)).old")))
      ]
    }
    guard let bin = try? RustHome(machine.world).cargoPrograms else { return [] }
    return records.records.compactMap { record in
      let missing = record.programs.filter {
        !Folder.isOccupied(bin.appending(Bytes($0.utf8)))
      }
      guard !missing.isEmpty else { return nil }
      return Finding(
        .note, "\(record.name) \(record.version) is installed, but \(list(missing)) is missing",
        evidence: ["noted in \(machine.show(file))"],
        remedy: Remedy(
          "reinstall it, or remove its record",
          lines: ShellLines("cargo install --force \(record.name)")))
    }
  }

  private static let languageTools = ["dlv", "gopls", "staticcheck"]

  private static func goVersion(_ machine: Machine) -> [Finding] {
    guard let active = machine.activeGoVersion else { return [] }
    return machine.installedPrograms.compactMap { program in
      guard languageTools.contains(program.name), case .go(let info) = program.origin,
        let built = info.version
      else { return nil }
      let shown = "\(machine.show(program.path)) was built by Go \(built.name.text)"
      guard (built.major, built.minor) < (active.major, active.minor) else {
        return Finding(.ok, shown)
      }
      let package = info.path ?? program.name
      return Finding(
        .warning, "\(shown), and Go \(active.name.text) is active",
        evidence: [program.description],
        remedy: Remedy(
          "build it by the active Go", lines: ShellLines("go install \(package)@latest")))
    }
  }

  private static func machines(_ machine: Machine) -> [Finding] {
    machine.installedPrograms.compactMap { program in
      guard let reason = program.executable.reasonNotToRun else { return nil }
      let lines = program.rebuild
      return Finding(
        .failure, "\(machine.show(program.path)) does not run here: \(reason)",
        evidence: [program.description],
        remedy: Remedy(
          lines.isEmpty ? "reinstall it for this machine, or remove it" : "rebuild it",
          lines: lines.isEmpty ? ShellLines("rm \(quoted(program.path))") : lines))
    }
  }

  private static func toolchainMachines(_ machine: Machine) -> [Finding] {
    machine.compilers.compactMap { compiler in
      guard let reason = Executable(compiler.program)?.reasonNotToRun else { return nil }
      return Finding(
        .failure, "\(compiler.language) \(compiler.name) does not run here: \(reason)",
        evidence: [machine.show(compiler.program)],
        remedy: Remedy(
          "remove it and install the one for this machine",
          lines: ShellLines(
            "tvm uninstall --force \(compiler.language) \(compiler.name)",
            "tvm install \(compiler.language) \(compiler.name)")))
    }
  }

  private static func quoted(_ path: Path) -> String {
    Shell.bash.word(path.bytes).text
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}

extension Machine {
  /// The compiler of every installed toolchain.
  fileprivate var compilers: [(language: String, name: String, program: Path)] {
    let go = GoInstalled(go: home, world)
    var compilers = go.versions.map {
      ("go", $0.name.text, go.root(of: $0).appending("bin/go"))
    }
    if let home = try? RustHome(world) {
      let rust = RustInstalled(home, world)
      compilers += rust.names.map { ("rust", $0.text, rust.root(of: $0).appending("bin/rustc")) }
    }
    return compilers.map { (language: $0.0, name: $0.1, program: $0.2) }
  }
}
