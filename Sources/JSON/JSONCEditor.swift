package import Resolution

/// Changes single values of a JSON file with comments and leaves every other byte as it is.
package struct JSONCEditor {
  /// The file as it stands now.
  package private(set) var contents: Bytes

  /// What one level is indented by where the file does not show it.
  private let indentation: Bytes

  /// A file to change, which may be empty.
  ///
  /// - Parameters:
  ///   - contents: the whole file.
  ///   - indentation: what one level is indented by where the file does not show it.
  package init(_ contents: Bytes, indentation: StaticString = "  ") {
    self.contents = contents
    self.indentation = Bytes(indentation)
  }

  /// Sets a value; the objects around it are made if they do not exist.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: names of objects within each other, and the value's own.
  /// - Returns: whether anything had to be changed.
  /// - Throws: ``JSONCError`` where the file is not JSON, or where something else than an object is in
  ///   the way.
  @discardableResult
  package mutating func set(_ value: JSONValue, at path: [String]) throws(JSONCError) -> Bool {
    let document = try JSONCDocument(contents)
    let writer = JSONCWriter(
      unit: unit(of: document) ?? indentation, lineBreak: contents.lineBreak)
    guard var node = document.root else {
      if let last = contents.withoutByteOrderMark.last, last != UInt8(ascii: "\n") {
        contents += writer.lineBreak
      }
      contents += writer.text(of: JSONValue.nested(value, in: path[...])) + writer.lineBreak
      return true
    }
    for (index, name) in path.enumerated() {
      guard case .object(let members) = node.content else {
        guard index > 0, node.value == .null else {
          throw JSONCError(line: node.line, fault: .object)
        }
        replace(node, by: JSONValue.nested(value, in: path[index...]), writer)
        return true
      }
      guard let member = members.last(where: { $0.name == Bytes(name.utf8) }) else {
        let new = JSONMember(name, JSONValue.nested(value, in: path[(index + 1)...]))
        if let last = members.last {
          try insert(new, after: last, writer)
        } else {
          insert(new, intoEmpty: node.range, writer)
        }
        return true
      }
      node = member.value
    }
    guard node.value != value else { return false }
    replace(node, by: value, writer)
    return true
  }

  /// Removes a name with its value, its comma and a comment on its line.
  ///
  /// - Parameter path: names of objects within each other, and the value's own.
  /// - Returns: whether it was there.
  /// - Throws: ``JSONCError`` where the file is not JSON.
  @discardableResult
  package mutating func remove(_ path: [String]) throws(JSONCError) -> Bool {
    guard let name = path.last.map({ Bytes($0.utf8) }),
      case .object(let members) = try JSONCDocument(contents).node(at: path.dropLast())?.content,
      let index = members.lastIndex(where: { $0.name == name })
    else { return false }
    var scanner = JSONCScanner(contents, at: members[index].value.range.upperBound)
    try scanner.skipTrivia()
    let isFollowed = scanner.take(",")
    var start = members[index].nameRange.lowerBound
    var end = isFollowed ? scanner.position : members[index].value.range.upperBound
    let lineStart = contents.lineStart(before: start)
    scanner = JSONCScanner(contents, at: end)
    try scanner.skipRestOfLine()
    var lineEnd = scanner.position
    while lineEnd < contents.count, contents[lineEnd].isBlank, contents[lineEnd] != 10 {
      lineEnd += 1
    }
    if contents[lineStart..<start].allSatisfy(\.isBlank), lineEnd < contents.count,
      contents[lineEnd] == 10
    {
      (start, end) = (lineStart, lineEnd + 1)
    } else {
      while end < contents.count, contents[end] == UInt8(ascii: " "), isFollowed { end += 1 }
      while !isFollowed, index > 0, contents[start - 1] == UInt8(ascii: " ") { start -= 1 }
    }
    contents.removeSubrange(start..<end)
    if !isFollowed, index > 0 {
      scanner = JSONCScanner(contents, at: members[index - 1].value.range.upperBound)
      try scanner.skipTrivia()
      if scanner.byte == UInt8(ascii: ",") { contents.remove(at: scanner.position) }
    }
    _ = try remove(path)
    return true
  }

  private mutating func replace(
    _ node: JSONCDocument.Node, by value: JSONValue, _ writer: JSONCWriter
  ) {
    let indent = contents.indentation(at: node.range.lowerBound)
    contents.replaceSubrange(node.range, with: writer.text(of: value, indentedBy: indent))
  }

  private mutating func insert(
    _ member: JSONMember, after last: JSONCDocument.Member, _ writer: JSONCWriter
  ) throws(JSONCError) {
    let valueEnd = last.value.range.upperBound
    var scanner = JSONCScanner(contents, at: valueEnd)
    try scanner.skipTrivia()
    let isFollowed = scanner.take(",")
    let behind = isFollowed ? scanner.position : valueEnd
    let start = last.nameRange.lowerBound
    let indent = contents.indentation(at: start)
    guard contents.lineStart(before: start) + indent.count == start else {
      let text = (isFollowed ? Bytes(" ") : Bytes(", ")) + writer.line(of: member)
      contents.insert(contentsOf: text + (isFollowed ? Bytes(",") : []), at: behind)
      return
    }
    scanner = JSONCScanner(contents, at: behind)
    try scanner.skipRestOfLine()
    let text = writer.lineBreak + indent + writer.text(of: member, indentedBy: indent)
    contents.insert(contentsOf: text + (isFollowed ? Bytes(",") : []), at: scanner.position)
    if !isFollowed { contents.insert(UInt8(ascii: ","), at: valueEnd) }
  }

  private mutating func insert(
    _ member: JSONMember, intoEmpty object: Range<Int>, _ writer: JSONCWriter
  ) {
    let outer = contents.indentation(at: object.lowerBound)
    let indent = outer + writer.unit
    let inside = contents[(object.lowerBound + 1)..<(object.upperBound - 1)]
    // Comments are all that can stand inside: the member comes behind them.
    let end = inside.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? inside.startIndex
    let rest = contents[end..<inside.endIndex]
    let closing =
      rest.contains(10) && end > inside.startIndex ? Bytes(rest) : writer.lineBreak + outer
    let text = writer.lineBreak + indent + writer.text(of: member, indentedBy: indent) + closing
    contents.replaceSubrange(end..<inside.endIndex, with: text)
  }

  /// What the members of the outermost object are indented by.
  private func unit(of document: JSONCDocument) -> Bytes? {
    guard case .object(let members) = document.root?.content, let first = members.first else {
      return nil
    }
    let start = first.nameRange.lowerBound
    let indent = contents.indentation(at: start)
    let lineStart = contents.lineStart(before: start)
    return !indent.isEmpty && lineStart > 0 && lineStart + indent.count == start ? indent : nil
  }
}

extension JSONValue {
  /// A value within objects of these names.
  fileprivate static func nested(_ value: JSONValue, in path: ArraySlice<String>) -> JSONValue {
    path.reversed().reduce(value) { .object([JSONMember($1, $0)]) }
  }
}
