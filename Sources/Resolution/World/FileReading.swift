/// What came of reading a file.
package enum FileReading: Equatable, Sendable {
  /// There is no such file.
  case absent
  /// All of the file's bytes.
  case contents(Bytes)
  /// There is something, but it is not to be used.
  case refused(FileFault)

  /// Whether there is no such file.
  var isAbsent: Bool {
    if case .absent = self { return true }
    return false
  }
}
