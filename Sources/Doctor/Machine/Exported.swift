import CLibc
package import Resolution
package import Shells
import Toolchains

/// A value of a variable that programs see, and everything that gives it to them.
package struct Exported: Equatable, Sendable {
  /// The value as programs see it.
  package let value: Bytes
  /// Where it was seen, and which lines set it.
  package var places: [String] = []
  /// What takes it out of the user's files.
  package var fixes: [Fix] = []
  /// Lines that do what the fixes do, for those who would rather type.
  package var fixesAsLines = ShellLines()
  /// Lines for what only an administrator may change, or what no file says; to be typed in any case.
  package var lines: ShellLines
  /// Whether only this process has it, and no file and no new shell.
  package var isOnlyHere = true
}

extension Machine {
  /// The names of all variables that this process, new shells or lines of start-up files have.
  package var exportedNames: [String] {
    var names = Set(environment.keys)
    for view in views { names.formUnion((view.environment ?? [:]).keys) }
    for file in startup.files {
      for line in file.lines { names.formUnion(line.assignments.map(\.name)) }
    }
    return names.sorted()
  }

  /// Every value of a variable in this process, in new shells and in the files of sessions.
  package func exported(_ name: StaticString, why: String) -> [Exported] {
    exported(name.text, why: why)
  }

  /// Every value of a variable in this process, in new shells and in the files of sessions.
  ///
  /// What counts is what the shells answer; a start-up file's line only explains where that comes from.
  /// Where no shell was started, the lines that are reached in any case have to do.
  ///
  /// - Parameters:
  ///   - name: the variable.
  ///   - why: what the comment says above a line that `--fix` takes out.
  /// - Returns: the values, that of this process first.
  package func exported(_ name: String, why: String) -> [Exported] {
    var found: [Exported] = []
    func index(_ value: Bytes) -> Int {
      if let index = found.firstIndex(where: { $0.value == value }) { return index }
      found.append(Exported(value: value, lines: .unset(name)))
      return found.count - 1
    }
    if let value = variable(name) { found[index(value)].places.append("in this process") }
    let answers = views.compactMap { view in
      view.environment?[name].flatMap { $0.isEmpty ? nil : (kind: view.kind, value: $0) }
    }
    for answer in answers { found[index(answer.value)].isOnlyHere = false }
    let hasAnswers = views.contains { $0.environment != nil }
    var hasOrigin: [Bytes] = []
    for (file, line, assignment) in startup.exports(of: name) {
      // Quotes may keep a tilde as it is.
      let literal = Bytes(assignment.value.utf8)
      let isLiteral = found.contains { $0.value == literal }
      let value = isLiteral ? literal : Bytes(startup.expanded(assignment.value).utf8)
      guard !value.isEmpty else { continue }
      let isSession = file.moment == .session
      let isKnown = !value.contains(UInt8(ascii: "$")) && !value.contains(UInt8(ascii: "`"))
      let isSeen = found.contains { $0.value == value }
      if isSeen || isKnown && (isSession || !hasAnswers && reads(file) && assignment.isCertain) {
        let index = index(value)
        found[index].explain(file, line, name, why, self)
        hasOrigin.append(value)
      }
    }
    for index in found.indices where !hasOrigin.contains(found[index].value) {
      explain(&found[index], name, why)
    }
    for answer in answers {
      found[index(answer.value)].places.append("in a new \(answer.kind.rawValue)")
    }
    if let file = startup.fishVariables, let value = file.exported(name) {
      let index = index(Bytes(value.utf8))
      found[index].places.append("\(show(file.path)), a universal variable of fish")
      found[index].lines = ShellLines("fish -c 'set -Ue \(name)'") + found[index].lines
      found[index].isOnlyHere = false
    }
    return found
  }

  /// Whether the user's shell reads a file.
  private func reads(_ file: StartupFile) -> Bool { file.shell == nil || file.shell == hookShell }

  /// Explains a value that no exporting line spells out: by lines that `set -a` makes export, by those
  /// whose values only a shell can tell, or by those that start another version manager.
  private func explain(_ exported: inout Exported, _ name: String, _ why: String) {
    for (file, line, assignment) in startup.settings(of: name) where reads(file) {
      let value = startup.expanded(assignment.value)
      let isUnknown = value.contains("$") || value.contains("`")
      if isUnknown || Bytes(value.utf8) == exported.value {
        exported.explain(file, line, name, why, self)
      }
    }
    guard exported.fixes.isEmpty, !exported.isOnlyHere else { return }
    for file in startup.files.filter(reads) {
      for line in file.lines where puts(Path(exported.value), line) {
        exported.places.append("by \(place(line)): \(line.text)")
        guard line.isWhole else { continue }
        let edit = Edit.commentOut(line.bytes, in: line.syntax, why: why)
        exported.lines = typed(edit, of: line, in: file) + exported.lines
      }
    }
  }

  /// The commands that do what an edit of a line does to its file.
  package func typed(_ edit: Edit, of line: StartupLine, in file: StartupFile) -> ShellLines {
    func list(_ shell: Shell) -> [String] {
      line.command(for: edit, in: shell).map { [file.isUsers ? $0 : asAdministrator($0)] } ?? []
    }
    return ShellLines(posix: list(.bash), fish: list(.fish))
  }

  /// A command as the system's administrator runs it.
  package func asAdministrator(_ command: String) -> String {
    getuid() == 0 ? command : "sudo " + command
  }
}

extension Exported {
  /// Notes that a line sets the value, and what takes it out there.
  fileprivate mutating func explain(
    _ file: StartupFile, _ line: StartupLine, _ name: String, _ why: String, _ machine: Machine
  ) {
    isOnlyHere = false
    places.append("\(machine.place(line)): \(line.text)")
    guard let edit = line.removal(of: name, why: why) else { return }
    let commands = machine.typed(edit, of: line, in: file)
    if file.isUsers {
      fixes.append(.edit(file.path, edit))
      fixesAsLines = fixesAsLines + commands
    } else {
      // Here nothing else takes care of the lines that use the variable.
      let lost = [LostVariable(name, was: line.assignments.last { $0.name == name }?.value)]
      let uses = file.lines.filter { $0.number != line.number }.map { use in
        let edit = try? use.change(without: lost) { _ in false }
        return edit.map { machine.typed($0, of: use, in: file) } ?? ShellLines()
      }
      lines = uses.reduce(commands, +) + lines
    }
  }
}
