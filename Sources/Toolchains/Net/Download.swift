/// A file to fetch, and how to know that it is the right one.
package struct Download: Sendable, Equatable {
  /// Complete URLs of the same file (`https`, `http`, `file`) or paths, tried in order.
  package var mirrors: [String]
  /// The expected SHA-256 in lower-case hex.
  package var sha256: String?
  /// The expected length in bytes.
  package var size: UInt64?

  /// A file at one or more places.
  ///
  /// - Parameters:
  ///   - mirrors: Complete URLs or paths, tried in order.
  ///   - sha256: The expected SHA-256 in hex, if it is known.
  ///   - size: The expected length in bytes, if it is known.
  package init(mirrors: [String], sha256: String? = nil, size: UInt64? = nil) {
    self.mirrors = mirrors
    self.sha256 = sha256?.lowercased()
    self.size = size
  }
}

/// A download that arrived whole.
package struct Served: Sendable, Equatable {
  /// The mirror that served the last byte, as given.
  package let url: String
  /// Its length.
  package let bytes: UInt64
  /// Its SHA-256 in lower-case hex.
  package let sha256: String
}
