package import Resolution

extension Path {
  /// A path written as text.
  package init(_ text: String) { self.init(Bytes(text.utf8)) }

  /// The path as text; bytes that are not UTF-8 are replaced, so it is for messages and for names
  /// that tvm itself has made.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Array where Element == UInt8 {
  /// The bytes as text; what is not UTF-8 is replaced.
  package var text: String { String(decoding: self, as: UTF8.self) }
}
