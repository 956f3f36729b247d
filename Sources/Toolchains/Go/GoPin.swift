internal import Resolution

/// A Go toolchain's pin in a `.go-version`.
struct GoPin {
  /// The file.
  let file: Path

  /// The version file with a request in it; its comments stay, other requests go.
  ///
  /// - Parameter request: what is asked for, in any dialect.
  /// - Returns: the file, not written yet.
  /// - Throws: ``PinError/resolution(_:)``, ``PinError/unusable(_:_:)``.
  func pin(_ request: Bytes) throws(PinError) -> VersionPin {
    var lines: [BytesSlice] = []
    var isWritten = false
    var mark = BytesSlice()
    switch World.live.read(file, VersionFile.sizeLimit) {
    case .absent: break
    case .refused(let problem): throw .resolution(.refused(file, problem))
    case .contents(let contents):
      let text = contents.withoutByteOrderMark
      mark = contents[..<text.startIndex]
      for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        let old = line.withoutComment.trimmed
        if old.isEmpty {
          lines.append(line)
        } else if !isWritten {
          isWritten = true
          // What follows the old request is blanks, a comment and a carriage return.
          lines.append((request + Bytes(line[old.endIndex...]))[...])
        }
      }
      if let last = lines.last, last.isEmpty { lines.removeLast() }
    }
    if !isWritten { lines.append(request[...]) }
    let contents = Bytes(mark) + Bytes(lines.joined(separator: Bytes("\n"))) + Bytes("\n")
    // What cannot be understood with the pin in it is the user's to correct.
    do throws(ResolutionError) {
      _ = try VersionFile.goVersion.goPins(in: contents, at: file)
    } catch { throw .unusable(file, error) }
    return VersionPin(file: file, contents: contents)
  }
}
