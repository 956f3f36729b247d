package import Resolution

/// What a `.env` file says.
///
/// The rules are direnv's: `NAME=VALUE`, `export NAME=VALUE` or `NAME: VALUE`, comments, quotes that
/// may span lines, `$NAME`, `${NAME}` and `${NAME:-DEFAULT}`; no command is ever run.
package struct Dotenv: Equatable, Sendable {
  /// One variable of the file.
  package struct Assignment: Equatable, Sendable {
    /// The name, which may hold dots and begin with a digit: see `isIdentifier`.
    package let name: Bytes
    /// The value, without quotes and with everything expanded.
    package let value: Bytes
    /// The line of the name, from 1.
    package let line: Int
  }

  /// The variables in the order of their first lines; where a name has several, the last one's value.
  package private(set) var assignments: [Assignment] = []

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - contents: The whole file.
  ///   - variable: The value of a variable that the file has not set before.
  /// - Throws: ``DotenvError`` for the first line that cannot be read; nothing else of the file counts
  ///   then.
  package init(_ contents: Bytes, variable: (Bytes) -> Bytes?) throws(DotenvError) {
    let lines = contents.parts(between: "\n").map { line in
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
    var positions: [Bytes: Int] = [:]
    var index = 0
    while index < lines.count {
      let number = index + 1
      guard var line = DotenvLine(lines[index]) else { throw .notAnAssignment(line: number) }
      index += 1
      guard !line.name.isEmpty else { continue }
      while line.isOpen {
        guard index < lines.count else { throw .unclosedQuote(line: number) }
        line.add(lines[index])
        index += 1
      }
      guard let raw = line.value, !raw.text.contains(0) else {
        throw .notAnAssignment(line: number)
      }
      let value = raw.expanded { name in
        positions[name].map { assignments[$0].value }
      } outside: {
        variable($0)
      }
      let assignment = Assignment(name: line.name, value: value, line: number)
      if let position = positions[line.name] {
        assignments[position] = assignment
      } else {
        positions[line.name] = assignments.count
        assignments.append(assignment)
      }
    }
  }
}

/// Why a `.env` file cannot be read.
///
/// Its lines are never shown: they may hold secrets.
package enum DotenvError: Error, Equatable {
  /// A line that is neither an assignment nor a comment.
  case notAnAssignment(line: Int)
  /// A value whose quote is not closed before the end of the file.
  case unclosedQuote(line: Int)

  /// The line, from 1.
  package var line: Int {
    switch self {
    case .notAnAssignment(let line), .unclosedQuote(let line): line
    }
  }
}

extension DotenvError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAnAssignment: "not an assignment; values with spaces need quotes"
    case .unclosedQuote: "the quote that begins here is never closed"
    }
  }
}
