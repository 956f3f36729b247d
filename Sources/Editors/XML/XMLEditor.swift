package import Resolution

/// Changes single attributes of an XML file and leaves every other byte as it is.
package struct XMLEditor {
  /// The file as it stands now.
  package private(set) var contents: Bytes

  /// A file to change; an empty one becomes an empty project of JetBrains' programs.
  package init(_ contents: Bytes) {
    self.contents =
      contents.isEmpty
      ? Bytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<project version=\"4\">\n</project>\n")
      : contents
  }

  /// Sets an attribute of an element within elements that have names; those that do not exist are
  /// made.
  ///
  /// - Parameters:
  ///   - attribute: the attribute.
  ///   - value: its value.
  ///   - path: the elements below the outermost, each with the value of its `name` attribute.
  /// - Returns: whether anything had to be changed.
  /// - Throws: ``XMLError`` where the file is not XML.
  @discardableResult
  package mutating func set(
    _ attribute: String, to value: String, in path: [(element: String, name: String)]
  ) throws(XMLError) -> Bool {
    var element = try XMLDocument(contents).root
    for (index, step) in path.enumerated() {
      guard let child = element.child(step.element, named: step.name) else {
        insert(path[index...], attribute, value, into: element)
        return true
      }
      element = child
    }
    let encoded = XMLText.encode(value)
    guard let old = element.attributes.first(where: { $0.name == attribute }) else {
      var end = element.tagEnd
      while contents[end - 1].isBlank { end -= 1 }
      contents.insert(contentsOf: Bytes(" \(attribute)=\"".utf8) + encoded + Bytes("\""), at: end)
      return true
    }
    guard old.value != value else { return false }
    contents.replaceSubrange(old.range, with: encoded)
    return true
  }

  private mutating func insert(
    _ path: ArraySlice<(element: String, name: String)>, _ attribute: String, _ value: String,
    into parent: XMLDocument.Element
  ) {
    let lineBreak = contents.lineBreak
    let outer = contents.indentation(at: parent.range.lowerBound)
    var indent = outer + Bytes("  ")
    var opening = Bytes()
    var closing = Bytes()
    for (index, step) in zip(path.indices, path) {
      let tag = Bytes("<\(step.element) name=\"".utf8) + XMLText.encode(step.name) + Bytes("\"")
      opening += indent + tag
      if index == path.indices.last {
        opening += Bytes(" \(attribute)=\"".utf8) + XMLText.encode(value) + Bytes("\" />")
      } else {
        opening += Bytes(">") + lineBreak
        closing = lineBreak + indent + Bytes("</\(step.element)>".utf8) + closing
        indent += Bytes("  ")
      }
    }
    let text = opening + closing + lineBreak
    guard let endTag = parent.endTag else {
      var end = parent.tagEnd
      while contents[end - 1].isBlank { end -= 1 }
      contents.replaceSubrange(
        end..<parent.range.upperBound,
        with: Bytes(">") + lineBreak + text + outer + Bytes("</\(parent.name)>".utf8))
      return
    }
    let lineStart = contents.lineStart(before: endTag)
    if contents[lineStart..<endTag].allSatisfy(\.isBlank), lineStart > parent.tagEnd {
      contents.insert(contentsOf: text, at: lineStart)
    } else {
      contents.insert(contentsOf: lineBreak + text + outer, at: endTag)
    }
  }
}
