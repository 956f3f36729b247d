/// The keys and values of a TOML file, each with the place where it stands, so that a writer can
/// change one value and leave every other byte as it is.
///
/// Source: TOML 1.0. Dates and numbers are kept as written.
package struct TOMLDocument: Sendable {
  /// One key with its value.
  package struct Entry: Sendable {
    /// The whole path: the table's keys, then the key's own parts.
    package let path: [Bytes]
    /// What the key is set to.
    package let value: TOMLValue
    /// The line of the key, from 1.
    package let line: Int
    /// Where the value stands in the file, in bytes.
    package let range: Range<Int>
  }

  /// One `[table]` or `[[table]]` line.
  package struct Header: Sendable {
    /// The table's keys.
    package let path: [Bytes]
    /// Whether the header adds an element to an array of tables.
    package let isArrayElement: Bool
    /// The line, from 1.
    package let line: Int
    /// Where the header ends, in bytes, before any comment or line end.
    package let end: Int
  }

  /// All entries in the order of the file; those of inline tables follow the table itself.
  package let entries: [Entry]

  /// All table headers in the order of the file.
  package let headers: [Header]

  /// The contents of a file.
  ///
  /// - Parameter contents: the whole file; a byte order mark is skipped.
  /// - Throws: ``TOMLError`` for the first thing that is not TOML.
  package init(_ contents: Bytes) throws(TOMLError) {
    var parser = TOMLParser(contents)
    try parser.parse()
    entries = parser.entries
    headers = parser.headers
  }

  /// The entry with exactly this path, if there is one.
  package func entry(_ path: StaticString...) -> Entry? { entry(path) }

  /// The entry with exactly this path, if there is one.
  @inline(never)
  package func entry(_ path: [StaticString]) -> Entry? {
    entries.first { entry in
      guard entry.path.count == path.count else { return false }
      for index in path.indices where !entry.path[index].equals(path[index]) { return false }
      return true
    }
  }

  /// The line of a table's header or first key, from 1.
  package func line(ofTable name: StaticString) -> Int {
    let header = headers.first { $0.path.first.map { $0.equals(name) } ?? false }
    let entry = entries.first { $0.path.first.map { $0.equals(name) } ?? false }
    return header?.line ?? entry?.line ?? 1
  }

  /// Whether a table of this name is opened by a header, an inline table or a dotted key.
  @inline(never)
  package func hasTable(_ name: StaticString) -> Bool {
    headers.contains { $0.path.first.map { $0.equals(name) } ?? false }
      || entries.contains { entry in
        guard let first = entry.path.first, first.equals(name) else { return false }
        if entry.path.count > 1 { return true }
        if case .table = entry.value { return true }
        return false
      }
  }
}

/// The value of a TOML key.
package indirect enum TOMLValue: Equatable, Sendable {
  /// An array's elements.
  case array([TOMLValue])
  /// `true` or `false`.
  case boolean(Bool)
  /// A number or a date, as written.
  case other(Bytes)
  /// A string, escapes resolved.
  case string(Bytes)
  /// An inline table; its keys are entries of their own.
  case table
}

/// What is wrong with a TOML file, and where.
package struct TOMLError: Error, Equatable {
  /// The line, from 1.
  package let line: Int
  /// What was expected or found there.
  package let reason: TOMLFault
}

/// The kinds of faults in a TOML file.
package enum TOMLFault: Equatable, Sendable {
  case duplicateKey
  case key
  case lineEnd
  case string
  case tableHeader
  case value

  /// The fault in words.
  package var text: StaticString {
    switch self {
    case .duplicateKey: "a key is set twice"
    case .key: "expected a key and ="
    case .lineEnd: "expected the end of the line"
    case .string: "a string is not closed or has an invalid escape"
    case .tableHeader: "expected a [table] header"
    case .value: "expected a value"
    }
  }
}
