internal import Resolution

/// A toolchain's pin in a `.tool-versions`: the first version in the line that counts for a tool.
struct ToolVersionsPin {
  /// The file.
  let file: Path
  /// Whose line it is.
  let language: Language

  /// The file with a request as the first version of the line; the other versions, which asdf falls back
  /// to, and all other bytes stay.
  ///
  /// - Parameter request: what is asked for.
  /// - Returns: the file, not written yet.
  /// - Throws: ``PinError/resolution(_:)`` for a file that is not to be changed, or that nobody
  ///   understands with the request in it.
  func pin(_ request: Bytes) throws(PinError) -> VersionPin {
    do throws(ResolutionError) {
      let contents = try World.live.contents(of: file, limit: VersionFile.sizeLimit) ?? []
      let new = ToolVersionsPin.edited(contents, language, request)
      if language == .go { _ = try VersionFile.toolVersions.goPins(in: new, at: file) }
      return VersionPin(file: file, contents: new)
    } catch { throw .resolution(error) }
  }

  /// The contents with a request in them; as they are where no line is for the language.
  static func edited(_ contents: Bytes, _ language: Language, _ request: Bytes) -> Bytes {
    let lines = contents.withoutByteOrderMark.parts(between: "\n")
    for line in lines {
      guard let text = VersionFile.toolVersions.text(of: line, for: language) else { continue }
      var new = contents
      let others = fallbacks(behind: text, language, request)
      new.replaceSubrange(
        text.startIndex..<text.endIndex, with: Bytes([request] + others, separatedBy: " "))
      return new
    }
    return contents
  }

  /// The other versions of a line; none beside a request of several words, which stands for itself.
  private static func fallbacks(
    behind text: BytesSlice, _ language: Language, _ request: Bytes
  ) -> [Bytes] {
    guard request.words.count == 1, language != .go || Request(go: text) == nil else { return [] }
    return text.words.dropFirst().map { Bytes($0) }.filter { $0 != request }
  }
}
