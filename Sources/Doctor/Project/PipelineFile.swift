import Resolution
import Shells
import Toolchains

/// The versions that a file of a pipeline names.
struct PipelineFile {
  /// The versions named, in the order of the file.
  private(set) var mentions: [VersionMention] = []

  /// The lists of versions that jobs are run with.
  private(set) var matrices: [Matrix] = []

  /// The files that versions of Go are taken from.
  private(set) var versionFiles: [VersionFileMention] = []

  /// Several versions that a job is run with, one after the other.
  struct Matrix: Equatable {
    let language: Language
    let versions: [VersionMention]
  }

  /// A file that a version is taken from.
  struct VersionFileMention: Equatable {
    let path: Path
    let number: Int
    /// The line without blanks at its ends.
    let line: String
    /// The file's name, relative to the repository.
    let name: String
  }

  private let path: Path
  private let lines: [String]
  private let entries: [YAMLEntries.Entry]

  /// The mentions of a file's contents.
  init(_ contents: Bytes, at path: Path) {
    self.path = path
    lines = contents.parts(between: "\n").map { Bytes($0.trimmed).text }
    entries = YAMLEntries(contents).all
    var action = ""
    for entry in entries {
      if entry.key == "uses" || entry.key == "task" { action = entry.text }
      if PipelineFile.scripts.contains(entry.key) {
        addCommands(entry)
      } else if !entry.isBlock {
        read(entry, action)
      }
    }
  }

  /// The keys whose values are commands.
  private static let scripts: Set<String> = [
    "run", "script", "before_script", "after_script", "command", "commands", Shell.bash.rawValue,
    "install",
  ]

  /// The versions that commands ask for.
  private mutating func addCommands(_ entry: YAMLEntries.Entry) {
    for version in CommandVersion.all(in: entry.text) {
      mentions.append(
        VersionMention(
          language: version.language, path: path, number: entry.line, line: line(entry.line),
          text: version.text, before: version.before, isAside: version.isAside))
    }
  }

  private mutating func read(_ entry: YAMLEntries.Entry, _ action: String) {
    let isInput = entry.keys.dropLast().last == "with"
    switch entry.key {
    case "uses":
      if let version = PipelineFile.version(ofAction: entry.text) {
        mentions.append(mention(.rust, version, entry, before: "rust-toolchain@"))
      }
    case "go-version" where isInput: add(.go, entry)
    case "version" where entry.keys.dropLast().last == "inputs" && action.hasPrefix("GoTool"):
      add(.go, entry)
    case "go" where isTravis: add(.go, entry)
    case "rust" where isTravis: add(.rust, entry)
    case "go-version-file" where isInput && !entry.text.contains("$"):
      versionFiles.append(
        VersionFileMention(
          path: path, number: entry.line, line: line(entry.line), name: entry.text))
    case "toolchain" where isInput && action.contains("toolchain"),
      "rust-toolchain" where isInput && action.contains("toolchain"),
      "rust-version" where isInput:
      add(.rust, entry)
    case Variables.goToolchain where isVariable(entry):
      guard let version = VersionMention.goToolchain(entry.text) else { return }
      mentions.append(mention(.go, version, entry, before: "\(Variables.goToolchain): go"))
    case Variables.rustToolchain where isVariable(entry): add(.rust, entry)
    case "image", "container": addImage(entry)
    case "name" where entry.keys.dropLast().last == "image": addImage(entry)
    default: return
    }
  }

  private var isTravis: Bool { path.name.equals(".travis.yml") }

  private func isVariable(_ entry: YAMLEntries.Entry) -> Bool {
    ["env", "variables"].contains(entry.keys.dropLast().last ?? "")
  }

