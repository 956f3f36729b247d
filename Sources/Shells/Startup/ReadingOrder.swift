package import Resolution
import Toolchains

extension StartupFiles {
  /// The user's files that a shell reads one after the other, for a prompt and for a login.
  package func chains(of shell: Shell) -> [[StartupFile]] {
    let files = files(of: shell).filter(\.isUsers)
    guard shell == .bash else { return [files.filter { $0.moment != .login }, files] }
    let prompt = files.filter { $0.moment == .interactive }
    guard let login = loginFile else { return [prompt] }
    return [prompt, [login] + (reachesBashrc(login) ? prompt : [])]
  }

  /// The one of bash's login files that it reads: the first one that there is in the home directory.
  package var loginFile: StartupFile? {
    files(of: .bash).first { $0.moment == .login && $0.path.isInside(folders.home) }
  }

  /// Whether a file makes bash read `~/.bashrc`, by itself or through another one.
  package func reachesBashrc(_ file: StartupFile, depth: Int = 0) -> Bool {
    guard depth < 4 else { return false }
    return file.lines.contains { line in
      if reads(hookFile(.bash), line) { return true }
      return files(of: .bash).contains { other in
        other.path != file.path && reads(other.path, line)
          && reachesBashrc(other, depth: depth + 1)
      }
    }
  }

  /// Whether a line makes the shell read a file.
  package func reads(_ path: Path, _ line: StartupLine) -> Bool {
    line.commands.contains { command in
      guard let verb = command.words.firstIndex(where: { [".", "source"].contains($0) }),
        verb + 1 < command.words.count
      else { return false }
      return Path(expanded(command.words[verb + 1])) == path
    }
  }
}
