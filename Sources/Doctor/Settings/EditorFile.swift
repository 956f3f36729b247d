import Editors
import JSON
import Resolution
import Toolchains

/// A settings file of VS Code or one of its kind.
struct EditorFile {
  /// The file.
  let path: Path

  /// What is in it, or why it cannot be read.
  let document: Result<JSONCDocument, JSONCError>

  /// The directory of the project that the file belongs to; nil for a user's own settings.
  let project: Path?

  /// The names on the way to the settings; those of a workspace's file lie one level deeper.
  let prefix: [String]

  private init?(
    _ path: Path, project: Path?, prefix: [String] = [], _ machine: Machine
  ) {
    guard let contents = machine.read(path, limit: Editor.sizeLimit) else { return nil }
    self.path = path
    self.project = project
    self.prefix = prefix
    document = Result { () throws(JSONCError) in try JSONCDocument(contents) }
  }

  /// The settings that count here, the most binding first.
  static func all(_ machine: Machine) -> [EditorFile] {
    var files: [EditorFile] = []
    for directory in machine.projectDirectories where directory != machine.userHome {
      if let file = EditorFile(
        directory.appending(".vscode/settings.json"), project: directory, machine)
      {
        files.append(file)
      }
      for name in (machine.world.names(directory) ?? []).sorted(by: { $0.text < $1.text })
      where name.text.hasSuffix(".code-workspace") {
        let path = directory.appending(name)
        if let file = EditorFile(path, project: directory, prefix: ["settings"], machine) {
          files.append(file)
        }
      }
    }
    #if os(macOS)
    let base = machine.userHome.appending("Library/Application Support")
    #else
    let base =
      machine.variable(Variables.configHome).map { Path($0) }
      ?? machine.userHome.appending(".config")
    #endif
    for product in ["Code", "Code - Insiders", "Code - OSS", "VSCodium", "Cursor", "Windsurf"] {
      let path = base.appending(Bytes("\(product)/User/settings.json".utf8))
      if let file = EditorFile(path, project: nil, machine) { files.append(file) }
      let profiles = base.appending(Bytes("\(product)/User/profiles".utf8))
      for name in (machine.world.names(profiles) ?? []).sorted(by: { $0.text < $1.text }) {
        let path = profiles.appending(name).appending("settings.json")
        if let file = EditorFile(path, project: nil, machine) { files.append(file) }
      }
    }
    for server in [".vscode-server", ".cursor-server", ".vscodium-server"] {
      let path = machine.userHome.appending(Bytes("\(server)/data/Machine/settings.json".utf8))
      if let file = EditorFile(path, project: nil, machine) { files.append(file) }
    }
    return files
  }

  /// A setting: a text, and where it stands.
  struct Setting {
    let file: EditorFile
    /// The names on the way to it, within the file.
    let path: [String]
    let text: String
    let line: Int

    /// The name as people know it.
    var name: String { path.dropFirst(file.prefix.count).joined(separator: ".") }
  }

  /// A setting that is a text; nil where it is not set.
  ///
  /// - Parameter names: the setting's name, and names within it.
  /// - Returns: the setting.
  func setting(_ names: String...) -> Setting? {
    guard case .success(let document) = document,
      let node = document.node(at: prefix + names), let text = node.value.text, !text.isEmpty
    else { return nil }
    return Setting(file: self, path: prefix + names, text: text, line: node.line)
  }

  /// The settings that are texts within one that is an object.
  func settings(in name: String) -> [Setting] {
    guard case .success(let document) = document,
      case .object(let members) = document.node(at: prefix + [name])?.content
    else { return [] }
    return members.compactMap { member in
      guard let text = member.value.value.text else { return nil }
      return Setting(
        file: self, path: prefix + [name, member.name.text], text: text, line: member.value.line)
    }
  }

  /// The program that a setting runs, which is a list of words; nil where it is not set.
  func program(_ name: String) -> Setting? {
    guard case .success(let document) = document,
      let node = document.node(at: prefix + [name]), case .array(let words) = node.content,
      let text = words.first?.value.text
    else { return nil }
    return Setting(file: self, path: prefix + [name], text: text, line: node.line)
  }

  /// Whether a setting's name begins so.
  func sets(_ beginning: String) -> Bool {
    guard case .success(let document) = document,
      case .object(let members) = document.node(at: prefix)?.content
    else { return false }
    return members.contains { $0.name.starts(with: beginning.utf8) }
  }

  /// Whether a switch is on.
  func isOn(_ name: String) -> Bool {
    guard case .success(let document) = document else { return false }
    return document.value(at: prefix + [name]) == .boolean(true)
  }

  /// A path with what VS Code's extensions put in place of `~` and variables; nil where that cannot
  /// be said from here.
  func expanded(_ text: String, _ machine: Machine) -> Path? {
    var rest = Substring(text)
    var result = ""
    if rest == "~" || rest.hasPrefix("~/") {
      result = machine.userHome.text
      rest = rest.dropFirst()
    }
    while let start = rest.firstRange(of: "${") {
      result += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { return nil }
      switch String(rest[start.upperBound..<end]) {
      case "workspaceFolder", "workspaceRoot", "workspaceFolder:.":
        guard let folder = project ?? machine.directory else { return nil }
        result += folder.text
      case "userHome", "env:HOME": result += machine.userHome.text
      case let name where name.hasPrefix("env:"):
        guard let value = machine.variable(String(name.dropFirst(4))) else { return nil }
        result += value.text
      default: return nil
      }
      rest = rest[rest.index(after: end)...]
    }
    let path = Path(result + rest)
    if path.isAbsolute { return path }
    // A bare name is looked for on PATH, which other checks look at.
    guard text.contains("/"), let folder = project else { return nil }
    return folder.appending(path.bytes)
  }
}

extension EditorFile.Setting {
  /// Where it stands, and what it says.
  func place(_ machine: Machine) -> String {
    "\(machine.show(file.path)):\(line): \(Bytes(name.utf8).printable.text) is "
      + Bytes(text.utf8).printable.text
  }

  /// Takes the setting out of the file.
  var removal: Fix { .edit(file.path, .setting(path, nil)) }

  /// Changes the setting.
  func fix(to value: String) -> Fix { .edit(file.path, .setting(path, .string(value))) }
}
