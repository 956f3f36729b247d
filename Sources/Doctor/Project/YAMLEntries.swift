import Resolution
import Toolchains

/// The scalars of a YAML file, each with the keys that lead to it.
///
/// As much of YAML as the files of pipelines need: mappings and lists in blocks or in braces and
/// brackets on one line, quotes, comments; of a block scalar each line is a scalar.
struct YAMLEntries {
  /// One scalar.
  struct Entry: Equatable {
    /// The keys from the outside to the inside; elements of lists count as nothing.
    let keys: [String]
    /// The value without its quotes.
    let text: String
    /// Whether it stands without quotes, so that 1.20 is a number.
    let isPlain: Bool
    /// The line, from 1.
    let line: Int
    /// Whether it is one line of a block scalar.
    var isBlock = false

    /// The key that it belongs to.
    var key: String { keys.last ?? "" }
  }

  let all: [Entry]

  /// The scalars in a file's contents.
  init(_ contents: Bytes) {
    var reader = Reader()
    for (index, line) in contents.parts(between: "\n").enumerated() {
      reader.read(line, index + 1)
    }
    all = reader.entries
  }

  private struct Reader {
    var entries: [Entry] = []
    /// The open keys and the columns where they stand.
    private var open: [(column: Int, key: String)] = []
    /// The column that the lines of a block scalar are deeper than.
    private var blockScalar: Int?

    mutating func read(_ line: BytesSlice, _ number: Int) {
      let text = Bytes(line.withoutComment).text
      var column = text.prefix { $0 == " " }.count
      var rest = Substring(text.dropFirst(column))
      while let last = rest.last, last.isWhitespace { rest.removeLast() }
      guard !rest.isEmpty else { return }
      if let edge = blockScalar {
        if column > edge {
          // What looks like a comment may be one of the script's.
          let text = Bytes(line.trimmed).text
          entries.append(
            Entry(
              keys: open.map(\.key), text: text, isPlain: false, line: number, isBlock: true))
          return
        }
        blockScalar = nil
      }
      var isElement = false
      while rest == "-" || rest.hasPrefix("- ") {
        // A list may stand at the column of its key.
        while let last = open.last, last.column > column { open.removeLast() }
        let blanks = rest.dropFirst().prefix { $0 == " " }.count
        rest = rest.dropFirst(1 + blanks)
        column += 1 + blanks
        isElement = true
      }
      if isElement {
        while let last = open.last, last.column >= column { open.removeLast() }
      }
      guard !rest.isEmpty else { return }
      guard let (key, value) = YAMLEntries.pair(rest) else {
        if isElement { add(rest, to: open.map(\.key), number) }
        return
      }
      while let last = open.last, last.column >= column { open.removeLast() }
      let keys = open.map(\.key) + [key]
      open.append((column, key))
      if let first = value.first, first == "|" || first == ">" {
        blockScalar = column
      } else if !value.isEmpty {
        add(value, to: keys, number)
      }
    }

    /// A scalar, or those of a mapping or a list on one line.
    private mutating func add(_ text: Substring, to keys: [String], _ number: Int) {
      if let close = ["{": "}", "[": "]"][text.prefix(1)], text.hasSuffix(close), text.count > 1 {
        for part in YAMLEntries.parts(text.dropFirst().dropLast()) {
          if text.hasPrefix("{") {
            guard let (key, value) = YAMLEntries.pair(part) else { continue }
            add(value, to: keys + [key], number)
          } else {
            add(part, to: keys, number)
          }
        }
        return
      }
      let quote = text.first.flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
      let value = quote.map { mark in String(text.dropFirst().prefix { $0 != mark }) }
      guard value ?? String(text) != "" else { return }
      entries.append(
        Entry(
          keys: keys, text: value ?? String(text), isPlain: quote == nil, line: number))
    }
  }

  /// A key and what follows it.
  private static func pair(_ text: Substring) -> (key: String, value: Substring)? {
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let mark = quote {
        if character == mark { quote = nil }
      } else if index == text.startIndex, character == "\"" || character == "'" {
        quote = character
      } else if character == "{" || character == "[" {
        return nil
      } else if character == ":" {
        let rest = text[text.index(after: index)...]
        guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { continue }
        let key = text[..<index].filter { $0 != "\"" && $0 != "'" }
        return (String(key), rest.drop { $0 == " " || $0 == "\t" })
      }
    }
    return nil
  }

  /// What commas part, but not those within quotes, braces and brackets.
  private static func parts(_ text: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var depth = 0
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let mark = quote {
        if character == mark { quote = nil }
        continue
      }
      switch character {
      case "\"", "'": quote = character
      case "{", "[": depth += 1
      case "}", "]": depth -= 1
      case "," where depth == 0:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    parts.append(text[start...])
    return parts.map { part in
      var part = part.drop { $0 == " " }
      while part.last == " " { part.removeLast() }
      return part
    }.filter { !$0.isEmpty }
  }
}
