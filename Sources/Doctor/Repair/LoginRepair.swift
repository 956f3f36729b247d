import Resolution
import Shells
import Toolchains

extension Machine {
  /// The line that makes a login file read `~/.bashrc`, also where another shell reads it.
  var bashrcLine: Bytes {
    Bytes(#"if [ -n "$BASH_VERSION" ] && [ -f "$HOME/.bashrc" ]; then . "$HOME/.bashrc"; fi"#)
  }

  /// The changes that make bash's login file read `~/.bashrc`, behind what changes `PATH`; nothing where
  /// it does or is missing.
  var readBashrc: [Fix] {
    if startup.loginFile == nil, Shell.isLoginInTerminals {
      // Not `~/.profile`, which bash passes over once the other one is there.
      return [.edit(userHome.appending(".bash_profile"), .append([bashrcLine], in: .posix))]
    }
    guard let file = startup.loginFile, file.isUsers else { return [] }
    var fixes: [Fix] = []
    if startup.reachesBashrc(file) {
      guard isLostInLogin else { return [] }
      let bashrc = startup.hookFile(.bash)
      let reading = file.statements.filter { $0.contains { startup.reads(bashrc, $0) } }
      if let last = reading.last?.last, file.isLast(last) { return [] }
      for statement in reading where statement.allSatisfy({ $0.onlyReads(bashrc, startup) }) {
        let bytes = Bytes(statement.map(\.bytes), separatedBy: "\n")
        let lines = bytes.parts(between: "\n").map { Bytes("# ") + Bytes($0) }
        let comment = Bytes("# tvm doctor: moved to the end, after what changes PATH")
        fixes.append(
          .edit(file.path, .replace(bytes, with: Bytes([comment] + lines, separatedBy: "\n"))))
      }
    }
    if let stop = file.lineThatEnds {
      return fixes + [.edit(file.path, .insert([bashrcLine], before: stop.bytes, in: .posix))]
    }
    return fixes + [.edit(file.path, .append([bashrcLine], in: .posix))]
  }

  /// Whether a line resets `PATH`, or puts a folder in front of it with programs that have shims.
  func displaces(_ line: StartupLine) -> Bool {
    line.assignments.contains { assignment in
      guard assignment.name == Variables.path else { return false }
      let value = startup.expanded(assignment.value)
      let elements = value.split(separator: ":").map(String.init)
      let own = ["$PATH", "${PATH}", "$path", "${path}"]
      guard let rest = elements.firstIndex(where: { own.contains($0) }) else {
        // A value from a program cannot be told; one without the old PATH has no shims.
        return !value.contains("$(") && !value.contains("`") && !value.contains(home.shims.text)
      }
      return !SearchPath(Bytes(elements[..<rest].joined(separator: ":").utf8), self).shadows.isEmpty
    }
  }
}

extension StartupLine {
  /// Whether this line does nothing but read a file.
  fileprivate func onlyReads(_ path: Path, _ startup: StartupFiles) -> Bool {
    commands.allSatisfy { command in
      command.isTest || [".", "source"].contains(command.words.first) && command.words.count == 2
    } && startup.reads(path, self)
  }
}
