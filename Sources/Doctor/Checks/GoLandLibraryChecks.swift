import Editors
import Resolution
import Shells
import Toolchains

extension Check {
  /// The folders that GoLand takes for entries of GOPATH, in a project or in all of them.
  ///
  /// Source: the components `GoLibraries` and `GoApplicationLibraries` of GoLand's settings.
  static func goLibraries(_ machine: Machine) -> [Finding] {
    var files: [(path: Path, project: Path?)] = []
    func add(_ folder: Path, _ project: Path?) {
      for name in (machine.world.names(folder) ?? []).sorted(by: { $0.text < $1.text })
      where name.text.hasSuffix(".xml") {
        files.append((folder.appending(name), project))
      }
    }
    for directory in machine.projectDirectories where directory != machine.userHome {
      add(directory.appending(".idea"), directory)
    }
    #if os(macOS)
    let base = machine.userHome.appending("Library/Application Support/JetBrains")
    #else
    let config = machine.variable(Variables.configHome).map { Path($0) }
    let base = (config ?? machine.userHome.appending(".config")).appending("JetBrains")
    #endif
    for product in (machine.world.names(base) ?? []).sorted(by: { $0.text < $1.text }) {
      add(base.appending(product).appending("options"), nil)
    }
    return files.flatMap { path, project in
      // What is not XML is another check's.
      let root = machine.read(path, limit: Editor.sizeLimit).flatMap { try? XMLDocument($0) }?.root
      return (root?.children ?? []).filter { component in
        let name = component["name"] ?? ""
        return name.hasPrefix("Go") && name.hasSuffix("Libraries")
      }.flatMap(folders).compactMap { finding($0, in: path, project, machine) }
    }
  }

  /// The addresses of folders in an element.
  private static func folders(_ element: XMLDocument.Element) -> [String] {
    let own = element.name == "option" ? element["value"].map { [$0] } ?? [] : []
    return own.filter { $0.hasPrefix("file://") } + element.children.flatMap(folders)
  }

  private static func finding(
    _ address: String, in file: Path, _ project: Path?, _ machine: Machine
  ) -> Finding? {
    var text = String(address.dropFirst("file://".count))
    if let project, text.hasPrefix("$PROJECT_DIR$") {
      text = project.text + text.dropFirst("$PROJECT_DIR$".count)
    }
    let path = Path(JetBrainsPath.expand(text, home: machine.userHome))
    guard path.isAbsolute else { return nil }
    let problem: (Verdict, String)
    if let root = machine.goToolchain(around: path) {
      problem = (.failure, "lies in the toolchain \(machine.show(root))")
    } else if !Folder.exists(path) {
      problem = (.warning, "does not exist")
    } else {
      return nil
    }
    let isPlain = address.utf8.allSatisfy {
      $0.isLetter || $0.isDigit || Bytes("/:._-$").contains($0)
    }
    let quoted = Shell.bash.word(file.bytes).text
    return Finding(
      problem.0, "a GOPATH of GoLand \(problem.1): \(machine.show(path))",
      evidence: [machine.show(file)],
      remedy: Remedy(
        "take it out of Settings > Go > GOPATH, or close GoLand, then",
        lines: isPlain
          ? ShellLines("sed -i 's|<option value=\"\(address.asPattern)\" */>||' \(quoted)")
          : ShellLines()))
  }
}
