import Resolution
import Shells
import Toolchains

extension Check {
  /// What shells run in place of a shim: aliases, functions, paths that they remember.
  static func definitions(_ machine: Machine) -> [Finding] {
    let files = machine.startup.files(of: machine.hookShell)
    let written = files.flatMap { file in file.hidingDefinitions.map { (file, $0) } }
    guard let views = machine.answersOfPrompts else {
      return written.filter { $0.1.line.depth == 0 }.map { hides($0.1, in: $0.0, machine) }
    }
    var findings: [Finding] = []
    for definition in machine.hidingDefinitions(views) {
      let lines = written.filter { definition.isWritten(as: $0.1) }
      findings +=
        lines.isEmpty
        ? [hides(definition, machine)] : lines.map { hides($0.1, in: $0.0, machine) }
    }
    return findings.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// A definition that a line of a start-up file spells out.
  private static func hides(
    _ definition: HidingDefinition, in file: StartupFile, _ machine: Machine
  ) -> Finding {
    let line = definition.line
    var evidence = [line.text]
    if definition.lastNumber > line.number {
      evidence.append("it ends at line \(definition.lastNumber)")
    }
    // A function may do more than hide, so that its owner has to say whether it may go.
    let isSafe = definition.isAlias && file.isUsers
    let typed = definition.edit.map { machine.typed($0, of: line, in: file) } ?? ShellLines()
    return Finding(
      .warning,
      "\(machine.place(line)) puts something else before the shim of \(definition.program)",
      evidence: evidence,
      remedy: Remedy(
        definition.isAlias
          ? "take it out" : "take the function out, or let it call command \(definition.program)",
        fixes: isSafe ? definition.edit.map { [.edit(file.path, $0)] } ?? [] : [],
        lines: (isSafe ? ShellLines() : typed) + machine.newShell))
  }

  /// A definition that only the shell knows.
  private static func hides(_ definition: ShellDefinition, _ machine: Machine) -> Finding {
    let name = definition.name
    let first = definition.text.split(separator: "\n").first.map(String.init) ?? ""
    let text = Bytes(first.utf8).printable.text
    let summary: String
    switch definition.kind {
    case .alias: summary = "an alias stands before the shim of \(name): \(text)"
    case .function:
      let file = definition.file.map { " of \(machine.show($0))" } ?? ""
      summary = "a function\(file) stands before the shim of \(name)"
    case .hash: summary = "the shell has cached \(text) as the path of \(name)"
    }
    let origins = machine.origins(of: definition)
    let evidence = origins.map { "\(machine.place($0.line)): \($0.line.text)" }
    return Finding(
      .warning, summary,
      evidence: evidence.isEmpty ? machine.places(of: definition) : evidence,
      remedy: machine.removal(of: definition, origins))
  }
}

extension ShellDefinition {
  /// Whether a line spells this out.
  fileprivate func isWritten(as definition: HidingDefinition) -> Bool {
    // An alias of fish is a function.
    definition.program == name
      && (kind == .alias ? definition.isAlias : kind == .function)
      && (file == nil || file == definition.line.file || definition.isAlias)
  }

  /// The command that takes it out of a running shell.
  fileprivate func undoing(in shell: Shell) -> String {
    switch (kind, shell) {
    case (.alias, _): "unalias \(name)"
    case (_, .fish): "functions -e \(name)"
    case (.function, .zsh): "unfunction \(name)"
    case (.function, _): "unset -f \(name)"
    case (.hash, .zsh): "unhash \(name)"
    case (.hash, _): "hash -d \(name)"
    }
  }
}

extension Machine {
  /// The shells with a prompt that answered; nil where none did.
  fileprivate var answersOfPrompts: [ShellView]? {
    let answers = views.filter { $0.kind.hasPrompt && $0.environment != nil }
    return answers.isEmpty ? nil : answers
  }

