package import Resolution

/// Changes single values of a TOML file and leaves every other byte as it is.
package struct TOMLEditor {
  /// The file as it stands now.
  package private(set) var contents: Bytes

  /// A file to change.
  package init(_ contents: Bytes) { self.contents = contents }

  /// Sets a string in a table; key and table are made if they do not exist.
  ///
  /// - Parameters:
  ///   - value: the string.
  ///   - key: a bare key.
  ///   - table: a bare key, the table's name.
  /// - Throws: `TOMLError` where the file is not TOML.
  package mutating func set(
    _ value: Bytes, for key: StaticString, in table: StaticString
  ) throws(TOMLError) {
    try set(value, for: Bytes(key), in: Bytes(table))
  }

  /// Sets a string; key and table are made if they do not exist.
  ///
  /// - Parameters:
  ///   - value: the string.
  ///   - key: any key.
  ///   - table: a bare key, the table's name; nil for the top of the file.
  /// - Throws: `TOMLError` where the file is not TOML.
  package mutating func set(
    _ value: Bytes, for key: Bytes, in table: Bytes?
  ) throws(TOMLError) {
    try set(value, for: key, inTable: table.map { [$0] } ?? [])
  }

  /// Sets a string; key and tables are made if they do not exist.
  ///
  /// - Parameters:
  ///   - value: the string.
  ///   - key: any key.
  ///   - table: the tables within each other; none for the top of the file.
  /// - Throws: `TOMLError` where the file is not TOML, or would not be with the key in it.
  package mutating func set(
    _ value: Bytes, for key: Bytes, inTable table: [Bytes]
  ) throws(TOMLError) {
    try insert(value, for: key, inTable: table)
    // What stands under the table's name may be no table.
    _ = try TOMLDocument(contents)
  }

  private mutating func insert(
    _ value: Bytes, for key: Bytes, inTable table: [Bytes]
  ) throws(TOMLError) {
    let document = try TOMLDocument(contents)
    let quoted = TOMLEditor.quote(value)
    if let entry = document.entries.first(where: { $0.path == table + [key] }) {
      contents.replaceSubrange(entry.range, with: quoted)
      return
    }
    let line = TOMLEditor.spell([key]) + Bytes(" = ") + quoted
    if table.isEmpty { return insertAtTop(line, document) }
    if let header = document.headers.first(where: { !$0.isArrayElement && $0.path == table }) {
      let end = lineEnd(from: header.end)
      contents.insert(contentsOf: lineBreak + line, at: end)
      return
    }
    for depth in stride(from: table.count, to: 0, by: -1) {
      let outer = Array(table[..<depth])
      guard
        let inline = document.entries.first(where: { $0.path == outer && $0.value == .table })
      else { continue }
      let dotted = TOMLEditor.spell(table[depth...] + [key]) + Bytes(" = ") + quoted
      return add(dotted, to: inline, document)
    }
    // A table that dotted keys have opened must not be opened again by a header.
    if let dotted = document.entries.first(where: {
      $0.path.count > table.count && Array($0.path[..<table.count]) == table
        && document.header(of: $0).count < table.count
    }) {
      let start = lineStart(before: dotted.range.lowerBound)
      let rest = table[document.header(of: dotted).count...]
      let line = TOMLEditor.spell(rest + [key]) + Bytes(" = ") + quoted
      contents.insert(contentsOf: line + lineBreak, at: start)
      return
    }
    if !contents.isEmpty, contents.last != UInt8(ascii: "\n") { contents += lineBreak }
    if !contents.isEmpty { contents += lineBreak }
    contents += Bytes("[") + TOMLEditor.spell(table[...]) + Bytes("]") + lineBreak
    contents += line + lineBreak
  }

  /// Removes a key with its line, if it is there.
  ///
  /// - Parameters:
  ///   - key: a bare key.
  ///   - table: a bare key, the table's name.
  /// - Throws: `TOMLError` where the file is not TOML.
  package mutating func remove(_ key: StaticString, from table: StaticString) throws(TOMLError) {
    try remove(Bytes(key), from: Bytes(table))
  }

  /// Removes a key with its line, if it is there.
  ///
  /// - Parameters:
  ///   - key: any key.
  ///   - table: a bare key, the table's name; nil for the top of the file.
  /// - Throws: `TOMLError` where the file is not TOML.
  package mutating func remove(_ key: Bytes, from table: Bytes?) throws(TOMLError) {
    let document = try TOMLDocument(contents)
    let path = (table.map { [$0] } ?? []) + [key]
    guard let entry = document.entries.first(where: { $0.path == path }) else { return }
    if let inline = document.entries.first(where: { candidate in
      candidate.path == path.dropLast() && candidate.value == .table
        && candidate.range.contains(entry.range.lowerBound)
    }) {
      return remove(entry.range, from: inline.range)
    }
    let start = lineStart(before: entry.range.lowerBound)
    var end = lineEnd(from: entry.range.upperBound)
    while end < contents.count, contents[end] == 13 { end += 1 }
    if end < contents.count { end += 1 }
    contents.removeSubrange(start..<end)
  }

  /// Puts a line behind the last key before the first table.
  private mutating func insertAtTop(_ line: Bytes, _ document: TOMLDocument) {
    let first = document.headers.first?.line ?? Int.max
    if let last = document.entries.last(where: { $0.path.count == 1 && $0.line < first }) {
      contents.insert(contentsOf: lineBreak + line, at: lineEnd(from: last.range.upperBound))
    } else {
      contents = line + lineBreak + contents
    }
  }

  private mutating func add(
    _ line: Bytes, to inline: TOMLDocument.Entry, _ document: TOMLDocument
  ) {
    let isEmpty = !document.entries.contains {
      $0.path.count > inline.path.count && $0.path.starts(with: inline.path)
    }
    contents.insert(
      contentsOf: Bytes(" ") + line + Bytes(isEmpty ? " " : ","), at: inline.range.lowerBound + 1)
  }

  /// Removes a value of an inline table with its key and one of the commas around it.
  private mutating func remove(_ value: Range<Int>, from inline: Range<Int>) {
    let comma = UInt8(ascii: ",")
    var start = value.lowerBound
    while start > inline.lowerBound + 1, contents[start - 1] != comma { start -= 1 }
    var end = value.upperBound
    while end < inline.upperBound - 1, contents[end].isBlank { end += 1 }
    if contents[end] == comma {
      end += 1
    } else if contents[start - 1] == comma {
      start -= 1
    }
    contents.removeSubrange(start..<end)
  }

  private func lineStart(before position: Int) -> Int {
    var start = position
    while start > 0, contents[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }

  /// Where a line ends: before its line feed and a carriage return before that.
  private func lineEnd(from start: Int) -> Int {
    var end = start
    while end < contents.count, contents[end] != UInt8(ascii: "\n") { end += 1 }
    return end > start && end < contents.count && contents[end - 1] == 13 ? end - 1 : end
  }

  /// The file's own kind of line end.
  private var lineBreak: Bytes {
    guard let feed = contents.firstIndex(of: UInt8(ascii: "\n")), feed > 0,
      contents[feed - 1] == 13
    else { return Bytes("\n") }
    return Bytes("\r\n")
  }

  /// Keys with dots between them.
  private static func spell(_ keys: ArraySlice<Bytes>) -> Bytes {
    Bytes(keys.map { spell($0) }, separatedBy: ".")
  }

  /// A key, in quotes where it must be.
  private static func spell(_ key: Bytes) -> Bytes {
    let isBare = key.allSatisfy {
      $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
    return isBare && !key.isEmpty ? key : quote(key)
  }

  /// A basic string.
  private static func quote(_ value: Bytes) -> Bytes {
    var quoted = Bytes("\"")
    for byte in value {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        quoted.append(UInt8(ascii: "\\"))
        quoted.append(byte)
      } else if byte < 32 || byte == 127 {
        quoted += "\\u00"
        for digit in [byte >> 4, byte & 15] { quoted.append(digit < 10 ? 48 + digit : 55 + digit) }
      } else {
        quoted.append(byte)
      }
    }
    return quoted + Bytes("\"")
  }
}

extension TOMLDocument {
  /// The tables of the header that an entry stands under.
  fileprivate func header(of entry: Entry) -> [Bytes] {
    headers.last { $0.line <= entry.line }?.path ?? []
  }
}
