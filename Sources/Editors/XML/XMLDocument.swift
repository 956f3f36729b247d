package import Resolution

/// The elements of an XML file, each with the place where it stands.
///
/// As much of XML as the project files of JetBrains' programs need: elements, attributes, comments,
/// CDATA, processing instructions; text between elements is passed over.
package struct XMLDocument: Sendable {
  /// One element.
  package struct Element: Sendable {
    /// The name.
    package let name: String
    /// The attributes in their order.
    package let attributes: [Attribute]
    /// The whole element, in bytes.
    package internal(set) var range: Range<Int>
    /// Where the start tag's `>` or `/>` stands.
    package let tagEnd: Int
    /// Where the end tag begins; nil for `<x/>`.
    package internal(set) var endTag: Int?
    /// The elements in it.
    package internal(set) var children: [Element] = []

    /// The value of an attribute; nil where it is not there.
    package subscript(name: String) -> String? {
      attributes.first { $0.name == name }?.value
    }

    /// The first child of a name with a `name` attribute of this value.
    package func child(_ element: String, named name: String) -> Element? {
      children.first { $0.name == element && $0["name"] == name }
    }
  }

  /// One attribute of an element.
  package struct Attribute: Sendable {
    /// The name.
    package let name: String
    /// The value, entities resolved.
    package let value: String
    /// Where the value stands between its quotes, in bytes.
    package let range: Range<Int>
  }

  /// The outermost element.
  package let root: Element

  /// The contents of a file.
  ///
  /// - Parameter contents: the whole file; a byte order mark is skipped.
  /// - Throws: ``XMLError`` for the first thing that is not XML.
  package init(_ contents: Bytes) throws(XMLError) {
    var parser = XMLParser(contents)
    root = try parser.parse()
  }
}

/// What is wrong with an XML file, and where.
package struct XMLError: Error, Equatable {
  /// The line, from 1.
  package let line: Int
}

extension XMLError: CustomStringConvertible {
  package var description: String { "an element, an attribute or a comment is not closed" }
}
