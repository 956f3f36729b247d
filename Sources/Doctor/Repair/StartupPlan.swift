import Resolution
import Shells
import Toolchains

/// The start-up files of a shell as changes leave them, so that what the changes take out is missed
/// nowhere.
struct StartupPlan {
  /// The contents of the files that get other ones.
  private(set) var texts: [Path: Bytes]

  /// The files that must stay as they are, and why.
  private(set) var faults: [Path: String] = [:]

  private let machine: Machine

  /// Completes changes.
  ///
  /// - Parameters:
  ///   - texts: the contents of the files that get other ones.
  ///   - machine: the machine.
  init(_ texts: [Path: Bytes], _ machine: Machine) {
    self.texts = texts
    self.machine = machine
    complete(nil)
    for shell in Shell.hooked { complete(shell) }
  }

  /// A file with its syntax, and the lines it had.
  private typealias File = (path: Path, syntax: ShellSyntax, isUsers: Bool, lines: [StartupLine])

  private func files(_ shell: Shell?) -> [File] {
    var files: [File] = machine.startup.files.filter { $0.shell == shell }.map {
      ($0.path, $0.syntax, $0.isUsers, $0.lines)
    }
    if let shell {
      let path = machine.startup.hookFile(shell)
      if !files.contains(where: { $0.path == path }), texts[path] != nil {
        files.append((path, shell.syntax, true, []))
      }
    }
    return files
  }

  private func lines(_ file: File) -> [StartupLine] {
    guard let text = texts[file.path] else { return file.lines }
    return ShellScript(text, file.syntax).lines.map { StartupLine(file.path, $0, file.syntax) }
  }

  private mutating func complete(_ shell: Shell?) {
    let own = files(shell)
    let changed = own.map(\.path).filter { texts[$0] != nil }
    let inherited = shell == nil ? [] : files(nil)
    guard !changed.isEmpty || inherited.contains(where: { texts[$0.path] != nil }) else { return }
    let before = (inherited + own).flatMap(\.lines)
    let after = (inherited + own).flatMap(lines)
    let names = Set(after.flatMap(\.assignments).map(\.name))
    var lost: [LostVariable] = []
    for assignment in before.flatMap(\.assignments).reversed()
    where assignment.name != Variables.path && !names.contains(assignment.name)
      && !lost.contains(where: { $0.name == assignment.name })
    {
      lost.append(LostVariable(assignment.name, was: assignment.value))
    }
    do throws(UnknownValue) {
      for file in own where file.isUsers { try change(file, without: lost, after) }
    } catch {
      let reason = "\(error.name) is used in it, and its value can only be told by the shell"
      for path in changed { faults[path] = reason }
      return
    }
    let elements = PathAudit(before, machine.startup)
    let fault = PathAudit((inherited + own).flatMap(lines), machine.startup, lost)
      .fault(since: elements)
    if let fault { for path in changed { faults[path] = fault } }
  }

  private mutating func change(
    _ file: File, without lost: [LostVariable], _ all: [StartupLine]
  ) throws(UnknownValue) {
    let startup = machine.startup
    for line in lines(file) {
      let others = all.filter { $0.file != line.file || $0.bytes != line.bytes }
      let edit = try line.change(without: lost) { text in
        others.contains { other in
          other.assignments.contains { assignment in
            assignment.name == Variables.path
              && other.pathElements(assignment).contains {
                startup.expanded($0.text) == startup.expanded(text)
              }
          }
        }
      }
      guard let edit else { continue }
      texts[file.path] = edit.applied(to: texts[file.path] ?? machine.read(file.path) ?? [])
    }
  }
}

/// The elements that the lines of start-up files put on `PATH`.
private struct PathAudit {
  private var counts: [String: Int] = [:]

  init(_ lines: [StartupLine], _ startup: StartupFiles, _ lost: [LostVariable] = []) {
    for line in lines {
      for assignment in line.assignments where assignment.name == Variables.path {
        for element in line.pathElements(assignment) where !element.isOldPath {
          let isLost = lost.contains { element.text.mentions($0.name) }
          counts[isLost ? element.text : startup.expanded(element.text), default: 0] += 1
        }
      }
    }
  }

  /// What an older state does not have and no `PATH` should.
  func fault(since older: PathAudit) -> String? {
    for (element, count) in counts.sorted(by: { $0.key < $1.key })
    where count > older.counts[element, default: 0] {
      let shown = Array(element.utf8).printable.text
      if element.isEmpty { return "PATH would get an empty element" }
      guard let first = element.first, "/~$`".contains(first) else {
        return "PATH would get the relative element \"\(shown)\""
      }
      if count > 1 { return "PATH would have \"\(shown)\" twice" }
    }
    return nil
  }
}
