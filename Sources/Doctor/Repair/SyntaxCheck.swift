package import Resolution
package import Shells
import Toolchains

extension Machine {
  /// What a shell says against a script that it does not run.
  ///
  /// - Parameters:
  ///   - contents: the script.
  ///   - shell: the shell that is to read it.
  /// - Returns: the first complaint; nil where there is none or the shell is not installed.
  package func syntaxError(in contents: Bytes, _ shell: Shell) -> String? {
    let folder = variable(Variables.temporary).map { Path($0) } ?? Path("/tmp")
    let file = folder.appending(TemporaryName.random(for: Bytes("doctor.\(shell.rawValue)".utf8)))
    // A folder that is full leaves the check out.
    guard let program = program(of: shell), let arguments = shell.arguments(toCheck: file),
      (try? AtomicFile.write(
        contents, to: file, links: .never, isPrivate: true, isDurable: false)) != nil
    else { return nil }
    defer { try? Folder.remove(file) }
    guard let probe = Probe([program.text] + arguments, [Bytes(Variables.locale) + "=C"]) else {
      return nil
    }
    Probe.wait([probe], milliseconds: 2000)
    return probe.outputs[1].text.split(separator: "\n").map(String.init)
      .first { !$0.contains("warning:") }?
      .replacing(file.text, with: "line")
  }

  /// The shell that reads a file as a script of its own; nil for any other file.
  package func scriptShell(_ path: Path) -> Shell? {
    if path == startup.hookFile(hookShell) { return hookShell }
    guard let file = startup.file(path), file.syntax != .environment else { return nil }
    return file.shell
  }

  private func program(of shell: Shell) -> Path? {
    if shell == self.shell.shell, world.program(self.shell.program) != nil {
      return self.shell.program
    }
    return searchPath.elements.lazy.map { Path($0).appending(shell.program) }
      .first { $0.isAbsolute && world.program($0) != nil }
  }
}
