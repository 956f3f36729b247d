private import CLibc

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
    word.withUnsafeBytes { word in
      guard let first = word.baseAddress, !word.isEmpty else { return false }
      var rest = utf8Start
      let end = rest + utf8CodeUnitCount
      while end - rest >= word.count {
        // A NUL follows the text.
        let next = rest[word.count]
        if next == 32 || next == 0, memcmp(rest, first, word.count) == 0 {
          // Two words are none.
          return memchr(first, 32, word.count) == nil
        }
        while rest < end, rest.pointee != 32 { rest += 1 }
        rest += 1
      }
      return false
    }
  }
}
