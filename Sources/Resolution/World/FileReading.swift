/// What came of reading a file.
package enum FileReading: Equatable, Sendable {
  /// There is no such file.
  case absent
  /// All of the file's bytes.
  case contents(Bytes)
  /// There is something, but it is not to be used.
  case refused(FileFault)

  /// All bytes of the file, or nil where there is none.
  ///
  /// - Parameter path: the file, for the error.
  /// - Returns: the bytes.
  /// - Throws: ``ResolutionError/refused(_:_:)`` for something that is not to be used.
  func contents(of path: Path) throws(ResolutionError) -> Bytes? {
    switch self {
    case .absent: return nil
    case .contents(let contents): return contents
    case .refused(let fault): throw .refused(path, fault)
    }
  }

  /// Whether there is no such file.
  var isAbsent: Bool {
    if case .absent = self { return true }
    return false
  }
}
