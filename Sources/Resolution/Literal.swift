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
