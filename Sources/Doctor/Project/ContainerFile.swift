import JSON
import Resolution
import Toolchains

/// A file that says how containers are made: a `devcontainer.json`, or one of `docker compose`.
struct ContainerFile {
  /// A value with the names that lead to it.
  private struct Entry {
    let keys: [String]
    let text: String
    let line: Int
  }

  private let path: Path
  private let lines: [String]
  private let entries: [Entry]

  /// The files of the project.
  static func all(_ machine: Machine) -> [ContainerFile] {
    machine.projectDirectories.flatMap { directory -> [ContainerFile] in
      let folder = directory.appending(".devcontainer")
      var paths = [".devcontainer.json", ".devcontainer/devcontainer.json"].map {
        directory.appending(Bytes($0.utf8))
      }
      for name in (machine.world.names(folder) ?? []).sorted(by: { $0.text < $1.text }) {
        paths.append(folder.appending(name).appending("devcontainer.json"))
      }
      for name in (machine.world.names(directory) ?? []).map(\.text).sorted()
      where (name.hasPrefix("compose") || name.hasPrefix("docker-compose"))
        && (name.hasSuffix(".yml") || name.hasSuffix(".yaml"))
      {
        paths.append(directory.appending(Bytes(name.utf8)))
      }
      return paths.compactMap { path in machine.read(path).map { ContainerFile($0, at: path) } }
    }
  }

  private init(_ contents: Bytes, at path: Path) {
    self.path = path
    lines = contents.parts(between: "\n").map { Bytes($0.trimmed).text }
    if Bytes(path.name).text.hasSuffix(".json") {
      // What is not JSON names nothing; the editor says so.
      let root = (try? JSONCDocument(contents))?.root
      entries = root.map { ContainerFile.entries($0, []) } ?? []
    } else {
      entries = YAMLEntries(contents).all.filter { !$0.isBlock }.map { entry in
        // A list of NAME=VALUE is a mapping, too.
        let parts = entry.text.split(separator: "=", maxSplits: 1).map(String.init)
        let isPair = ["args", "environment"].contains(entry.key) && parts.count == 2
        return Entry(
          keys: isPair ? entry.keys + [parts[0]] : entry.keys,
          text: isPair ? parts[1] : entry.text, line: entry.line)
      }
    }
  }

  private static func entries(_ node: JSONCDocument.Node, _ keys: [String]) -> [Entry] {
    switch node.content {
    case .array(let nodes): nodes.flatMap { entries($0, keys) }
    case .object(let members): members.flatMap { entries($0.value, keys + [$0.name.text]) }
    case .scalar(let value):
      value.text.map { [Entry(keys: keys, text: $0, line: node.line)] } ?? []
    }
  }

  /// The versions that it names.
  ///
  /// - Parameter arguments: the arguments of the project's Dockerfiles that versions come from.
  /// - Returns: the versions in the order of the file.
  func mentions(_ arguments: [String: Language]) -> [VersionMention] {
    entries.compactMap { entry in
      let key = entry.keys.last ?? ""
      let outer = entry.keys.dropLast().last ?? ""
      if key == "image" {
        return ImageName(entry.text).map { mention($0.language, $0.version, entry, $0.before) }
      }
      if key == "version", entry.keys.dropLast(2).last == "features" {
        let name = outer.split(separator: "/").last?.prefix { $0 != ":" } ?? ""
        guard let language = Language(Bytes(name.utf8)[...]), entry.text != "none" else {
          return nil
        }
        return mention(language, entry.text, entry, "")
      }
      if outer == "args", entry.keys.contains("build"), let language = arguments[key] {
        let version = String(entry.text.prefix { $0 != "-" })
        return version.contains("$") ? nil : mention(language, version, entry, "")
      }
      guard ["containerEnv", "remoteEnv", "environment"].contains(outer) else { return nil }
      switch key {
      case Variables.goToolchain:
        return VersionMention.goToolchain(entry.text).map { mention(.go, $0, entry, "") }
      case Variables.rustToolchain where !entry.text.contains("$"):
        return mention(.rust, entry.text, entry, "")
      default: return nil
      }
    }
  }

  private func mention(
    _ language: Language, _ text: String, _ entry: Entry, _ before: String
  ) -> VersionMention {
    VersionMention(
      language: language, path: path, number: entry.line, line: lines[entry.line - 1], text: text,
      before: before)
  }
}
