import Resolution
import Toolchains

/// A folder in which Go keeps something, and who says so.
struct GoFolder: Equatable, Sendable {
  /// What a folder is for.
  enum Use: Sendable {
    case path
    case bin
    case modules
    case builds

    /// The variable that names the folder.
    var variable: String {
      switch self {
      case .path: Variables.goPath.text
      case .bin: Variables.goBin.text
      case .modules: Variables.goModuleCache.text
      case .builds: Variables.goCache.text
      }
    }
  }

  let use: Use
  let path: Path
  let layer: GoSettings.Layer

  /// The variable and its value, as a sentence begins.
  var text: String { "\(use.variable) \(path.bytes.printable.text)" }

  /// The command that takes the value away.
  var unset: String {
    if case .userFile = layer { return "go env -u \(use.variable)" }
    return "unset \(use.variable)"
  }

  /// Where the value comes from.
  func places(_ machine: Machine) -> [String] {
    ["\(use.variable) comes from \(machine.show(layer))"] + machine.exports(use.variable)
  }

  /// Another folder, where Go's own choice is the fault.
  var replacement: Remedy {
    let folder =
      switch use {
      case .path: "gopath"
      case .bin: "gopath/bin"
      case .modules: "gopath/pkg/mod"
      case .builds: ".cache/go-build"
      }
    return Remedy(
      "choose another directory, such as ~/\(folder)",
      lines: ShellLines("go env -w \(use.variable)=\"$HOME/\(folder)\""))
  }

  /// The folders in this one in which Go makes files, those that exist.
  func parts(_ world: World) -> [Path] {
    func children(_ folder: Path, _ depth: Int) -> [Path] {
      if depth == 0 { return [] }
      return (world.names(folder) ?? []).prefix(512).flatMap { name -> [Path] in
        // A module's own folder is read-only, and so is everything in it.
        guard !name.contains(UInt8(ascii: "@")) else { return [] }
        let child = folder.appending(name)
        guard FileStatus(link: child)?.kind == .folder else { return [] }
        return [child] + children(child, depth - 1)
      }
    }
    switch use {
    case .path:
      return ["bin", "pkg", "pkg/sumdb"].map { path.appending(Bytes($0.utf8)) }
    case .bin: return []
    case .modules: return children(path, 2)
    case .builds: return children(path, 1)
    }
  }

  /// What takes the value away, so that Go's own counts.
  func fixes(_ machine: Machine) -> [Fix] {
    machine.removal(of: use.variable, layer, why: "Go's default is better").fixes
  }
}

extension Machine {
  /// The folders that Go uses, each entry of `GOPATH` one.
  func goFolders(_ uses: GoFolder.Use...) -> [GoFolder] {
    let settings = GoSettings(self)
    let path = settings.goPath
    let first = Path(path.text.split(separator: ":").first.map(String.init) ?? path.text)
    return uses.flatMap { use -> [GoFolder] in
      switch use {
      case .path:
        return path.text.split(separator: ":").map {
          GoFolder(use: .path, path: Path(String($0)), layer: path.layer)
        }
      case .bin:
        return settings.value(Variables.goBin).map {
          [GoFolder(use: .bin, path: Path($0.text), layer: $0.layer)]
        } ?? []
      case .modules:
        let value = settings.value(Variables.goModuleCache)
        return [
          GoFolder(
            use: .modules, path: value.map { Path($0.text) } ?? first.appending("pkg/mod"),
            layer: value?.layer ?? .builtIn)
        ]
      case .builds:
        let value = settings.value(Variables.goCache)
        #if canImport(Darwin)
        let standard = userHome.appending("Library/Caches")
        #else
        let standard =
          variable(Variables.cacheHome).map { Path($0) } ?? userHome.appending(".cache")
        #endif
        return [
          GoFolder(
            use: .builds, path: value.map { Path($0.text) } ?? standard.appending("go-build"),
            layer: value?.layer ?? .builtIn)
        ]
      }
    }
  }

  /// A finding about a folder, whose remedy is Go's default, or another folder than that.
  func finding(_ verdict: Verdict, _ summary: String, _ folder: GoFolder) -> Finding {
    guard folder.layer != .builtIn else {
      return Finding(
        verdict, summary, evidence: folder.places(self),
        remedy: verdict > .note ? folder.replacement : nil)
    }
    let name = folder.use.variable
    return Finding(
      verdict, summary, evidence: folder.places(self),
      remedy: removal(of: name, folder.layer, why: "Go's default is better"))
  }

  /// How a value of one of Go's variables is taken away from where it comes from.
  ///
  /// - Parameters:
  ///   - name: the variable.
  ///   - layer: where its value comes from.
  ///   - why: what the comment says above a line of a start-up file.
  ///   - isLeftover: whether `--fix` may do it.
  /// - Returns: the remedy.
  func removal(
    of name: String, _ layer: GoSettings.Layer, why: String, isLeftover: Bool = true
  ) -> Remedy {
    switch layer {
    case .builtIn: return Remedy("set \(name)")
    case .toolchainFile(let file):
      return Remedy(
        "set \(name), which counts more than \(show(file))",
        lines: GoSettings.official[name].map { ShellLines("go env -w \(name)=\($0)") }
          ?? ShellLines())
    case .userFile(let file, _):
      let lines = GoSettings(self).userLines.filter { $0.name == name }
      return Remedy(
        "take the line out of \(show(file))",
        fixes: isLeftover ? lines.map { .edit(file, .remove($0.bytes)) } : [],
        lines: isLeftover ? ShellLines() : ShellLines("go env -u \(name)"))
    case .process, .newShell:
      let values = exported(name, why: why)
      let fixes = values.flatMap(\.fixes)
      let typed = values.reduce(ShellLines()) { $0 + (isLeftover ? ShellLines() : $1.fixesAsLines) }
      let lines = values.reduce(typed) { $0 + $1.lines }
      return Remedy(
        fixes.isEmpty ? "take \(name) out of the environment" : "do not export \(name)",
        fixes: isLeftover ? fixes : [], lines: lines.isEmpty ? .unset(name) : lines)
    }
  }
}
