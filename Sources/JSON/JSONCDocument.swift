package import Resolution

/// A JSON file with comments and trailing commas, each value with the place where it stands.
///
/// Source: the settings files of VS Code and Zed, which are JSON with `//` and `/* */` comments.
package struct JSONCDocument: Sendable {
  /// A value and its place.
  package struct Node: Sendable {
    /// What stands there.
    package let content: Content
    /// Where it stands in the file, in bytes.
    package let range: Range<Int>
    /// The line on which it begins, from 1.
    package let line: Int
  }

  /// What a value is made of.
  package indirect enum Content: Sendable {
    case array([Node])
    case object([Member])
    /// A string, a number, `true`, `false` or `null`.
    case scalar(JSONValue)
  }

  /// One name of an object with its value.
  package struct Member: Sendable {
    /// The name, escapes resolved.
    package let name: Bytes
    /// Where the quoted name stands in the file, in bytes.
    package let nameRange: Range<Int>
    /// What it is set to.
    package let value: Node
  }

  /// The value; nil for a file that holds nothing but blanks and comments.
  package let root: Node?

  /// The contents of a file.
  ///
  /// - Parameter contents: the whole file; a byte order mark is skipped.
  /// - Throws: ``JSONCError`` for the first thing that is not JSON.
  package init(_ contents: Bytes) throws(JSONCError) {
    var parser = JSONCParser(contents)
    root = try parser.parse()
  }

  /// The value at the end of a path of names.
  ///
  /// - Parameter path: names of objects within each other.
  /// - Returns: nil where it is not set.
  package func node(at path: [String]) -> Node? {
    var node = root
    for name in path {
      guard case .object(let members) = node?.content else { return nil }
      let name = Bytes(name.utf8)
      node = members.last { $0.name == name }?.value
    }
    return node
  }

  /// The value at the end of a path of names; nil where it is not set.
  package func value(at path: [String]) -> JSONValue? { node(at: path)?.value }
}

extension JSONCDocument.Node {
  /// The value without its place.
  package var value: JSONValue {
    switch content {
    case .array(let nodes): .array(nodes.map(\.value))
    case .object(let members): .object(members.map { JSONMember($0.name, $0.value.value) })
    case .scalar(let value): value
    }
  }
}

/// What is wrong with a JSON file, and where.
package struct JSONCError: Error, Equatable {
  /// The kinds of faults.
  package enum Fault: Equatable, Sendable {
    case comment
    case depth
    case end
    case member
    case number
    case object
    case string
    case value
  }

  /// The line, from 1.
  package let line: Int

  /// What was expected or found there.
  package let fault: Fault
}

extension JSONCError: CustomStringConvertible {
  package var description: String {
    switch fault {
    case .comment: "a comment is not closed"
    case .depth: "values are nested too deeply"
    case .end: "expected the end of the file"
    case .member: "expected a name in quotes, a colon, a comma or }"
    case .number: "a number is malformed"
    case .object: "an object, { }, is needed here to hold settings, and there is something else"
    case .string: "a string is not closed or has an invalid escape"
    case .value: "expected a value"
    }
  }
}
