package import Resolution

/// What a file of another version manager asks for, which tvm does not read.
package struct ForeignPin: Equatable, Sendable {
  /// The manager's name.
  package let manager: String
  /// The version as written.
  package let text: Bytes
  /// The file.
  package let path: Path
  /// The line, from 1.
  package let line: Int

  /// The pins of a language in a directory, at most one of each manager.
  package static func all(_ language: Language, in directory: Path, _ world: World) -> [ForeignPin]
  {
    ForeignFile.all.reduce(into: []) { pins, file in
      if pins.contains(where: { $0.manager == file.manager }) { return }
      let path = directory.appending(Bytes(file.name.utf8))
      guard case .contents(let contents) = world.read(path, ForeignFile.sizeLimit),
        world.target(outOfProject: path) == nil,
        let (text, line) = file.format.pin(of: language, in: contents)
      else { return }
      pins.append(ForeignPin(manager: file.manager, text: text, path: path, line: line))
    }
  }

  /// The pins of a language that count for a directory: of each manager the nearest.
  package static func nearest(
    _ language: Language, to directory: Path, _ world: World
  ) -> [ForeignPin] {
    directory.ancestors.reduce(into: []) { pins, directory in
      for pin in all(language, in: directory, world)
      where !pins.contains(where: { $0.manager == pin.manager }) {
        pins.append(pin)
      }
    }
  }

  /// Whether a toolchain is what is asked for, as 1.21.13 is for 1.21.
  ///
  /// - Parameters:
  ///   - name: the toolchain's name.
  ///   - language: its language.
  /// - Returns: whether the other manager would run the same.
  package func isMet(by name: Bytes, _ language: Language) -> Bool {
    let wanted = request
    if let version = GoVersion(name[...]), language == .go {
      return GoRequest(wanted[...])?.accepts(version) ?? false
    }
    // `stable-x86_64-unknown-linux-gnu` is `stable`, and so is what others call `latest`.
    let text = wanted.equals("latest") ? Bytes("stable") : wanted
    return name == text
      || (name.starts(with: text + Bytes(".")) || name.starts(with: text + Bytes("-")))
  }

  /// What a command of tvm's is given for it; nil where only the manager knows what is meant.
  package func commandRequest(_ language: Language) -> String? {
    let request = request
    if request.equals("system") || language == .go && Request(go: request[...]) == nil
      || request.contains(UInt8(ascii: ":"))
    {
      return nil
    }
    return "\(language.name)@\(request.shellQuoted.text)"
  }

  /// The version without mise's word for how it is met, where tvm meets it like that as well.
  private var request: Bytes {
    text.starts(with: "prefix:") ? Bytes(text.dropFirst("prefix:".utf8.count)) : text
  }
}

/// A file of another version manager; no other file of the sources knows their names.
struct ForeignFile {
  let manager: String
  let name: String
  let format: ForeignFormat

  /// The largest file that is read, in bytes.
  static let sizeLimit = 1 << 20

  /// All of them, of each manager the most binding first.
  ///
  /// Source: `LOCAL_CONFIG_FILENAMES` in mise's `config/mod.rs`, proto's `.prototools`, SDKMAN's
  /// `.sdkmanrc`.
  static let all: [ForeignFile] =
    (mise.map { $0.replacing(".toml", with: ".local.toml") } + mise).map {
      ForeignFile(manager: "mise", name: $0, format: .table)
    } + [
      ForeignFile(manager: "proto", name: ".prototools", format: .keys),
      ForeignFile(manager: "SDKMAN", name: ".sdkmanrc", format: .assignments),
    ]

  private static let mise = [
    ".mise.toml", "mise.toml", ".rtx.toml", "mise/config.toml", ".mise/config.toml",
    ".config/mise.toml", ".config/mise/mise.toml", ".config/mise/config.toml",
  ]
}

/// How a file of another version manager says a version.
enum ForeignFormat {
  /// `go=1.21.6` on a line.
  case assignments
  /// Keys at the top of a TOML file.
  case keys
  /// Keys of `[tools]` in a TOML file: a text, a list whose first element counts, or a table with a
  /// `version`.
  case table

  /// The version of a language, and its line.
  func pin(of language: Language, in contents: Bytes) -> (text: Bytes, line: Int)? {
    if self == .assignments {
      for (index, line) in contents.parts(between: "\n").enumerated() {
        let parts = line.withoutComment.parts(between: "=")
        if parts.count == 2, Language(parts[0].trimmed) == language, !parts[1].trimmed.isEmpty {
          return (Bytes(parts[1].trimmed), index + 1)
        }
      }
      return nil
    }
    guard let document = try? TOMLDocument(contents) else { return nil }
    for entry in document.entries {
      var keys = entry.path
      if self == .table {
        guard keys.count > 1, keys.removeFirst().equals("tools") else { continue }
        if keys.count == 2, keys[1].equals("version") { keys.removeLast() }
      }
      guard keys.count == 1, ForeignFormat.language(of: keys[0]) == language,
        let text = ForeignFormat.text(entry.value)
      else { continue }
      return (text, entry.line)
    }
    return nil
  }

  /// mise writes `core:go` for its own way to install Go.
  private static func language(of key: Bytes) -> Language? {
    Language(key.starts(with: "core:") ? key.dropFirst("core:".utf8.count) : key[...])
  }

  private static func text(_ value: TOMLValue) -> Bytes? {
    switch value {
    case .string(let text): text.isEmpty ? nil : text
    case .array(let values): values.first.flatMap { text($0) }
    case .boolean, .other, .table: nil
    }
  }
}
