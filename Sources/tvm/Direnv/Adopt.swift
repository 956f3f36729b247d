import ArgumentParser
import CLibc
import Direnv
import Environment
import Resolution
import Shells
import Toolchains

/// Takes over the work of another program under its name.
struct Adopt: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Let tvm answer to the name direnv",
    discussion: """
      Adds a direnv shim that accepts direnv's commands, formats, and exit statuses, for editors and \
      scripts that call direnv. `tvm allow` and `direnv allow` are the same. Tells you which lines of \
      your startup files you can remove.

      With --import-approvals, allows the files that direnv has allowed, if they have not changed since.

      EXAMPLES:
        tvm adopt direnv
        tvm adopt direnv --import-approvals
        tvm adopt direnv --undo
      """)

  @Argument(help: "direnv")
  var program: AdoptedProgram

  @Flag(name: .long, help: "Allow what direnv has allowed, without asking")
  var importApprovals = false

  @Flag(name: .long, help: "Remove the link; allowed files stay allowed")
  var undo = false

  func run() throws {
    let home = try CommandError.resolving { () throws(ResolutionError) in try Home(.live) }
    let link = home.shims.appending("direnv")
    if undo { return try remove(link) }
    try Folder.create(home.shims)
    if Folder.target(of: home.program) != Installation.program {
      try Folder.link(home.program, to: Installation.program)
    }
    if Folder.target(of: link) == home.program {
      Output.note("direnv already runs tvm (\(link.bytes.printable.text))")
    } else {
      try Folder.link(link, to: home.program)
      Output.note("direnv now runs tvm (\(link.bytes.printable.text))")
    }
    explainPath(link)
    let user = try CommandError.resolving { () throws(ResolutionError) in try Home.ofUser(.live) }
    for line in StartupFiles(.live, home: user).lines(loadingHookOf: "direnv") {
      let part = line.part(with: "direnv")
      Output.note(
        "you can remove this line: \(line.file.bytes.printable.text):\(part.number): \(part.text)")
    }
    try importRecords(home)
  }

  private func remove(_ link: Path) throws {
    guard Folder.target(of: link) != nil else {
      return Output.note("\(link.bytes.printable.text) is not a link; nothing to undo")
    }
    try Folder.remove(link)
    Output.note("removed \(link.bytes.printable.text); allowed files stay allowed")
  }

  /// Says whether the link is what `direnv` means in this shell.
  private func explainPath(_ link: Path) {
    let folders = (World.live.variable(Variables.path) ?? []).parts(between: ":")
    let first = folders.lazy.filter { !$0.isEmpty }
      .map { Path(Bytes($0)).appending("direnv") }
      .first { World.live.program($0) != nil }
    guard first != link else { return }
    let shims = link.parent?.bytes.printable.text ?? ""
    let hook = (Shell.calling(.live) ?? .standard).hookLine(Path("tvm"))
    Output.note(
      """
      \(first.map { "\($0.bytes.printable.text) comes first on PATH" } ?? "\(shims) is not on PATH")
      help: \(hook.text)    puts the shims first
      """)
  }

  private func importRecords(_ home: Home) throws {
    let records = DirenvRecords(.live)
    guard !records.isEmpty, importApprovals || isWanted(records) else { return }
    let trust = EnvironmentTrust(home, try EnvironmentSettings(.live))
    for outcome in try records.adopt(into: trust) { Output.note(outcome.description) }
  }

  private func isWanted(_ records: DirenvRecords) -> Bool {
    guard isatty(STDIN_FILENO) == 1, Output.isTerminal else {
      Output.note(
        "direnv has allowed files of its own: tvm adopt direnv --import-approvals")
      return false
    }
    Output.note(
      "direnv has \(records.count) records of allowed files. Allow those that have not changed? [y/N]"
    )
    return readLine().map { ["y", "Y", "yes"].contains($0) } ?? false
  }
}

/// A program that tvm can stand in for.
enum AdoptedProgram: String, ExpressibleByArgument, CaseIterable {
  case direnv
}
