import ArgumentParser
import CLibc
import Doctor
import Resolution
import Toolchains

/// Finds what is wrong with a set-up, explains it and mends it.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Find and fix problems with your Go or Rust setup",
    discussion: """
      Checks PATH, startup files, variables, caches, toolchains, and the current project, and explains \
      how to fix each problem, most serious first. Your shell is started in four ways to see what it \
      sees; this takes as long as your startup files take, at most three seconds.

      The health is 100 if there are no problems. --fix applies safe fixes, keeping a backup of each \
      file, and prints commands to run for the rest.

      EXAMPLES:
        tvm doctor
        tvm doctor --fix --dry-run
        tvm doctor --check path.shims --check goroot.exported
        tvm doctor --html health.html --fail-on warning
        tvm doctor --html health.html --share   for somebody else to read
      """)

  /// From which verdict on the exit status is 1.
  enum Threshold: String, CaseIterable, ExpressibleByArgument {
    case warning, failure

    var verdict: Verdict { self == .warning ? .warning : .failure }
  }

  @Flag(name: .long, help: "List the checks")
  var list = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Run only this check, or a group such as path (repeatable)", valueName: "id"),
    completion: .custom(Completion.checks))
  var check: [String] = []

  @Flag(name: .long, help: "Print JSON")
  var json = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write the report as an HTML page; - for standard output",
      valueName: "file"),
    completion: .file())
  var html: Path?

  @Flag(
    name: .long,
    help: "Leave out whose machine it is: the home, the names of user and machine, and of hosts")
  var share = false

  @Flag(name: .long, help: "Apply safe fixes, keeping a backup of each file")
  var fix = false

  @Flag(name: .long, help: "With --fix: show the changes without making them")
  var dryRun = false

  @Option(name: .long, help: "Exit with status 1 at this level or worse: warning or failure")
  var failOn = Threshold.failure

  @Flag(name: .long, help: "Skip the checks that start your shells")
  var noShells = false

  func validate() throws {
    if dryRun, !fix { throw ValidationError("--dry-run requires --fix") }
    if fix, share {
      throw ValidationError("--share is for a report, and --fix changes the machine")
    }
    if dryRun, html != nil {
      throw ValidationError("--dry-run cannot be used with --html")
    }
    if html == Path("-"), json {
      throw ValidationError("--html - and --json both print to standard output")
    }
  }

  func run() throws {
    let checks = try selected()
    if list { return try printList(checks) }
    var machine = try machine(checks)
    var report = Report(machine, checks, isShared: share)
    if fix {
      var repair = Repair(report.fixes, machine)
      if repair.steps.isEmpty { Output.note("nothing to fix automatically") }
      if dryRun {
        if json { return try Output.print(json: ReportDocument(report, machine, repair)) }
        tell(repair.refusals, machine)
        return Output.print(bytes: repair.preview)
      }
      var saved: [Path] = []
      // One fault may hide another, and a line may have several; nobody has more than these.
      for _ in 0..<6 where !repair.steps.isEmpty {
        try repair.run(&saved) { Output.note($0) }
        machine = try self.machine(checks)
        report = Report(machine, checks)
        repair = Repair(report.fixes, machine)
      }
      tell(repair.refusals, machine)
    }
    try show(report, machine)
    if report.verdict >= failOn.verdict { throw ExitCode.failure }
  }

  private func tell(_ refusals: [Repair.Refusal], _ machine: Machine) {
    for refusal in refusals {
      Output.note("did not change \(machine.show(refusal.path)): \(refusal.reason)")
      Output.note("change it yourself:\n" + refusal.difference.text)
    }
  }

  private func selected() throws -> [Check] {
    guard !check.isEmpty else { return Check.all }
    return try check.flatMap { name in
      let found = Check.all.filter { $0.id == name || $0.id.hasPrefix(name + ".") }
      guard !found.isEmpty else {
        throw ValidationError("unknown check \"\(name)\"; tvm doctor --list shows all")
      }
      return found
    }
  }

  private func machine(_ checks: [Check]) throws -> Machine {
    let startsShells = !noShells && checks.contains(where: \.needsShells)
    if startsShells, Output.isTerminal, !json {
      Output.note("running your shell's startup files (skip with --no-shells)")
    }
    return try CommandError.resolving { () throws(ResolutionError) in
      let program = Installation.program
      return try Machine(
        program: program,
        // Without it the shims cannot be renewed, and a check says so.
        shim: ProgramFiles.shim, startsShells: startsShells)
    }
  }

  private func show(_ report: Report, _ machine: Machine) throws {
    if let html {
      let page = ReportPage(report, machine).bytes
      if html == Path("-") { return Output.print(bytes: page) }
      let path = html
      // A folder that is not there is a slip more often than a wish.
      if let folder = path.parent, !Folder.exists(folder) {
        throw FileError.refused(.write, path, errno: ENOENT)
      }
      let folder = World.live.projectRoot(of: path.parent ?? Path("."))
      // It says more of a machine than everybody on it may know.
      try AtomicFile.write(page, to: path, links: .within(folder), isPrivate: true)
      Output.note("wrote the report to \(html.bytes.printable.text)")
    }
    if json { return try Output.print(json: ReportDocument(report, machine)) }
    let text = ReportText(
      report, shell: machine.hookShell, isColored: Output.isColored(STDOUT_FILENO),
      showsAll: !check.isEmpty)
    for line in text.lines { Output.print(line) }
  }

  private func printList(_ checks: [Check]) throws {
    if json { return try JSONReport.print(["checks": checks.map(CheckReport.init)]) }
    let width = checks.map(\.id.count).max() ?? 0
    for check in checks {
      let blanks = String(repeating: " ", count: width - check.id.count)
      Output.print("\(check.id)\(blanks)  \(check.title)")
    }
  }
}

/// A check as JSON lists it.
private struct CheckReport: Encodable {
  let id: String
  let family: Family
  let title: String
  let looksAt: String
  let explanation: String

  init(_ check: Check) {
    id = check.id
    family = check.family
    title = check.title
    looksAt = check.looksAt
    explanation = check.explanation
  }
}
