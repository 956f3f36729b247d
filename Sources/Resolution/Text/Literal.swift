/// A text that is written in the source of tvm, such as a variable's name, made comparable.
package struct Literal: Equatable, Sendable {
  /// The text itself.
  package let literal: StaticString

  /// The text's bytes.
  package var bytes: Bytes { Bytes(literal) }

  /// A text of the source.
  package init(_ literal: StaticString) { self.literal = literal }

  package static func == (left: Self, right: Self) -> Bool {
    left.bytes == right.bytes
  }
}

extension StaticString {
  /// Whether a word is one of those between the text's blanks.
  @inline(never)
  func contains(word: BytesSlice) -> Bool {
    guard !word.isEmpty else { return false }
    let text = UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 32 { end += 1 }
      if end - start == word.count, text[start..<end].elementsEqual(word) { return true }
      start = end + 1
    }
    return false
  }
}
