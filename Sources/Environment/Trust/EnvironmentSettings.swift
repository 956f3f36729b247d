package import Resolution

/// What a user has set in `direnv.toml`.
///
/// Source: the keys of direnv's own file; those of `[global]` may stand at the top level, too.
package struct EnvironmentSettings: Equatable, Sendable {
  /// The folder of the user's own `direnvrc`, `lib` and settings, or nil where none is known.
  package let folder: Path?

  /// The bash to use, if the user has named one.
  package private(set) var bash: Path?
  /// Whether the file gets no standard input.
  package private(set) var disablesInput = false
  /// Whether every error ends the file.
  package private(set) var isStrict = false
  /// Whether `.env` counts where there is no `.envrc`.
  package private(set) var loadsDotenv = false
  /// Whether the line about a change leaves out the names.
  package private(set) var hidesDifference = false
  /// After how long a file is called slow, in nanoseconds; nil for never.
  package private(set) var warnTimeout: Int? = 5_000_000_000
  /// The line about a change with `%s` where it goes, or nil for tvm's own.
  package private(set) var logFormat: Bytes?
  /// An extended regular expression that a line must match to be shown.
  package private(set) var logFilter: Bytes?
  /// The places of files that need no approval, in physical folders.
  package private(set) var allowedFiles: [Path] = []
  /// The folders in which files need no approval.
  package private(set) var allowedFolders: [Path] = []

  /// The settings of this user.
  ///
  /// - Parameter world: Where variables and files are read.
  /// - Throws: ``EnvironmentError/invalidSettings(_:line:reason:)`` for what is not TOML or of the
  ///   wrong type, ``EnvironmentError/refused(_:_:)`` for a file that is not to be read.
  package init(_ world: World) throws(EnvironmentError) {
    self.init(folder: EnvironmentSettings.folder(world))
    if let format = world.variable(Variables.direnvLogFormat) { logFormat = format }
    if let bash = world.setVariable(Variables.direnvBash) { self.bash = Path(bash) }
    guard let folder else { return }
    for name in ["direnv.toml", "config.toml"] as [StaticString] {
      let path = folder.appending(name)
      switch world.read(path, Settings.sizeLimit) {
      case .absent: continue
      case .refused(let problem): throw .refused(path, problem)
      case .contents(let contents): try read(contents, path, world)
      }
      // The second name is only for users who have no file of the first.
      break
    }
  }

  /// The settings of a user who has set nothing.
  package init(folder: Path?) { self.folder = folder }

  /// The names of environment files in one directory, the first one before the others.
  package var fileNames: [StaticString] {
    loadsDotenv
      ? [EnvironmentFile.name, EnvironmentFile.dotenvName] : [EnvironmentFile.name]
  }

  private static func folder(_ world: World) -> Path? {
    if let folder = world.setVariable(Variables.direnvConfig) { return Path(folder) }
    if let base = world.setVariable(Variables.configHome), Path(base).isAbsolute {
      return Path(base).appending("direnv")
    }
    return world.setVariable(Variables.userHome).map { Path($0).appending(".config/direnv") }
  }

  private mutating func read(
    _ contents: Bytes, _ path: Path, _ world: World
  ) throws(EnvironmentError) {
    let reader = try SettingsReader(contents, path)
    if try reader.flag("disable_stdin") { disablesInput = true }
    if try reader.flag("strict_env") { isStrict = true }
    if try reader.flag("load_dotenv") { loadsDotenv = true }
    if try reader.flag("hide_env_diff") { hidesDifference = true }
    if let path = try reader.text("bash_path"), !path.isEmpty {
      bash = expanded(path, world)
    }
    if logFormat == nil { logFormat = try reader.text("log_format") }
    logFilter = try reader.text("log_filter")
    if let text = try reader.text("warn_timeout") {
      guard let duration = Bytes(text).duration else {
        throw reader.wrong("warn_timeout", "a duration such as 5s")
      }
      warnTimeout = duration > 0 ? duration : nil
    }
    allowedFolders = try reader.list("prefix").map { text in
      let folder = expanded(text, world)
      return world.physical(folder) ?? folder
    }
    allowedFiles = try reader.list("exact").map { text in
      let path = expanded(text, world)
      let isFile =
        path.name.equals(EnvironmentFile.name) || path.name.equals(EnvironmentFile.dotenvName)
      let place = isFile ? path : path.appending(EnvironmentFile.name)
      let folder = place.parent.flatMap { world.physical($0) }
      return folder?.appending(place.name) ?? place
    }
  }

  private func expanded(_ text: Bytes, _ world: World) -> Path {
    guard text.starts(with: "~/"), let home = world.setVariable(Variables.userHome) else {
      return Path(text)
    }
    return Path(home).appending(text[2...])
  }

  /// Whether the user's settings allow a file.
  ///
  /// - Parameter location: The file.
  /// - Returns: Whether its place is listed, or both its place and the file itself lie in listed
  ///   folders, compared by whole names.
  package func allow(_ location: FileLocation) -> Bool {
    allowedFiles.contains(location.place)
      || location.paths.allSatisfy { path in allowedFolders.contains { path.isInside($0) } }
  }
}

