import Resolution
import Shells
import Toolchains

extension Check {
  /// Whether the modules of a workspace are there, and fit its `go` line.
  static func workspace(_ machine: Machine) -> [Finding] {
    guard let workspace = GoWorkspace(machine) else { return [] }
    return workspace.missing.map { use in
      Finding(
        .failure,
        "\(workspace.place(use.line, machine)) uses \(use.text), where no go.mod is",
        remedy: Remedy(
          "take it out, or put the module there",
          lines: workspace.command("edit -dropuse=\(quoted(use.written))")))
    } + newer(workspace, machine) + unused(workspace, machine)
  }

  private static func newer(_ workspace: GoWorkspace, _ machine: Machine) -> [Finding] {
    let newer = workspace.modules.filter { $0.minimum > workspace.minimum }
    guard let newest = newer.map(\.minimum).max() else { return [] }
    let names = newer.map { "\(machine.show($0.path)): go \($0.minimum.name.text)" }
    return [
      Finding(
        .failure,
        "\(workspace.place(workspace.line, machine)) says go \(workspace.minimum.name.text), and "
          + "a module of it needs go \(newest.name.text)",
        evidence: names,
        remedy: Remedy(
          "let it say what its modules need",
          lines: workspace.command("edit -go=\(newest.name.text)")))
    ]
  }

  private static func unused(_ workspace: GoWorkspace, _ machine: Machine) -> [Finding] {
    let current = machine.directory.flatMap { GoWorkspace.module(of: $0, below: workspace.folder) }
    return workspace.unused(current).map { folder in
      let isHere = folder == current
      let relative = folder.bytes.dropFirst(workspace.folder.bytes.count + 1)
      let word = quoted(relative.isEmpty ? "." : "./" + Bytes(relative).text)
      // One that stands above the project's own folder may be somebody else's.
      let isForeign = isHere && !machine.projectDirectories.contains(workspace.folder)
      return Finding(
        isForeign ? .failure : isHere ? .warning : .note,
        "\(machine.show(workspace.path)) does not use the module in \(machine.show(folder))",
        evidence: isHere ? ["go build stops here: the module is none of the workspace"] : [],
        remedy: Remedy(
          isForeign
            ? "use it, or, where it does not belong there, set GOWORK=off for this project"
            : "use it, if it belongs there", lines: workspace.command("use \(word)")))
    }
  }

  private static func quoted(_ text: String) -> String {
    Shell.bash.word(Bytes(text.utf8)).text
  }
}

/// The `go.work` that counts in the current directory, and the modules that it names.
struct GoWorkspace {
  /// A module that it uses.
  struct Module {
    /// The `go.mod`.
    let path: Path
    /// The version of Go that it asks for.
    let minimum: GoVersion
  }

  /// A `use` that leads to no module.
  struct Use {
    /// The folder as written.
    let written: String
    let line: Int
    /// The folder as a message shows it.
    var text: String { Bytes(written.utf8).printable.text }
  }

  let path: Path
  let folder: Path
  /// What the `go` line says, and where it stands.
  let minimum: GoVersion
  let line: Int
  let modules: [Module]
  let missing: [Use]

  private let world: World

  /// The workspace here; nil where none counts.
  init?(_ machine: Machine) {
    if GoSettings(machine).value(Variables.goWork)?.text == "off" { return nil }
    guard let found = machine.goModule, found.path.name.equals(ProjectFile.goWorkspace.name) else {
      return nil
    }
    self.init(found, machine)
  }

  /// The workspace of a file that may be turned off; nil where the file cannot be read.
  init?(at path: Path, _ machine: Machine) {
    guard let contents = machine.read(path), let found = try? GoModule(contents, at: path) else {
      return nil
    }
    self.init(found, machine)
  }

  private init?(_ found: GoModule, _ machine: Machine) {
    guard let folder = found.path.parent, let contents = machine.read(found.path) else {
      return nil
    }
    path = found.path
    self.folder = folder
    minimum = found.minimum
    line = max(found.line, 1)
    world = machine.world
    var modules: [Module] = []
    var missing: [Use] = []
    for use in GoDirectives(contents).all("use") {
      guard let written = use.words.first else { continue }
      let module = GoWorkspace.folder(written, folder).appending(ProjectFile.goModule.name)
      guard let text = machine.read(module) else {
        missing.append(Use(written: written, line: use.line))
        continue
      }
      // One that Go could not read is a fault of another kind.
      if let read = try? GoModule(text, at: module) {
        modules.append(Module(path: module, minimum: read.minimum))
      }
    }
    self.modules = modules
    self.missing = missing
  }

  private static func folder(_ written: String, _ folder: Path) -> Path {
    if Path(written).isAbsolute { return Path(written) }
    return written.split(separator: "/").filter { $0 != "." }.reduce(folder) { path, part in
      part == ".." ? path.parent ?? path : path.appending(Bytes(part.utf8))
    }
  }

  /// The folder of the nearest module from a directory upward, within a folder.
  static func module(of directory: Path, below folder: Path) -> Path? {
    directory.ancestors.prefix { $0.isInside(folder) }
      .first { FileStatus($0.appending(ProjectFile.goModule.name)) != nil }
  }

  /// The modules below the folder that it does not use; the search ends after some thousand entries.
  ///
  /// - Parameter current: the module that one stands in, which is looked at first.
  /// - Returns: their folders.
  func unused(_ current: Path?) -> [Path] {
    let used = modules.compactMap(\.path.parent)
    var found = current.map { used.contains($0) ? [] : [$0] } ?? []
    var folders = [folder]
    var left = 2000
    while let next = folders.popLast(), left > 0 {
      let names = (world.names(next) ?? []).sorted { $0.text > $1.text }
      left -= names.count
      if names.contains(where: { $0.equals(ProjectFile.goModule.name) }), !used.contains(next),
        next != current
      {
        found.append(next)
      }
      for name in names.map(\.text) where !GoWorkspace.isPassedOver(name) {
        let entry = next.appending(Bytes(name.utf8))
        if FileStatus(link: entry)?.kind == .folder { folders.append(entry) }
      }
    }
    return found
  }

  /// The folders that Go's patterns pass over, too.
  private static func isPassedOver(_ name: String) -> Bool {
    name.contains(".") || name.hasPrefix("_")
      || ["vendor", "testdata", "node_modules"].contains(name)
  }

  /// A line of the file, as messages show it.
  func place(_ line: Int, _ machine: Machine) -> String { "\(machine.show(path)):\(line)" }

  /// A command of `go work` on this file.
  func command(_ arguments: String) -> ShellLines {
    let word = Shell.bash.word(folder.bytes).text
    return ShellLines("go -C \(word) work \(arguments)")
  }
}
