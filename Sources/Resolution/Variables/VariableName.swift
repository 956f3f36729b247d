#if !hasFeature(Embedded)
// Where variables are looked up by strings, as in dictionaries, their names are compared as they are.

extension StaticString {
  /// The literal as a string.
  package var text: String { description }

  /// Whether a string is this literal.
  package static func == (text: String?, literal: StaticString) -> Bool { text == literal.text }

  /// Whether a string is not this literal.
  package static func != (text: String?, literal: StaticString) -> Bool { text != literal.text }

  /// Whether a string is this literal, where a `switch` asks.
  package static func ~= (literal: StaticString, text: String?) -> Bool { text == literal.text }
}

extension Dictionary where Key == String {
  /// The value for the name of a variable.
  package subscript(_ variable: StaticString) -> Value? {
    get { self[variable.text] }
    set { self[variable.text] = newValue }
  }
}
#endif
