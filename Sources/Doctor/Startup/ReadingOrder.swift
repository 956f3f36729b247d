import Resolution
import Toolchains

extension Machine {
  /// The files that the user's shell reads one after the other, for a prompt and for a login.
  var chains: [[StartupFile]] {
    let files = startup.files(of: hookShell).filter(\.isUsers)
    switch hookShell {
    case .bash:
      let prompt = files.filter { $0.moment == .interactive }
      guard let login = loginFile else { return [prompt] }
      return [prompt, [login] + (reachesBashrc(login) ? prompt : [])]
    case .zsh, .fish:
      return [files.filter { $0.moment != .login }, files]
    }
  }

  /// The one of bash's login files that it reads.
  var loginFile: StartupFile? {
    for name in [".bash_profile", ".bash_login", ".profile"] {
      if let file = startup.file(userHome.appending(Bytes(name.utf8))) { return file }
    }
    return nil
  }

  /// Whether a file makes bash read `~/.bashrc`, by itself or through another one.
  func reachesBashrc(_ file: StartupFile, depth: Int = 0) -> Bool {
    let bashrc = startup.hookFile(.bash)
    guard depth < 4 else { return false }
    return file.lines.contains { line in
      if line.reads(bashrc, startup) { return true }
      return startup.files(of: .bash).contains { other in
        other.path != file.path && line.reads(other.path, startup)
          && reachesBashrc(other, depth: depth + 1)
      }
    }
  }

  /// The line that makes a login file read `~/.bashrc`, also where another shell reads it.
  var bashrcLine: Bytes {
    Bytes(#"if [ -n "$BASH_VERSION" ] && [ -f "$HOME/.bashrc" ]; then . "$HOME/.bashrc"; fi"#)
  }

  /// The change that makes bash's login file read `~/.bashrc`; nothing where it does or is missing.
  var readBashrc: [Fix] {
    guard hookShell == .bash, let file = loginFile, file.isUsers, !reachesBashrc(file) else {
      return []
    }
    return [.edit(file.path, .append([bashrcLine]))]
  }

  /// Whether a line resets `PATH`, or puts a folder in front of it with programs that have shims.
  func displaces(_ line: StartupLine) -> Bool {
    line.assignments.contains { assignment in
      guard assignment.name == "PATH" else { return false }
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
