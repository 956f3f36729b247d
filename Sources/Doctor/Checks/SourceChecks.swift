import Resolution
import Shells
import Toolchains

extension Check {
  /// Lines that make a shell read a file which is not there, without asking for it first.
  static func lostSources(_ machine: Machine) -> [Finding] {
    machine.startup.files.filter { $0.syntax != .environment && $0.isUsers }.flatMap { file in
      file.lines.flatMap { line in
        line.lostSources(machine).map { finding($0.index, $0.path, line, file, machine) }
      }
    }
  }

  private static func finding(
    _ index: Int, _ path: Path, _ line: StartupLine, _ file: StartupFile, _ machine: Machine
  ) -> Finding {
    let isRead = file.shell == nil || file.shell == machine.hookShell
    let why = "\(machine.show(path)) does not exist"
    let edit = line.removal(ofCommand: index, why: why)
    return Finding(
      isRead ? .warning : .note,
      "\(machine.place(line)) reads \(machine.show(path)), which does not exist",
      evidence: [line.text],
      remedy: Remedy("take the line out", fixes: edit.map { [.edit(file.path, $0)] } ?? []))
  }
}

extension Check {
  /// Lines of start-up files that end in a carriage return.
  static func carriageReturns(_ machine: Machine) -> [Finding] {
    machine.startup.files.filter { $0.syntax != .environment && $0.isUsers }.compactMap { file in
      let lines = file.lines.filter {
        $0.bytes.contains(13) && !$0.commands.isEmpty && $0.bytes.withoutReturns != $0.bytes
      }
      guard let first = lines.first else { return nil }
      let isRead = file.shell == nil || file.shell == machine.hookShell
      return Finding(
        isRead ? .failure : .note,
        "\(machine.place(first)) ends in a carriage return, which the shell takes for a part of it",
        evidence: lines.prefix(5).map { "\(machine.place($0)): \($0.text)" },
        remedy: Remedy(
          "take it out",
          fixes: lines.map { .edit(file.path, .replace($0.bytes, with: $0.bytes.withoutReturns)) },
          lines: isRead ? machine.newShell : ShellLines()))
    }
  }
}

extension Bytes {
  /// The text without the carriage returns at the ends of its lines.
  fileprivate var withoutReturns: Bytes {
    let lines = parts(between: "\n").map { $0.last == 13 ? $0.dropLast() : $0 }
    return Bytes(lines, separatedBy: "\n")
  }
}

extension StartupLine {
  /// The commands that read a file in any case, and the file, where that is not there.
  fileprivate func lostSources(_ machine: Machine) -> [(index: Int, path: Path)] {
    // What may fail is meant to.
    if bytes.text.contains("||") { return [] }
    return commands.enumerated().compactMap { index, command in
      guard command.isCertain, depth == 0, command.words.count == 2,
        [".", "source"].contains(command.words[0])
      else { return nil }
      let name = machine.startup.expanded(command.words[1])
      let path = Path(name)
      guard path.isAbsolute, !name.contains(where: { "$`*?[(<".contains($0) }),
        FileStatus(path) == nil
      else { return nil }
      return (index, path)
    }
  }
}
