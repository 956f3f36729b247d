#if !hasFeature(Embedded)
// The shim changes no file.

extension Array where Element == UInt8 {
  /// Where the line of a position begins.
  package func lineStart(before position: Int) -> Int {
    self[..<position].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }

  /// The blanks at the beginning of a position's line.
  package func indentation(at position: Int) -> Bytes {
    Bytes(self[lineStart(before: position)..<position].prefix { $0 == 32 || $0 == 9 })
  }

  /// The file's own kind of line end.
  package var lineBreak: Bytes {
    guard let feed = firstIndex(of: UInt8(ascii: "\n")), feed > 0, self[feed - 1] == 13 else {
      return Bytes("\n")
    }
    return Bytes("\r\n")
  }
}
#endif
