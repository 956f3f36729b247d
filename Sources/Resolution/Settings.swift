/// What a user has set in `config.toml`.
package struct Settings: Equatable, Sendable {
  /// The request that holds where no pin does, with the settings as its source.
  package private(set) var goDefault: Pin?

  /// Whether the shim sets `GOROOT` for its child (the default) or removes it.
  package private(set) var setsGoRoot = true

  // What only tvm itself needs would be code in every shim.
  #if !hasFeature(Embedded)
  /// Whether the hook says nothing when the active toolchain changes.
  package private(set) var isHookQuiet = false

  /// Whether the hook brings the environment up to date as soon as the directory changes (the default),
  /// or only at the next prompt.
  package private(set) var hookFollowsDirectory = true

  /// Where Go releases come from, in the order of trying; empty for the built-in one.
  package private(set) var goMirrors: [Bytes] = []

  /// Where Go's index and with it the checksums come from, if not from the mirror.
  package private(set) var goIndex: Bytes?

  /// Where Rust releases come from, if not from the official server.
  package private(set) var rustMirror: Bytes?
  #endif

  /// The largest settings file that is read, in bytes.
  package static let sizeLimit = 65536

  /// The settings of a user who has set nothing.
  package init() {}

  /// The settings in a file; those of a user who has set nothing where it does not exist.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - world: where it is read.
  /// - Throws: ``ResolutionError/invalidSettings(_:line:reason:)`` for what is not TOML,
  ///   ``ResolutionError/invalidSetting(_:line:key:expected:)`` for a value of the wrong type,
  ///   ``ResolutionError/refused(_:_:)`` for a file that is not to be read.
  package init(at path: Path, _ world: World) throws(ResolutionError) {
    if let contents = try world.contents(of: path, limit: Settings.sizeLimit) {
      try read(contents, at: path)
    }
  }

  private mutating func read(_ contents: Bytes, at path: Path) throws(ResolutionError) {
    let document: TOMLDocument
    do throws(TOMLError) { document = try TOMLDocument(contents) } catch {
      throw .invalidSettings(path, line: error.line, reason: error.reason)
    }
    let reader = SettingsReader(document: document, path: path)
    if let (text, line) = try reader.string("go.default") {
      goDefault = try Pin(go: text[...], .default(path, line: line))
    }
    if let value = try reader.boolean("set_goroot") { setsGoRoot = value }
    #if !hasFeature(Embedded)
    if let value = try reader.boolean("hook.quiet") { isHookQuiet = value }
    if let value = try reader.boolean("hook.cd") { hookFollowsDirectory = value }
    goMirrors = try reader.strings("go.mirror")
    rustMirror = try reader.string("rust.mirror")?.text
    goIndex = try reader.string("go.index")?.text
    #endif
  }
}

/// Takes values of the expected types out of a settings file.
private struct SettingsReader {
  let document: TOMLDocument
  let path: Path

  func string(
    _ key: StaticString
  ) throws(ResolutionError) -> (text: Bytes, line: Int)? {
    guard let entry = document.entry(dotted: key) else { return nil }
    guard case .string(let text) = entry.value else { throw wrongType(entry, "a string") }
    return (text, entry.line)
  }

  /// A string with commas, or an array of strings.
  func strings(_ key: StaticString) throws(ResolutionError) -> [Bytes] {
    guard let entry = document.entry(dotted: key) else { return [] }
    switch entry.value {
    case .string(let text): return text.commaSeparated
    case .array(let values):
      var texts: [Bytes] = []
      for value in values {
        guard case .string(let text) = value else { throw wrongType(entry, "strings") }
        texts.append(text)
      }
      return texts
    default: throw wrongType(entry, "a string or an array of strings")
    }
  }

  func boolean(_ key: StaticString) throws(ResolutionError) -> Bool? {
    guard let entry = document.entry(dotted: key) else { return nil }
    guard case .boolean(let value) = entry.value else { throw wrongType(entry, "true or false") }
    return value
  }

  private func wrongType(
    _ entry: TOMLDocument.Entry, _ expected: StaticString
  ) -> ResolutionError {
    .invalidSetting(
      path, line: entry.line, key: Bytes(entry.path, separatedBy: "."),
      expected: Literal(expected))
  }
}

extension Array where Element == UInt8 {
  /// The non-empty parts between commas, without blanks around them.
  package var commaSeparated: [Bytes] {
    var texts: [Bytes] = []
    for part in parts(between: ",") {
      let text = part.trimmed
      if !text.isEmpty { texts.append(Bytes(text)) }
    }
    return texts
  }
}
