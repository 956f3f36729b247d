package import Resolution

/// What rustup's `settings.toml` says beside what decides about toolchains.
package struct RustWrittenSettings: Sendable {
  /// The toolchains of directories, by directory as written: rustup keeps some that it never finds.
  package let overrides: [(directory: Bytes, toolchain: Bytes)]

  /// The settings in a file.
  ///
  /// - Parameter path: the file, which need not exist.
  /// - Throws: ``RustFault/wrongType(_:line:key:expected:)`` for what rustup would refuse, and
  ///   ``ResolutionError/refused(_:_:)`` for what cannot be read.
  init(at path: Path) throws(RustError) {
    let contents = try RustError.resolving { () throws(ResolutionError) in
      try World.live.contents(of: path, limit: Settings.sizeLimit)
    }
    guard let contents,
      // What is no TOML at all is reported by who reads the rest of it.
      let document = try? TOMLDocument(contents)
    else {
      overrides = []
      return
    }
    for (key, expected, words) in RustWrittenSettings.switches {
      guard let entry = document.entry(key) else { continue }
      let text = try RustWrittenSettings.string(entry, expected, path)
      guard words.isEmpty || words.contains(where: { text.equals($0) }) else {
        throw RustWrittenSettings.wrongType(entry, expected, path)
      }
    }
    var overrides: [(directory: Bytes, toolchain: Bytes)] = []
    for entry in document.entries where entry.path[0].equals("overrides") {
      let text = try RustWrittenSettings.string(
        entry, "a table of strings", path, depth: 2)
      overrides.append((entry.path[1], text))
    }
    self.overrides = overrides.sorted {
      $0.directory.lexicographicallyPrecedes($1.directory)
    }
  }

  /// The keys that decide about no toolchain, and what they may be; no words for any.
  private static let switches: [(StaticString, StaticString, [StaticString])] = [
    ("auto_install", "enable or disable", ["enable", "disable"]),
    (
      "auto_self_update", "enable, disable or check-only", ["enable", "disable", "check-only"]
    ),
    ("pgp_keys", "a string", []),
  ]

  private static func string(
    _ entry: TOMLDocument.Entry, _ expected: StaticString, _ path: Path, depth: Int = 1
  ) throws(RustError) -> Bytes {
    guard entry.path.count == depth, case .string(let text) = entry.value else {
      throw wrongType(entry, expected, path)
    }
    return text
  }

  private static func wrongType(
    _ entry: TOMLDocument.Entry, _ expected: StaticString, _ path: Path
  ) -> RustError {
    .resolution(
      .rust(
        .wrongType(
          path, line: entry.line, key: Bytes(entry.path, separatedBy: "."),
          expected: Literal(expected))))
  }
}
