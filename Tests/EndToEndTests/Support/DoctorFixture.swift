import Foundation
import TestSupport
import Testing

/// A made-up machine: a home with start-up files, an installed tvm, toolchains, and a project.
final class DoctorFixture {
  let sandbox: Sandbox

  /// What `tvm doctor --json` prints, as far as tests look at it.
  struct Report: Decodable {
    struct Family: Decodable { let family: String, verdict: String, checks: [Check] }
    struct Check: Decodable { let id: String, verdict: String, findings: [Finding] }
    struct Finding: Decodable {
      let verdict: String, summary: String, evidence: [String], remedy: Remedy?
    }
    struct Remedy: Decodable {
      let summary: String, isAutomatic: Bool, changes: [String], lines: [String: [String]]
    }

    let schema: Int, score: Int, verdict: String
    let counts: [String: Int], shells: [String], families: [Family]

    var checks: [Check] { families.flatMap(\.checks) }

    /// The checks that warn or fail, `ID VERDICT` each.
    var faults: [String] {
      checks.filter { $0.verdict == "warning" || $0.verdict == "failure" }
        .map { "\($0.id) \($0.verdict)" }
    }

    func verdict(_ id: String) -> String? { checks.first { $0.id == id }?.verdict }

    /// The lines that a check has for bash.
    func lines(_ id: String) -> [String] {
      let findings = checks.filter { $0.id == id }.flatMap(\.findings)
      return findings.flatMap { $0.remedy?.lines["bash"] ?? [] }
    }

    /// Everything a check has found, in one text.
    func text(_ id: String) -> String {
      (checks.first { $0.id == id }?.findings ?? [])
        .map { ([$0.summary] + $0.evidence).joined(separator: "\n") }.joined(separator: "\n")
    }
  }

  /// A machine whose user logs in with a shell; start-up files are as Debian makes them.
  init(_ shell: HookShell = .bash, hook: Bool = true, name: String = "doctor") throws {
    self.shell = shell
    sandbox = try Sandbox(name)
    sandbox.environment["SHELL"] = findProgram(shell.rawValue) ?? "/bin/\(shell.rawValue)"
    sandbox.environment["PATH"] = "/usr/bin:/bin"
    try sandbox.makeDirectory("project")
    #expect(try tvm("shims").status == 0)
    try toolchain("1.21.6")
    try sandbox.write("[go]\ndefault = \"1.21.6\"\n", to: "home/.config/tvm/config.toml")
    switch shell {
    case .bash:
      try sandbox.write(Self.profile, to: "home/.profile")
      try sandbox.write(Self.guarded + (hook ? hookLine + "\n" : ""), to: "home/.bashrc")
    case .fish:
      // Without this folder the first fish in a home reads every manual page, a minute of work that
      // goes on behind the test.
      try sandbox.makeDirectory("home/.local/share/fish/generated_completions")
      fallthrough
    case .zsh:
      if hook { try sandbox.write(hookLine + "\n", to: "home/" + rcFile) }
    }
    sandbox.environment["PATH"] = shims + ":/usr/bin:/bin"
  }

  let shell: HookShell

  /// The folder of shims.
  var shims: String { sandbox.path("home/.local/share/tvm/shims") }

  /// The line that loads the hook.
  var hookLine: String { Self.hookLine(shell) }

  static func hookLine(_ shell: HookShell) -> String {
    let program = Project.program("tvm")
    return shell == .fish
      ? "\(program) hook fish | source" : "eval \"$(\(program) hook \(shell.rawValue))\""
  }

  /// The file where the hook belongs, below the home.
  var rcFile: String {
    switch shell {
    case .bash: ".bashrc"
    case .zsh: ".zshrc"
    case .fish: ".config/fish/config.fish"
    }
  }

  /// Adds to a file of the home.
  func append(_ text: String, to file: String) throws {
    try sandbox.write(sandbox.read("home/\(file)") + text + "\n", to: "home/\(file)")
  }

  /// Puts a made-up toolchain, whole enough for a `GOROOT`, into a folder of the sandbox.
  func toolchain(_ version: String, in elsewhere: String? = nil) throws {
    let home = "home/.local/share/tvm"
    let folder = elsewhere ?? "\(home)/go/\(version)"
    if elsewhere == nil {
      try link("\(home)/go-links/go\(version)", to: "../shims/tvm-shim")
      try link("\(home)/go-return/go2-go1-tvm", to: "../shims/tvm-shim")
    }
    try sandbox.write("#!/bin/sh\nexit 0\n", to: "\(folder)/bin/go", executable: true)
    try sandbox.write("#!/bin/sh\nexit 0\n", to: "\(folder)/bin/gofmt", executable: true)
    try sandbox.write("go\(version)\n", to: "\(folder)/VERSION")
    try sandbox.makeDirectory("\(folder)/src/runtime")
    try sandbox.makeDirectory("\(folder)/pkg/tool")
  }

  /// Makes a link below the sandbox, in the place of what has its name.
  func link(_ path: String, to target: String) throws {
    try sandbox.write("", to: path)
    try sandbox.remove(path)
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path(path), withDestinationPath: target)
  }

  /// Runs the built `tvm` in the project.
  @discardableResult
  func tvm(_ arguments: String...) throws -> ProgramOutput {
    try sandbox.run(Project.program("tvm"), arguments, in: "project")
  }

  /// What the doctor finds, in new shells too unless told otherwise.
  func report(_ arguments: String..., shells: Bool = true) throws -> Report {
    let result = try sandbox.run(
      Project.program("tvm"), ["doctor", "--json"] + (shells ? [] : ["--no-shells"]) + arguments,
      in: "project")
    return try JSONDecoder().decode(Report.self, from: Data(result.outputBytes))
  }

  /// Every file of the home with its contents, backups left out.
  var files: [String: String] {
    var files: [String: String] = [:]
    let all = FileManager.default.enumerator(atPath: sandbox.home)?.allObjects as? [String] ?? []
    for file in all where !file.contains(".local/share") && !file.contains("tvm-backup") {
      files[file] = sandbox.read("home/\(file)")
    }
    return files
  }

  /// The names of backups, sorted.
  var backups: [String] {
    (FileManager.default.enumerator(atPath: sandbox.home)?.allObjects as? [String] ?? [])
      .filter { $0.contains(".tvm-backup-") }.sorted()
  }

  private static let guarded = "case $- in *i*) ;; *) return ;; esac\n"
  private static let profile = """
    if [ -n "$BASH_VERSION" ]; then
        if [ -f "$HOME/.bashrc" ]; then
            . "$HOME/.bashrc"
        fi
    fi

    """
}
