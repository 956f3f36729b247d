package import Resolution
import Shells
import Toolchains

/// What `tvm setup` does to the startup files of a shell.
extension Machine {
  /// The changes after which every new shell with a prompt loads the hook, and one that logs in has the
  /// shims even without a prompt.
  package var setupFixes: [Fix] {
    var fixes: [Fix] = []
    if shim != nil, !ShimFolder(home).isComplete { fixes.append(.placeShims(in: home.shims)) }
    if let line = completionLine { fixes.append(.edit(hookFile, .append([line], in: .posix))) }
    return fixes + hookFixes + loginSetup
  }

  /// The file that gets the hook.
  package var hookFile: Path { startup.hookFile(hookShell) }

  /// Why a startup file must not be changed, although it could be; nil where nothing speaks against it.
  package func reasonToKeep(_ path: Path) -> String? {
    if let link = startup.brokenLink(to: path) {
      return "\(show(link.link)) is a broken link to \(show(link.target))"
    }
    guard let status = FileStatus(path) else { return nil }
    if status.mode & 0o200 == 0 || !path.allows(.write) { return "it is read-only" }
    guard FileStatus(link: path)?.kind == .link, let target = world.physical(path) else {
      return nil
    }
    return status.owner == FileStatus(userHome)?.owner
      ? nil : "it is a link to \(show(target)), which belongs to another user"
  }

  /// Toolchains of other managers that are installed here, with the commands that take them over.
  package var adoptable: [(toolchain: GoStore.Toolchain, command: String)] {
    let stores: [GoStore] = [.sdk, .goenv, .gvm, .asdf, .mise, .local]
    let known = GoInstalled(go: home, world).versions.map { Bytes($0.name).text }
    return stores.flatMap { GoStore.toolchains(of: self, $0) }
      .filter { !known.contains($0.version) }
      .map { ($0, "tvm link \($0.version) \(hookShell.word($0.path.bytes).text)") }
  }

  /// The line that makes zsh complete where nothing else has.
  var completion: Bytes {
    Bytes("(( ${+functions[compdef]} )) || { autoload -Uz compinit && compinit -i }")
  }

  private var completionLine: Bytes? {
    guard hookShell == .zsh else { return nil }
    // Those of the system load it under conditions that the line itself asks about.
    let isLoaded = startup.files(of: .zsh).filter(\.isUsers).flatMap(\.lines)
      .flatMap(\.commands).contains { $0.words.contains("compinit") }
    return isLoaded ? nil : completion
  }

  /// The line that puts the shims first on `PATH` where they are not on it.
  var pathLine: Bytes {
    let shims = inHome(home.shims)
    return Bytes(
      "case \":$PATH:\" in *:\(shims):*) ;; *) export PATH=\(shims):\"$PATH\" ;; esac".utf8)
  }

  /// The changes for shells that log in.
  private var loginSetup: [Fix] {
    let path: Path
    var lines = [pathLine]
    switch hookShell {
    case .bash:
      path = startup.loginFile?.path ?? userHome.appending(".profile")
      if startup.loginFile == nil { lines.append(bashrcLine) }
    case .zsh: path = (hookFile.parent ?? userHome).appending(".zprofile")
    default: return []
    }
    // What cannot be read or is no file of the user's stays; the hook works without.
    guard reasonToKeep(path) == nil else { return [] }
    let file = startup.file(path)
    if let file, file.lines.contains(where: { $0.bytes == pathLine }) { return [] }
    guard let stop = file?.lineThatEnds else { return [.edit(path, .append(lines, in: .posix))] }
    return [.edit(path, .insert(lines, before: stop.bytes, in: .posix))]
  }
}
