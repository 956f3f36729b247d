import ArgumentParser
import CLibc
import Doctor
import Resolution
import Shells
import Toolchains

/// Puts tvm into the startup files of the user's shell.
struct Setup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Add tvm to your shell's startup file",
    discussion: """
      Shows the lines and asks before adding them; each file that changes is backed up. New shells then \
      load the hook, have the shims first on PATH, and complete tvm's commands. Running it again \
      changes nothing.

      EXAMPLES:
        tvm setup
        tvm setup --print         show the changes only
        tvm setup fish --yes      without asking, for a shell other than yours
        tvm setup --undo          remove the lines again
      """)

  @Argument(help: ArgumentHelp("\(Shell.list(Shell.hooked)) (default: your login shell)"))
  var shell: Shell?

  @Flag(name: .shortAndLong, help: "Do not ask")
  var yes = false

  @Flag(name: .long, help: "Show the changes without making them")
  var print = false

  @Flag(name: .long, help: "Remove what setup has added")
  var undo = false

  func run() throws {
    let program = Installation.program
    let machine = try CommandError.resolving { () throws(ResolutionError) in
      let machine = try Machine(
        program: program, shim: ProgramFiles.shim, startsShells: false,
        shell: shell)
      // Without readable settings the hook would fail in every new shell.
      _ = try machine.resolver.get()
      return machine
    }
    guard let shell = machine.shell.shell else {
      throw CommandError.unknownShell(
        machine.shell.program, shims: machine.inHome(machine.home.shims))
    }
    let fixes = undo ? machine.hookRemoval(shell) : machine.setupFixes
    let kept = Dictionary(
      fixes.compactMap { fix in machine.reasonToKeep(fix.path).map { (fix.path, $0) } }
    ) { first, _ in first }
    let repair = Repair(fixes.filter { kept[$0.path] == nil }, machine)
    let refused = kept.map { ($0.key, $0.value) } + repair.refusals.map { ($0.path, $0.reason) }
    if print { return Output.print(bytes: repair.preview) }
    if repair.steps.isEmpty, refused.isEmpty {
      Output.note(
        undo ? "\(shell) does not load tvm; nothing to remove" : "\(shell) already loads tvm")
    } else if !repair.steps.isEmpty {
      try change(repair, machine)
    }
    if let (path, reason) = refused.first {
      throw CommandError.keptStartupFile(path, reason, line: machine.hookLine(shell), undo: undo)
    }
    if !undo { tell(machine, shell, isNew: !repair.steps.isEmpty) }
  }

  private func change(_ repair: Repair, _ machine: Machine) throws {
    if !yes {
      Output.error(repair.preview.text)
      guard isatty(STDIN_FILENO) == 1, Output.isTerminal else {
        throw CommandError.needsYes(undo ? "tvm setup --undo --yes" : "tvm setup --yes")
      }
      Output.note("make these changes? [Y/n]")
      let answer = readLine() ?? "n"
      guard ["", "y", "yes"].contains(answer.lowercased()) else {
        return Output.note("nothing was changed")
      }
    }
    var saved: [Path] = []
    try repair.run(&saved) { Output.note($0) }
    // A file that setup has made is gone when there is nothing left in it.
    for path in saved where undo && machine.read(path) == [] && path.brokenLink == nil {
      if Folder.target(of: path) == nil { try Folder.remove(path) }
    }
  }

  /// Says what is left to do: in this shell, and with what other managers have installed.
  private func tell(_ machine: Machine, _ shell: Shell, isNew: Bool) {
    for found in machine.adoptable {
      Output.note(
        "found go \(found.toolchain.version) (\(found.toolchain.store.rawValue)): \(found.command)")
    }
    if machine.world.names(machine.userHome.appending(".rustup/toolchains"))?.isEmpty == false {
      Output.note("found ~/.rustup: tvm uses its toolchains, nothing to adopt")
    }
    if !StartupFiles(.live, home: machine.userHome).lines(loadingHookOf: "direnv").isEmpty {
      Output.note("found direnv: tvm adopt direnv")
    }
    if isNew {
      Output.note("done; open a new terminal, or run:\nhelp: \(machine.hookLine(shell).text)")
    }
  }
}
