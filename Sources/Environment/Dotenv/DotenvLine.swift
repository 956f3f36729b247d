import Resolution

/// One line of a `.env` file: a name and where its value begins.
///
/// A value in quotes may go on in the lines below.
struct DotenvLine {
  /// The name; empty for a line that has none.
  private(set) var name: Bytes = []
  private var rest: Bytes = []
  private var quote: UInt8?

  /// Reads a line without its end; nil where it is neither an assignment nor a comment.
  init?(_ line: BytesSlice) {
    var rest = line.drop { $0.isSpace }
    if rest.isEmpty || rest.first == UInt8(ascii: "#") { return }
    var name = rest.prefix { $0.isNameByte }
    if name.equals("export") {
      let behind = rest[name.endIndex...].drop { $0.isSpace }
      let next = behind.prefix { $0.isNameByte }
      if behind.startIndex > name.endIndex, !next.isEmpty { name = next }
    }
    guard !name.isEmpty else { return nil }
    rest = rest[name.endIndex...]
    let separator = rest.drop { $0.isSpace }
    if separator.first == UInt8(ascii: "=") {
      rest = separator.dropFirst()
    } else if rest.first == UInt8(ascii: ":"), rest.dropFirst().first?.isSpace == true {
      rest = rest.dropFirst()
    } else {
      return nil
    }
    rest = rest.drop { $0.isSpace }
    self.name = Bytes(name)
    self.rest = Bytes(rest)
    if let first = rest.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"),
      rest.filter({ $0 == first }).count == 1
    {
      quote = first
    }
  }

  /// Whether the value goes on in the next line.
  var isOpen: Bool { quote != nil }

  /// Adds the next line to the value.
  mutating func add(_ line: BytesSlice) {
    rest += "\n"
    rest += line
    guard let last = line.lastIndex(where: { $0 == quote }),
      Self.isNothing(line[(last + 1)...])
    else { return }
    if quote == UInt8(ascii: "\""), Self.isEscaped(line, last) { return }
    quote = nil
  }

  /// The value; nil where something that is no comment stands behind it.
  var value: DotenvValue? {
    if let first = rest.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      // The last quote that can be the closing one is it: 'a''b' is a''b.
      for index in rest.indices.dropFirst().reversed() where rest[index] == first {
        if Self.isNothing(rest[(index + 1)...]) {
          let text = Bytes(rest[1..<index])
          return DotenvValue(text: text, form: first == UInt8(ascii: "'") ? .single : .double)
        }
      }
    }
    let word = rest.prefix { !$0.isSpace && $0 != UInt8(ascii: "#") }
    guard Self.isNothing(rest[word.endIndex...]) else { return nil }
    return DotenvValue(text: Bytes(word), form: .plain)
  }

  /// Whether there are only blanks and a comment.
  private static func isNothing(_ part: BytesSlice) -> Bool {
    let rest = part.drop { $0.isSpace }
    guard let first = rest.first else { return true }
    return first == UInt8(ascii: "#") && !rest.contains(UInt8(ascii: "\n"))
  }

  private static func isEscaped(_ line: BytesSlice, _ index: Int) -> Bool {
    line[..<index].reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }
}

extension UInt8 {
  /// Whether a name may hold this: a letter, a digit, an underscore or a dot.
  fileprivate var isNameByte: Bool {
    isLetter || isDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: ".")
  }

  /// Whether this is a blank, a line end or a form feed.
  fileprivate var isSpace: Bool { isBlank || self == 12 }
}
