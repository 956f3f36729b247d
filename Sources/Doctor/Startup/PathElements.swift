import Resolution
import Shells
import Toolchains

/// What becomes of an element of `PATH` in a line of a start-up file.
enum PathElementChange: Equatable {
  case stays
  case goes
  /// The element's bytes, quotes included, are changed.
  case becomes(Bytes)
}

/// What an assignment to `PATH` does that has lost elements.
enum PathRest: Equatable {
  case elements
  /// It sets `PATH` to itself.
  case oldPath
  case nothing
}

/// A part of a line that is replaced.
typealias LineCut = (range: Range<Int>, replacement: Bytes)

extension Bytes {
  /// The bytes with parts replaced, which do not overlap.
  func replacing(_ cuts: [LineCut]) -> Bytes {
    var result = self
    for cut in cuts.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      result.replaceSubrange(cut.range, with: cut.replacement)
    }
    return result
  }
}

extension StartupLine {
  /// An element of `PATH` as a line has it.
  struct PathElement: Equatable {
    /// Its bytes with the quotes among them.
    let bytes: Bytes
    /// What it says, without quotes.
    let text: String

    /// Whether it stands for the whole `PATH` as it was before.
    var isOldPath: Bool { ["$PATH", "${PATH}", "$path", "${path}", "$path[@]"].contains(text) }
  }

  /// The elements of an assignment to `PATH`.
  func pathElements(_ assignment: Assignment) -> [PathElement] {
    lists(assignment).flatMap { range in
      ElementScanner(bytes[range]).parts.map { PathElement(bytes: Bytes($0.bytes), text: $0.text) }
    }
  }

  /// What makes the line have other elements in an assignment to `PATH`, as parts to replace.
  ///
  /// - Parameters:
  ///   - assignment: the assignment.
  ///   - change: says what becomes of an element.
  /// - Returns: the parts, and what is left of the assignment.
  func pathCuts(
    _ assignment: Assignment, _ change: (PathElement) -> PathElementChange
  ) -> (cuts: [LineCut], rest: PathRest) {
    var cuts: [LineCut] = []
    var rest = PathRest.nothing
    for range in lists(assignment) {
      let parts = ElementScanner(bytes[range]).parts
      var builder = ElementBuilder()
      var isChanged = false
      for part in parts {
        let element = PathElement(bytes: Bytes(part.bytes), text: part.text)
        switch change(element) {
        case .stays:
          builder.add(element.bytes, part.quote, part.endQuote)
          if !element.isOldPath { rest = .elements } else if rest == .nothing { rest = .oldPath }
        case .goes: isChanged = true
        case .becomes(let bytes):
          builder.add(bytes, part.quote, part.endQuote)
          (isChanged, rest) = (true, .elements)
        }
      }
      guard isChanged else { continue }
      if builder.isEmpty, isList(assignment) {
        cuts.append((start(ofBlanksBefore: range.lowerBound)..<range.upperBound, []))
      } else {
        cuts.append((range, builder.bytes))
      }
    }
    return (cuts, rest)
  }

  /// Whether the elements are words of their own.
  private func isList(_ assignment: Assignment) -> Bool {
    syntax == .fish || lists(assignment).count > 1 || bytes[wordRange(assignment)].last == 41
  }

  private func wordRange(_ assignment: Assignment) -> Range<Int> {
    guard syntax != .environment, !assignment.words.isEmpty else { return 0..<bytes.count }
    return commands[assignment.command].ranges[assignment.words.lowerBound]
  }

  /// Where the lists of an assignment stand: one with colons, or the words of a list of zsh or fish.
  private func lists(_ assignment: Assignment) -> [Range<Int>] {
    if syntax == .fish {
      return assignment.words.map { commands[assignment.command].ranges[$0] }
    }
    let word = wordRange(assignment)
    guard let sign = bytes[word].firstIndex(of: UInt8(ascii: "=")) else { return [] }
    let value = (sign + 1)..<word.upperBound
    guard bytes[value].first == UInt8(ascii: "("), bytes[value].last == UInt8(ascii: ")") else {
      return [value]
    }
    return ElementScanner(bytes[(value.lowerBound + 1)..<(value.upperBound - 1)], isWords: true)
      .parts.filter { !$0.bytes.isEmpty }.map { $0.bytes.startIndex..<$0.bytes.endIndex }
  }

  /// Where the blanks before a word begin, joined lines included.
  func start(ofBlanksBefore index: Int) -> Int {
    var index = index
    while index > 0, bytes[index - 1].isBlank || bytes[index - 1] == 10 || isJoint(index - 1) {
      index -= 1
    }
    return index
  }

  private func isJoint(_ index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "\\") && index + 1 < bytes.count && bytes[index + 1] == 10
  }
}

/// Takes a value apart at its colons, or at its blanks; what stands in `${…}` and `$(…)` has none.
private struct ElementScanner {
  struct Part {
    /// The bytes, quotes included.
    var bytes: BytesSlice
    /// The text without quotes.
    var text: String
    /// The quote that is open where it begins, and where it ends.
    var quote: UInt8?
    var endQuote: UInt8?
  }

  private(set) var parts: [Part] = []

  init(_ value: BytesSlice, isWords: Bool = false) {
    var start = value.startIndex
    var text = Bytes()
    var quote: UInt8?
    var startQuote: UInt8?
    var index = value.startIndex
    func end(_ index: Int) -> Part {
      Part(bytes: value[start..<index], text: text.text, quote: startQuote, endQuote: quote)
    }
    while index < value.endIndex {
      let byte = value[index]
      let next = index + 1 < value.endIndex ? value[index + 1] : 0
      switch byte {
      case UInt8(ascii: "\\") where quote != UInt8(ascii: "'") && next != 0:
        text.append(next)
        index += 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        if quote == byte {
          quote = nil
        } else if quote == nil {
          quote = byte
        } else {
          text.append(byte)
        }
      case UInt8(ascii: "$") where quote != UInt8(ascii: "'") && (next == 123 || next == 40):
        let close = ElementScanner.close(value, index + 1)
        text += value[index...close]
        index = close
      case UInt8(ascii: ":") where !isWords,
        32 where isWords && quote == nil, 9 where isWords && quote == nil,
        10 where isWords && quote == nil:
        parts.append(end(index))
        start = index + 1
        text = []
        startQuote = quote
      default: text.append(byte)
      }
      index += 1
    }
    parts.append(end(value.endIndex))
  }

  /// Where the bracket at a place is closed, or the end.
  private static func close(_ value: BytesSlice, _ start: Int) -> Int {
    let open = value[start]
    let close: UInt8 = open == 123 ? 125 : 41
    var level = 0
    for index in start..<value.endIndex {
      if value[index] == open { level += 1 }
      if value[index] == close { level -= 1 }
      if level == 0 { return index }
    }
    return value.endIndex - 1
  }
}

/// Puts elements together again, each within the quotes it was in.
private struct ElementBuilder {
  private var result = Bytes()
  private var quote: UInt8?
  private(set) var isEmpty = true

  mutating func add(_ bytes: Bytes, _ quote: UInt8?, _ endQuote: UInt8?) {
    if let open = self.quote, open != quote {
      result.append(open)
      self.quote = nil
    }
    if !isEmpty { result.append(UInt8(ascii: ":")) }
    if let quote, quote != self.quote { result.append(quote) }
    result += bytes
    self.quote = endQuote
    isEmpty = false
  }

  var bytes: Bytes { result + (quote.map { [$0] } ?? []) }
}
