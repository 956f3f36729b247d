/// A file that pins toolchains: its names, and what its contents ask for.
package enum VersionFile: CaseIterable, Sendable {
  /// One request a line, the first installed one wins.
  case goVersion
  /// asdf's: a tool and its requests on each line.
  case toolVersions

  /// The largest version file that is read, in bytes.
  package static let sizeLimit = 65536

  /// The file's name.
  package var name: StaticString {
    switch self {
    case .goVersion: ".go-version"
    case .toolVersions: ".tool-versions"
    }
  }

  /// The requests that a file makes for a language, in order of preference.
  ///
  /// Source: goenv's `.go-version` and asdf's `.tool-versions`; comments, CRLF, a byte order mark and
  /// trailing blanks are tolerated in both.
  ///
  /// - Parameters:
  ///   - contents: the whole file.
  ///   - path: the file, for the error.
  ///   - language: whose lines count in a file for several tools.
  /// - Returns: nil where the file says nothing about the language.
  /// - Throws: ``ResolutionError/malformedRequest(text:source:)`` for a line of no dialect,
  ///   ``ResolutionError/emptyVersionFile(_:)``, ``ResolutionError/notText(_:)``.
  package func pins(
    in contents: Bytes, at path: Path, for language: Language
  ) throws(ResolutionError) -> [Pin]? {
    var pins: [Pin] = []
    try visitTexts(in: contents, at: path, for: language) {
      (text, source) throws(ResolutionError) in
      pins.append(try Pin(text, source))
    }
    if pins.isEmpty, self == .goVersion { throw .emptyVersionFile(path) }
    return pins.isEmpty ? nil : pins
  }

  /// Visits the requests that a file makes for a language, as written, each with its place.
  func visitTexts(
    in contents: Bytes, at path: Path, for language: Language,
    _ visit: (BytesSlice, Source) throws(ResolutionError) -> Void
  ) throws(ResolutionError) {
    if !contents.isText { throw .notText(path) }
    var number = 0
    var rest = contents.withoutByteOrderMark
    while let line = rest.takeLine() {
      number += 1
      var text = line.trimmed
      if self == .toolVersions {
        // Most lines are about other tools.
        let tool = text.prefix(while: { !$0.isBlank })
        guard Language(tool) == language else { continue }
        text = text[tool.endIndex...]
      }
      text = text.withoutComment.trimmed
      guard !text.isEmpty else { continue }
      let source = Source.file(path, line: number)
      // Several words are alternatives, except that Go's `>=1.21 <1.23` is one request.
      let isList = self == .toolVersions && (language == .rust || Request(text) == nil)
      for request in isList ? text.words : [text] { try visit(request, source) }
    }
  }
}

/// A request together with where it is written.
package struct Pin: Equatable, Sendable {
  /// What is asked for.
  package let request: Request

  /// The request as written.
  package let text: Bytes

  /// Where it is written.
  package let source: Source

  /// The pin of a request that has been read already.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - text: the request as written.
  ///   - source: where it is written.
  package init(_ request: Request, text: Bytes, _ source: Source) {
    self.request = request
    self.text = text
    self.source = source
  }

  /// The pin that a text of Go's makes.
  ///
  /// - Parameters:
  ///   - text: the request without blanks around it.
  ///   - source: where it is written.
  /// - Throws: ``ResolutionError/malformedRequest(text:source:)``.
  @inline(never)
  package init(_ text: BytesSlice, _ source: Source) throws(ResolutionError) {
    guard let request = Request(text) else {
      throw .malformedRequest(text: Bytes(text), source: source)
    }
    self.request = request
    self.text = Bytes(text)
    self.source = source
  }
}

extension Array where Element == UInt8 {
  /// The bytes behind a UTF-8 byte order mark, or all.
  package var withoutByteOrderMark: BytesSlice {
    starts(with: [0xEF, 0xBB, 0xBF]) ? self[3...] : self[...]
  }
}

extension RandomAccessCollection where Element == UInt8, SubSequence == BytesSlice {
  /// The part before a `#` that starts the line or follows a blank.
  package var withoutComment: BytesSlice {
    var previousIsBlank = true
    for index in indices {
      if self[index] == UInt8(ascii: "#"), previousIsBlank { return self[startIndex..<index] }
      previousIsBlank = self[index].isBlank
    }
    return self[startIndex..<endIndex]
  }
}
