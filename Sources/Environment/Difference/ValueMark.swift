package import Resolution
private import Toolchains

/// What is kept of a value that was set: enough to know it again, and nothing that tells it.
package enum ValueMark: Equatable, Sendable {
  /// The variable was removed.
  case unset
  /// The SHA-256 of the value, in lower-case hex.
  case hash(Bytes)

  /// The mark of a value, or of none.
  package init(_ value: Bytes?) {
    guard let value else {
      self = .unset
      return
    }
    self = .hash(Digest.hex(of: value))
  }

  /// Whether a variable has the value still.
  package func matches(_ value: Bytes?) -> Bool { ValueMark(value) == self }
}