  /// What the shells have before shims that does not end in running them, each once.
  fileprivate func hidingDefinitions(_ views: [ShellView]) -> [ShellDefinition] {
    var found: [ShellDefinition] = []
    for view in views {
      let path = SearchPath(view.environment?[Variables.path], self)
      for definition in view.definitions
      where Language(program: Bytes(definition.name.utf8)[...]) != nil
        && !found.contains(definition)
      {
        let name = Bytes(definition.name.utf8)
        let isHiding =
          definition.kind == .hash
          ? isElsewhere(Path(definition.text), than: path.find(name), path)
          : !definition.runs(home.shims.appending(name), hookShell.syntax)
        if isHiding { found.append(definition) }
      }
    }
    return found
  }

  /// Whether a path that the shell remembers is another program than the first one on `PATH`, shims
  /// being what it leads to.
  private func isElsewhere(_ path: Path, than found: Path?, _ searchPath: SearchPath) -> Bool {
    guard searchPath.isGood, let found, path != found else { return false }
    return world.physical(path) != world.physical(found) || world.physical(path) == nil
  }

  /// The lines of start-up files that make a definition which the shell gives no place for.
  fileprivate func origins(
    of definition: ShellDefinition
  ) -> [(file: StartupFile, line: StartupLine)] {
    let verbs: Set<String> =
      switch definition.kind {
      case .alias: ["alias", "eval", "builtin"]
      case .function: ["eval", "function", "autoload", "functions", "typeset"]
      case .hash: ["hash", "builtin", "rehash"]
      }
    return startup.files(of: hookShell).flatMap { file in
      file.lines.filter { line in
        if definition.file == file.path, definition.line == line.number { return true }
        return line.commands.contains { command in
          guard let verb = command.words.first, verbs.contains(verb) else { return false }
          let marks: Set<Character> = [" ", "=", "\"", "'", "(", ")", ";", "\n"]
          return command.words.dropFirst().contains {
            $0.split { marks.contains($0) }.contains { $0 == definition.name }
          }
        }
      }.map { (file, $0) }
    }
  }

  /// The file that a shell names for a definition, or that none does.
  fileprivate func places(of definition: ShellDefinition) -> [String] {
    guard let file = definition.file else { return ["no startup file defines it directly"] }
    return [show(file) + (definition.line.map { ":\($0)" } ?? "")]
  }

  /// What takes a definition away: the line that makes it, the file of a function that shells load by
  /// its name, or a line behind everything else.
  fileprivate func removal(
    of definition: ShellDefinition, _ origins: [(file: StartupFile, line: StartupLine)]
  ) -> Remedy {
    let why = "it hides the shim of tvm"
    let edits = origins.compactMap { file, line -> (StartupFile, StartupLine, Edit)? in
      let indices = line.commands.indices.filter { index in
        line.commands[index].words.contains { $0.contains(definition.name) }
      }
      guard indices.count == 1, let index = indices.first,
        let edit = line.removal(ofCommand: index, why: why)
      else { return nil }
      return (file, line, edit)
    }
    if !edits.isEmpty {
      // What is evaluated may do more than hide.
      let isSafe = definition.kind == .hash && edits.allSatisfy { $0.0.isUsers }
      let lines = edits.map { typed($0.2, of: $0.1, in: $0.0) }.reduce(ShellLines(), +)
      return Remedy(
        "take it out", fixes: isSafe ? edits.map { .edit($0.0.path, $0.2) } : [],
        lines: (isSafe ? ShellLines() : lines) + newShell)
    }
    if let file = definition.file, startup.file(file) == nil,
      Bytes(file.name).text == definition.name + hookShell.fileSuffix
    {
      let command = "mv \(inHome(file)) \(inHome(Path(file.bytes + Bytes(".old"))))"
      return Remedy(
        "move the function away, or let it call command \(definition.name)",
        lines: ShellLines(file.isInside(userHome) ? command : asAdministrator(command)) + newShell)
    }
    let file = startup.hookFile(hookShell)
    return Remedy(
      "find what defines it, or undo it at the end of \(show(file))",
      lines: ShellLines("echo '\(definition.undoing(in: hookShell))' >> \(inHome(file))")
        + newShell)
  }
}
