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
    abstract: "Answer as direnv does, for editors and scripts that call it by that name.",
    discussion: """
      Puts a link named direnv among the shims. The program started by that name has direnv's \
      commands, formats and exit statuses; files are allowed for both by `tvm allow` or `direnv \
      allow`. Says which line of your shell's start-up files is not needed any more.

      With --import-approvals each file that direnv itself has allowed is allowed here, if its \
      content is still the one that was allowed there.

      EXAMPLES:
        tvm adopt direnv
        tvm adopt direnv --import-approvals
        tvm adopt direnv --undo
      """)

  @Argument(help: "direnv.")
  var program: AdoptedProgram

  @Flag(name: .long, help: "Allow what direnv has allowed; without it you are asked.")
  var importApprovals = false

  @Flag(name: .long, help: "Remove the link. Approvals stay.")
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
      Output.note("\(link.bytes.printable.text) is tvm already")
    } else {
      try Folder.link(link, to: home.program)
      Output.note("\(link.bytes.printable.text) is tvm now")
    }
    explainPath(link)
    let user = try CommandError.resolving { () throws(ResolutionError) in try Home.ofUser(.live) }
    for line in StartupFiles(.live, home: user).lines(loadingHookOf: "direnv") {
      let part = line.part(with: "direnv")
      Output.note(
        "not needed any more: \(line.file.bytes.printable.text):\(part.number): \(part.text)")
    }
    try importRecords(home)
  }

  private func remove(_ link: Path) throws {
    guard Folder.target(of: link) != nil else {
      return Output.note("\(link.bytes.printable.text) is no link; nothing to undo")
    }
    try Folder.remove(link)
    Output.note("\(link.bytes.printable.text) is gone; approvals stay")
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
        "direnv has \(records.count) records of its own: tvm adopt direnv --import-approvals")
      return false
    }
    Output.note(
      "direnv has \(records.count) records of its own. Allow what it has allowed, where the content "
        + "is still the same? [y/N]")
    return readLine().map { ["y", "Y", "yes"].contains($0) } ?? false
  }
}

/// A program that tvm can stand in for.
enum AdoptedProgram: String, ExpressibleByArgument, CaseIterable {
  case direnv
}
