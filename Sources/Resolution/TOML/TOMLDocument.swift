/// The keys and values of a TOML file, each with the place where it stands, so that a writer can
/// change one value and leave every other byte as it is.
///
/// Paths are kept as fingerprints and taken out of the file when they are asked for: most are only
/// looked up.
///
/// Source: TOML 1.1, as rustup and cargo read it. Dates and numbers are kept as written.
package final class TOMLDocument: Sendable {
  /// One key with its value.
  package struct Entry: Sendable {
    let document: TOMLDocument
    let index: Int

    /// The whole path: the table's keys, then the key's own parts.
    package var path: [Bytes] { document.path(of: document.marks[index].key) }

    /// What the key is set to.
    package var value: TOMLValue { document.marks[index].value ?? .table }

    /// The line of the key, from 1.
    package var line: Int { document.marks[index].key.line }

    /// Where the value stands in the file, in bytes.
    package var range: Range<Int> { document.marks[index].range }
  }

  /// One `[table]` or `[[table]]` line.
  package struct Header: Sendable {
    let document: TOMLDocument
    let index: Int

    /// The table's keys.
    package var path: [Bytes] { document.path(of: document.marks[index].key) }

    /// Whether the header adds an element to an array of tables.
    package var isArrayElement: Bool { document.marks[index].isArrayElement }

    /// The line, from 1.
    package var line: Int { document.marks[index].key.line }

    /// Where the header ends, in bytes, before any comment or line end.
    package var end: Int { document.marks[index].range.upperBound }
  }

  /// The whole file.
  private let contents: Bytes

  /// The entries and headers in the order of the file; what is in an inline table follows the table.
  fileprivate let marks: [TOMLMark]

  /// The contents of a file.
  ///
  /// - Parameter contents: the whole file; a byte order mark is skipped.
  /// - Throws: ``TOMLError`` for the first thing that is not TOML.
  package init(_ contents: Bytes) throws(TOMLError) {
    let parser = TOMLParser(contents, at: contents.withoutByteOrderMark.startIndex)
    try parser.parse()
    self.contents = contents
    marks = parser.marks
  }

  /// All entries in the order of the file; those of inline tables follow the table itself.
  package var entries: [Entry] {
    marks.indices.compactMap {
      marks[$0].value == nil ? nil : Entry(document: self, index: $0)
    }
  }

  /// All table headers in the order of the file.
  package var headers: [Header] {
    marks.indices.compactMap {
      marks[$0].value == nil ? Header(document: self, index: $0) : nil
    }
  }

  #if !hasFeature(Embedded)
  /// The entry with exactly this path, if there is one.
  package func entry(_ path: StaticString...) -> Entry? {
    var fingerprint = Fingerprint()
    for part in path { fingerprint.add(part.memory) }
    return entry(fingerprint)
  }
  #endif

  /// The entry with the path that a key of plain words with dots writes, if there is one.
  package func entry(dotted key: StaticString) -> Entry? { entry(dotted: key.memory) }

  /// The entry with the path that a key of plain words with dots writes, if there is one.
  package func entry(dotted key: Bytes) -> Entry? { key.withUnsafeBytes { entry(dotted: $0) } }

  @inline(never)
  private func entry(dotted key: UnsafeRawBufferPointer) -> Entry? {
    var fingerprint = Fingerprint()
    var start = 0
    for index in 0...key.count where index == key.count || key[index] == UInt8(ascii: ".") {
      fingerprint.add(UnsafeRawBufferPointer(rebasing: key[start..<index]))
      start = index + 1
    }
    return entry(fingerprint)
  }

  @inline(never)
  private func entry(_ fingerprint: Fingerprint) -> Entry? {
    for index in marks.indices where marks[index].isEntry(fingerprint) {
      return Entry(document: self, index: index)
    }
    return nil
  }

  /// The line of a table's header or first key, from 1, and whether the table is an array of them;
  /// nil where no header, inline table or dotted key opens a table of this name.
  @inline(never)
  package func table(_ name: StaticString) -> (line: Int, isArray: Bool)? {
    var fingerprint = Fingerprint()
    fingerprint.add(name.memory)
    var table: (line: Int, isArray: Bool)?
    for mark in marks where mark.key.root == fingerprint {
      if mark.value == nil { return (mark.key.line, mark.isArrayElement) }
      guard table == nil, !mark.isEntry(fingerprint) || mark.value == .table else { continue }
      table = (mark.key.line, false)
    }
    return table
  }

  /// Whether a table of this name is opened by a header, an inline table or a dotted key.
  package func hasTable(_ name: StaticString) -> Bool { table(name) != nil }

  private func path(of key: TOMLKey) -> [Bytes] {
    var path = key.parent.map { self.path(of: marks[$0].key) } ?? []
    let parser = TOMLParser(contents, at: key.start)
    // The same bytes were a key when the file was read.
    while let part = try? parser.parsePart() {
      path.append(Bytes(part))
      guard parser.skipDot() else { break }
    }
    return path
  }
}

/// A key, whose path is read from where it stands when it is asked for.
struct TOMLKey {
  /// The header or inline table that it stands under, by its index among the marks.
  let parent: Int?
  /// Where its own parts start, in bytes.
  let start: Int
  /// The line, from 1.
  let line: Int
  /// Of the first part of the whole path.
  let root: Fingerprint
  /// Of the whole path.
  let fingerprint: Fingerprint
}

/// An entry or a table's header.
struct TOMLMark {
  let key: TOMLKey
  /// The entry's value; nil for a header.
  var value: TOMLValue?
  /// Where the value or the header stands, in bytes.
  var range: Range<Int>
  /// Whether a header adds an element to an array of tables.
  var isArrayElement = false

  /// Whether this is the entry of a path.
  func isEntry(_ path: Fingerprint) -> Bool { key.fingerprint == path && value != nil }
}

/// The value of a TOML key.
package enum TOMLValue: Equatable, Sendable {
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
