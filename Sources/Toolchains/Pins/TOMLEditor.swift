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
    if document.entries.contains(where: { $0.path == [Bytes(table)] && $0.value == .table }) {
      try addToInlineTable(table, line, document)
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
    guard let entry = try TOMLDocument(contents).entry(table, key) else { return }
    var start = entry.range.lowerBound
    while start > 0, contents[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    var end = lineEnd(from: entry.range.upperBound)
    while end < contents.count, contents[end] == 13 { end += 1 }
    if end < contents.count { end += 1 }
    contents.removeSubrange(start..<end)
  }

  private mutating func addToInlineTable(
    _ table: StaticString, _ line: Bytes, _ document: TOMLDocument
  ) throws(TOMLError) {
    guard let entry = document.entries.first(where: { $0.path == [Bytes(table)] }) else { return }
    let isEmpty = !document.entries.contains { $0.path.count > 1 && $0.path[0] == Bytes(table) }
    contents.insert(
      contentsOf: Bytes(" ") + line + Bytes(isEmpty ? " " : ","), at: entry.range.lowerBound + 1)
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
