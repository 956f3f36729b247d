import CLibc
package import Resolution
import Toolchains

/// A value of a variable that programs see, and everything that gives it to them.
package struct Exported: Equatable, Sendable {
  /// The value as programs see it.
  package let value: Bytes
  /// Where it was seen, and which lines set it.
  package var places: [String]
  /// What takes it out of the user's files.
  package var fixes: [Fix]
  /// Lines for what only an administrator may change, or what no file says.
  package var lines: ShellLines
  /// Whether only this process has it, and no file and no new shell.
  package var isOnlyHere: Bool
}

extension Machine {
  /// Every value of a variable in this process, in new shells and in start-up files.
  ///
  /// - Parameters:
  ///   - name: the variable.
  ///   - why: what the comment says above a line that `--fix` takes out.
  /// - Returns: the values, that of this process first.
  package func exported(_ name: String, why: String) -> [Exported] {
    var found: [Exported] = []
    func add(
      _ value: Bytes, _ place: String, fix: Fix? = nil, line: String? = nil, isHere: Bool = false
    ) {
      guard !value.isEmpty else { return }
      if !found.contains(where: { $0.value == value }) {
        found.append(
          Exported(value: value, places: [], fixes: [], lines: .unset(name), isOnlyHere: true))
      }
      for index in found.indices where found[index].value == value {
        found[index].places.append(place)
        if let fix { found[index].fixes.append(fix) }
        if let line {
          let old = found[index].lines
          found[index].lines = ShellLines(posix: [line] + old.bash, fish: [line] + old.fish)
        }
        if !isHere { found[index].isOnlyHere = false }
      }
    }
    if let value = variable(name) { add(value, "in this process", isHere: true) }
    for (file, line, assignment) in startup.exports(of: name) {
      let value = startup.expanded(assignment.value)
      // What a program prints is known to the shells that were started.
      if value.contains("$") || value.contains("`") { continue }
      let isEditable = file.isUsers && assignment.isAlone
      let number = "\(line.number)s/^/# /"
      let command = "sed -i '\(number)' \(Machine.quoted(file.path.bytes, for: .bash).text)"
      add(
        Bytes(value.utf8), "\(place(line)): \(line.text)",
        fix: isEditable ? .edit(file.path, .commentOut(line.bytes, why: why)) : nil,
        line: isEditable ? nil : file.isUsers ? command : asAdministrator(command))
    }
    for (line, value) in activations(exporting: name)
    where !found.contains(where: { $0.fixes != [] }) {
      let number = "\(line.number)s/^/# /"
      add(
        value, "by \(place(line)): \(line.text)",
        line: "sed -i '\(number)' \(Machine.quoted(line.file.bytes, for: .bash).text)")
    }
    if let file = startup.fishVariables, let value = file.exported(name) {
      add(
        Bytes(value.utf8), "\(show(file.path)), a universal variable of fish",
        line: "fish -c 'set -Ue \(name)'")
    }
    for view in views {
      guard let value = view.environment?[name] else { continue }
      add(value, "in a new \(view.kind.rawValue)")
    }
    return found
  }

  /// The lines that start another version manager, with what it exports in new shells.
  private func activations(exporting name: String) -> [(line: StartupLine, value: Bytes)] {
    let values = views.compactMap { $0.environment?[name] }
    return startup.files.filter(\.isUsers).flatMap(\.lines).compactMap { line in
      guard let value = values.first(where: { puts(Path($0), line) }) else { return nil }
      return (line, value)
    }
  }

  /// A command as the system's administrator runs it.
  package func asAdministrator(_ command: String) -> String {
    getuid() == 0 ? command : "sudo " + command
  }
}
