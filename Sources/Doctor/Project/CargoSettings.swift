import Resolution
import Toolchains

/// A settings file of cargo's.
///
/// Source: "Hierarchical structure" of the Cargo book: `.cargo/config.toml` in the current directory
/// and all above it, then in `CARGO_HOME`; without the ending where both are there.
struct CargoSettings {
  /// The file.
  let path: Path

  private let contents: Bytes
  private let document: TOMLDocument

  /// The files that count here and can be read, the most binding first.
  static func all(_ machine: Machine) -> [CargoSettings] {
    var folders = machine.directory.map { $0.ancestors.map { $0.appending(".cargo") } } ?? []
    // Without a home of cargo's there is nothing of it to read.
    if let home = (try? RustHome(machine.world))?.cargo, !folders.contains(home) {
      folders.append(home)
    }
    return folders.compactMap { folder in
      [folder.appending("config"), folder.appending("config.toml")]
        .first { FileStatus($0)?.kind == .file }
        .flatMap { CargoSettings($0, machine) }
    }
  }

  private init?(_ path: Path, _ machine: Machine) {
    guard let contents = machine.read(path), let document = try? TOMLDocument(contents) else {
      return nil
    }
    self.path = path
    self.contents = contents
    self.document = document
  }

  /// A text and the line where it stands.
  struct Entry: Equatable {
    let name: String
    let value: String
    let line: Int

    /// The entry as evidence.
    var text: String { "line \(line): \(name) is \(Bytes(value.utf8).printable.text)" }
  }

  /// A key of the table `build`; nil where it is not set, or to something else than a text.
  func build(_ key: StaticString) -> Entry? {
    guard let entry = document.entry("build", key), case .string(let text) = entry.value,
      !text.isEmpty
    else { return nil }
    return Entry(name: "build.\(Bytes(key).text)", value: text.text, line: entry.line)
  }

  /// The programs that link for a target, with its name or the condition for it.
  var linkers: [(target: String, entry: Entry)] {
    document.entries.compactMap { entry in
      guard entry.path.count == 3, entry.path[0].equals("target"), entry.path[2].equals("linker"),
        case .string(let text) = entry.value, !text.isEmpty
      else { return nil }
      let target = entry.path[1].text
      return (target, Entry(name: "target.\(target).linker", value: text.text, line: entry.line))
    }
  }

  /// The flags for the compiler, of all targets and of each.
  var flags: [(flags: RustFlags, entry: Entry)] {
    document.entries.compactMap { entry in
      let path = entry.path.map(\.text)
      guard path.last == "rustflags", path.first == (path.count == 2 ? "build" : "target"),
        path.count == 2 || path.count == 3
      else { return nil }
      let words: [String]
      switch entry.value {
      case .string(let text):
        words = text.text.split(whereSeparator: \.isWhitespace).map(String.init)
      case .array(let values):
        words = values.compactMap { if case .string(let text) = $0 { text.text } else { nil } }
      default: return nil
      }
      let name = path.joined(separator: ".")
      let value = words.joined(separator: " ")
      return (RustFlags(words: words), Entry(name: name, value: value, line: entry.line))
    }
  }

  /// A program that the file names, as cargo finds it: a path with a slash is relative to the folder
  /// that holds `.cargo`.
  func program(_ entry: Entry) -> Path? {
    guard entry.value.contains("/") else { return nil }
    let path = Path(Bytes(entry.value.utf8))
    return path.isAbsolute ? path : path.bytes.isEmpty ? nil : folder?.appending(path.bytes)
  }

  private var folder: Path? { path.parent?.parent }

  /// The targets of `build.target` that a toolchain has no standard library for.
  func missingTargets(_ parts: RustParts) -> [(target: String, line: Int)] {
    guard let entry = document.entry("build", "target"),
      // Who builds the standard library needs none.
      document.entry("unstable", "build-std") == nil
    else { return [] }
    let values: [TOMLValue]
    if case .array(let array) = entry.value { values = array } else { values = [entry.value] }
    return values.compactMap { value in
      guard case .string(let text) = value, parts.lacks(text.text) else { return nil }
      return (text.text, entry.line)
    }
  }

  /// The variables of the table `env` that have one of these names.
  func variables(_ names: String...) -> [Entry] {
    document.entries.compactMap { entry in
      guard entry.path.count == 2 || entry.path.count == 3 && entry.path[2].equals("value"),
        entry.path[0].equals("env"), names.contains(entry.path[1].text),
        case .string(let text) = entry.value
      else { return nil }
      return Entry(name: entry.path[1].text, value: text.text, line: entry.line)
    }
  }

  /// What takes an entry out, whose line is all there is of it.
  func removal(of entry: Entry) -> Remedy {
    let lines = contents.parts(between: "\n")
    let isTable = document.headers.contains {
      $0.path.count == 2 && $0.path[0].equals("env") && $0.path[1].text == entry.name
    }
    guard lines.indices.contains(entry.line - 1), !isTable else {
      return Remedy("take it out of \(path.bytes.printable.text)")
    }
    return Remedy(
      "take the line out", fixes: [.edit(path, .remove(Bytes(lines[entry.line - 1])))])
  }
}
