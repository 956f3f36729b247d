/// A file that pins toolchains: its name, the languages it is for, and what it asks for.
///
/// No other file spells these names where they decide something.
package enum VersionFile: CaseIterable, Sendable {
  /// goenv's: one request a line, the first installed one wins.
  case goVersion
  /// rustup's older one, which may also hold a bare name on one line.
  case rustToolchain
  /// rustup's.
  case rustToolchainTOML
  /// asdf's: a tool and its requests on each line; the first line for a tool counts.
  case toolVersions

  /// The largest version file that is read, in bytes.
  package static let sizeLimit = 65536

  /// The file's name.
  package var name: StaticString {
    switch self {
    case .goVersion: ".go-version"
    case .rustToolchain: "rust-toolchain"
    case .rustToolchainTOML: "rust-toolchain.toml"
    case .toolVersions: ".tool-versions"
    }
  }

  /// The version file that has this name.
  package init?(name: BytesSlice) {
    guard let file = VersionFile.allCases.first(where: { name.equals($0.name) }) else { return nil }
    self = file
  }

  /// Whether rustup reads it.
  package var isRustup: Bool { self == .rustToolchain || self == .rustToolchainTOML }

  /// The requests that a file makes for Go, in order of preference.
  ///
  /// Source: goenv's `.go-version` and asdf's `.tool-versions`; comments, CRLF, a byte order mark and
  /// trailing blanks are tolerated in both.
  ///
  /// - Parameters:
  ///   - contents: the whole file.
  ///   - path: the file, for the error.
  /// - Returns: nil where the file says nothing about Go.
  /// - Throws: ``ResolutionError/malformedRequest(text:source:)`` for a line of no dialect,
  ///   ``ResolutionError/emptyVersionFile(_:)``, ``ResolutionError/notText(_:)``.
  package func goPins(
    in contents: Bytes, at path: Path
  ) throws(ResolutionError) -> [Pin]? {
    var pins: [Pin] = []
    try visitTexts(in: contents, at: path, for: .go) {
      (text, source) throws(ResolutionError) in
      pins.append(try Pin(go: text, source))
    }
    if pins.isEmpty, self == .goVersion { throw .emptyVersionFile(path) }
    return pins.isEmpty ? nil : pins
  }

  /// Visits the requests that a file of lines makes for a language, as written, each with its place.
  @inline(never)
  package func visitTexts(
    in contents: Bytes, at path: Path, for language: Language,
    _ visit: (BytesSlice, Source) throws(ResolutionError) -> Void
  ) throws(ResolutionError) {
    if !contents.isText { throw .notText(path) }
    var number = 0
    var rest = contents.withoutByteOrderMark
    let first = self == .toolVersions ? language.name.utf8Start[0] : nil
    while let line = rest.takeLine(beginningWith: first, counting: &number) {
      guard let text = text(of: line, for: language) else { continue }
      let source = Source.file(path, line: number)
      if text.contains(where: { $0.isBlank }) {
        for request in requests(in: text, for: language) {
          try visit(request.withoutMethod, source)
        }
      } else {
        try visit(text.withoutMethod, source)
      }
      // Further lines for the same tool do not count, as in asdf.
      if self == .toolVersions { return }
    }
  }

  /// The requests in a text of several words.
  ///
  /// Go's `>=1.21 <1.23` is one. Otherwise asdf's words are alternatives, and goenv reads the first one
  /// alone; tvm does so where it is a version.
  @inline(never)
  func requests(in text: BytesSlice, for language: Language) -> [BytesSlice] {
    if language == .go, Request(go: text) != nil { return [text] }
    let words = text.words
    if self == .toolVersions { return words }
    switch Request(go: words[0]) {
    case .go(.exact), .go(.newest): return [words[0]]
    default: return [text]
    }
  }

  /// The requests in a line, or nil where it says nothing about a language.
  @inline(never)
  package func text(of line: BytesSlice, for language: Language) -> BytesSlice? {
    var text = line.trimmed
    if self == .toolVersions {
      // Most lines are about other tools.
      let tool = text.prefix(while: { !$0.isBlank })
      guard Language(tool) == language else { return nil }
      // asdf cuts at every `#`, the other owners only where a word begins.
      text = text[tool.endIndex...].prefix(while: { $0 != UInt8(ascii: "#") })
    } else {
      text = text.withoutComment
    }
    text = text.trimmed
    return text.isEmpty ? nil : text
  }

  /// Whether a file that is there has to do with a language: by its kind, or with a line for it.
  ///
  /// - Parameters:
  ///   - language: the language.
  ///   - reading: what came of reading the file.
  /// - Returns: whether it counts, readable or not.
  package func isAbout(_ language: Language, _ reading: FileReading) -> Bool {
    guard self == .toolVersions else { return language.versionFiles.contains(self) }
    guard case .contents(let contents) = reading else { return false }
    var isAbout = false
    try? visitTexts(in: contents, at: Path(name), for: language) { _, _ in isAbout = true }
    return isAbout
  }
}

extension Language {
  /// The version files of a directory that may pin the language, the most binding first.
  package var versionFiles: [VersionFile] {
    switch self {
    case .go: [.goVersion, .toolVersions]
    case .rust: [.rustToolchain, .rustToolchainTOML, .toolVersions]
    }
  }

  #if !hasFeature(Embedded)
  /// The version file that a pin makes in a directory which has none.
  package var newVersionFile: VersionFile {
    switch self {
    case .go: .goVersion
    case .rust: .rustToolchainTOML
    }
  }
  #endif
}

extension UpwardSearch {
  /// A search for the version files of a language.
  @inline(never)
  init(for language: Language, from start: Start, levels: Range<Int>) {
    self.init(
      start: start, names: language.versionFiles.map { $0.name }, levels: levels,
      limit: VersionFile.sizeLimit)
  }
}

extension BytesSlice {
  /// A request of asdf's and mise's without the word for how it is met, where tvm meets it like that,
  /// too: `latest:1.22`, `prefix:1.22`.
  fileprivate var withoutMethod: BytesSlice {
    var rest = self
    guard rest.take("latest:") || rest.take("prefix:"), !rest.isEmpty else { return self }
    return rest
  }
}
