package import Resolution

extension String {
  /// The text that bytes spell; nil where they are no UTF-8.
  ///
  /// The standard library's own initializer needs macOS 15.
  package init?(utf8 bytes: Bytes) {
    self.init(decoding: bytes, as: UTF8.self)
    // What is no UTF-8 was replaced.
    guard utf8.elementsEqual(bytes) else { return nil }
  }
}
