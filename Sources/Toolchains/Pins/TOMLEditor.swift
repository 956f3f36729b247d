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
    let document = try TOMLDocument(contents)
    let quoted = TOMLEditor.quote(value)
    if let entry = document.entry(table, key) {
      contents.replaceSubrange(entry.range, with: quoted)
      return
    }
    let line = Bytes(key) + Bytes(" = ") + quoted
    if let header = document.headers.first(where: {
      !$0.isArrayElement && $0.path == [Bytes(table)]
    }) {
      let end = lineEnd(from: header.end)
      contents.insert(contentsOf: lineBreak + line, at: end)
      return
    }
    if let inline = document.entries.first(where: {
      $0.path == [Bytes(table)] && $0.value == .table
    }) {
      add(line, to: inline, document)
      return
    }
    // A table that dotted keys have opened must not be opened again by a header.
    let firstHeader = document.headers.first?.line ?? Int.max
    if let dotted = document.entries.first(where: {
      $0.path.count > 1 && $0.path[0] == Bytes(table) && $0.line < firstHeader
    }) {
      let start = lineStart(before: dotted.range.lowerBound)
      contents.insert(contentsOf: Bytes(table) + Bytes(".") + line + lineBreak, at: start)
      return
    }
    if !contents.isEmpty, contents.last != UInt8(ascii: "\n") { contents += lineBreak }
    if !contents.isEmpty { contents += lineBreak }
    contents += Bytes("[") + Bytes(table) + Bytes("]") + lineBreak + line + lineBreak
  }

  /// Removes a key with its line, if it is there.
  ///
  /// - Parameters:
  ///   - key: a bare key.
  ///   - table: a bare key, the table's name.
  /// - Throws: `TOMLError` where the file is not TOML.
  package mutating func remove(_ key: StaticString, from table: StaticString) throws(TOMLError) {
    let document = try TOMLDocument(contents)
    guard let entry = document.entry(table, key) else { return }
    if let inline = document.entries.first(where: { candidate in
      candidate.path == [Bytes(table)] && candidate.value == .table
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

  private mutating func add(
    _ line: Bytes, to inline: TOMLDocument.Entry, _ document: TOMLDocument
  ) {
    let isEmpty = !document.entries.contains {
      $0.path.count > 1 && $0.path[0] == inline.path[0]
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