  /// A version, or the variable or matrix that holds it.
  private mutating func add(_ language: Language, _ entry: YAMLEntries.Entry) {
    if let name = PipelineFile.expression(entry.text, "matrix") {
      let versions = matrix(name, entry).map { mention(language, $0.text, $0, before: "") }
      if !versions.isEmpty { matrices.append(Matrix(language: language, versions: versions)) }
      return
    }
    var origin = entry
    if let name = PipelineFile.expression(entry.text, "env") {
      guard let variable = variable(name, entry) else { return }
      origin = variable
    }
    guard !origin.text.contains("$") else { return }
    mentions.append(mention(language, origin.text, origin, before: "\(origin.key): "))
  }

  /// An image, whose tag may be in a variable.
  private mutating func addImage(_ entry: YAMLEntries.Entry) {
    var reference = entry.text
    var origin = entry
    for word in PipelineFile.variables(in: reference) {
      guard let variable = variable(word.name, entry) else { continue }
      reference = reference.replacing(word.form, with: variable.text)
      origin = variable
    }
    guard let image = ImageName(reference) else { return }
    let isOwn = origin == entry
    let before = isOwn ? image.before : origin.text.hasPrefix(image.version) ? "" : image.before
    mentions.append(
      mention(image.language, image.version, origin, before: before, isText: isOwn))
  }

  private func mention(
    _ language: Language, _ text: String, _ entry: YAMLEntries.Entry, before: String,
    isText: Bool = false
  ) -> VersionMention {
    VersionMention(
      language: language, path: path, number: entry.line, line: line(entry.line), text: text,
      before: before, isNumber: entry.isPlain && text == entry.text && !isText)
  }

  private func line(_ number: Int) -> String { lines[number - 1] }

  /// The variable that counts where an entry stands: that of the innermost job or step.
  private func variable(_ name: String, _ entry: YAMLEntries.Entry) -> YAMLEntries.Entry? {
    entries.filter {
      $0.key == name && isVariable($0) && entry.keys.starts(with: $0.keys.dropLast(2))
    }.max { $0.keys.count < $1.keys.count }
  }

  /// The values that a matrix gives to a name where an entry stands.
  private func matrix(_ name: String, _ entry: YAMLEntries.Entry) -> [YAMLEntries.Entry] {
    entries.filter { value in
      guard value.key == name, !value.text.contains("$"),
        let place = value.keys.firstIndex(of: "matrix"), place > 0,
        entry.keys.starts(with: value.keys[..<(place - 1)])
      else { return false }
      let rest = value.keys[(place + 1)...]
      return rest.count == 1 || rest.first == "include"
    }
  }

  /// The name in an expression such as `${{ env.NAME }}`.
  private static func expression(_ text: String, _ context: String) -> String? {
    guard text.hasPrefix("${{"), text.hasSuffix("}}") else { return nil }
    let inner = text.dropFirst(3).dropLast(2).filter { $0 != " " }
    return inner.hasPrefix(context + ".") ? String(inner.dropFirst(context.count + 1)) : nil
  }

  /// The variables in a text, as `$NAME`, `${NAME}` and `${{ env.NAME }}`.
  private static func variables(in text: String) -> [(form: String, name: String)] {
    let isName = { (character: Character) in
      character.isLetter || character.isNumber || character == "_"
    }
    var found: [(form: String, name: String)] = []
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "$") {
      rest = rest[start...]
      var form = "$" + rest.dropFirst().prefix(while: isName)
      if rest.hasPrefix("${"), let end = rest.firstRange(of: rest.hasPrefix("${{") ? "}}" : "}") {
        form = String(rest[..<end.upperBound])
      }
      let name = expression(form, "env") ?? form.filter(isName)
      if !name.isEmpty { found.append((form, name)) }
      rest = rest.dropFirst(max(form.count, 1))
    }
    return found
  }

  /// The toolchain that an action's own name asks for: `dtolnay/rust-toolchain@1.70`.
  private static func version(ofAction name: String) -> String? {
    guard name.hasPrefix("dtolnay/rust-toolchain@") else { return nil }
    let version = String(name.dropFirst("dtolnay/rust-toolchain@".count))
    // A branch or a commit: the input `toolchain` says which.
    return version == "master" || version.count == 40 ? nil : version
  }
}