/// Takes values of the expected types out of the settings.
private struct SettingsReader {
  private let document: TOMLDocument
  private let path: Path

  init(_ contents: Bytes, _ path: Path) throws(EnvironmentError) {
    self.path = path
    do throws(TOMLError) { document = try TOMLDocument(contents) } catch {
      throw .invalidSettings(path, line: error.line, reason: Bytes(error.reason.text))
    }
  }

  func flag(_ key: StaticString) throws(EnvironmentError) -> Bool {
    guard let entry = entry(key) else { return false }
    guard case .boolean(let value) = entry.value else { throw wrong(key, "true or false") }
    return value
  }

  func text(_ key: StaticString) throws(EnvironmentError) -> Bytes? {
    guard let entry = entry(key) else { return nil }
    switch entry.value {
    case .string(let text), .other(let text): return text
    default: throw wrong(key, "a string")
    }
  }

  func list(_ key: StaticString) throws(EnvironmentError) -> [Bytes] {
    guard let entry = document.entry("whitelist", key) else { return [] }
    guard case .array(let values) = entry.value else { throw wrong(key, "strings") }
    var texts: [Bytes] = []
    for value in values {
      guard case .string(let text) = value else { throw wrong(key, "strings") }
      texts.append(text)
    }
    return texts
  }

  func wrong(_ key: StaticString, _ expected: StaticString) -> EnvironmentError {
    let line = (entry(key) ?? document.entry("whitelist", key))?.line ?? 1
    return .invalidSettings(
      path, line: line, reason: Bytes(key) + " must be " + Bytes(expected))
  }

  private func entry(_ key: StaticString) -> TOMLDocument.Entry? {
    document.entry("global", key) ?? document.entry(key)
  }
}

extension Array where Element == UInt8 {
  /// The nanoseconds of a duration as Go writes it, such as `1m30s` or `500ms`; nil for others.
  package var duration: Int? {
    var rest = self[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    if rest.equals("0") { return 0 }
    var total = 0.0
    repeat {
      let digits = rest.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
      rest = rest[digits.endIndex...]
      let unit = rest.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }
      rest = rest[unit.endIndex...]
      guard let number = Double(String(decoding: digits, as: UTF8.self)) else { return nil }
      switch String(decoding: unit, as: UTF8.self) {
      case "ns": total += number
      case "us", "µs": total += number * 1e3
      case "ms": total += number * 1e6
      case "s": total += number * 1e9
      case "m": total += number * 6e10
      case "h": total += number * 3.6e12
      default: return nil
      }
    } while !rest.isEmpty
    guard total < 9e18 else { return nil }
    return Int(isNegative ? -total : total)
  }
}
