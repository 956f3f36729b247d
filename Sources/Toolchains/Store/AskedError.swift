package import Resolution

/// Why something could not be installed, with the place that asks for it: what a file asks for may not be
/// what the user has in mind.
package struct AskedError: Error, Equatable {
  /// The error in words.
  let words: String
  /// The place.
  package let source: Source

  /// An error with its place, unless the user has just typed the request or the error names the place.
  static func naming(_ source: Source, _ error: any Error) -> any Error {
    let words = "\(error)"
    if source == .commandLine || words.contains("asked for by ") { return error }
    return AskedError(words: words, source: source.naming(error))
  }
}

extension AskedError: CustomStringConvertible {
  package var description: String {
    let place = "\n  \(source.asReason.text)"
    guard let help = words.firstRange(of: "\nhelp: ") else { return words + place }
    return words[..<help.lowerBound] + place + words[help.lowerBound...]
  }
}

extension Source {
  /// The place in a toolchain file that names what an error is about, if it is not the channel.
  fileprivate func naming(_ error: any Error) -> Source {
    guard case .file(let path, _) = self, let key = (error as? RustError)?.key,
      case .contents(let contents) = World.live.read(path, VersionFile.sizeLimit),
      let line = try? TOMLDocument(contents).entry("toolchain", key)?.line
    else { return self }
    return .file(path, line: line)
  }
}

extension RustError {
  /// The key of a toolchain file whose value is at fault; nil for the channel's.
  fileprivate var key: StaticString? {
    switch self {
    case .unavailable, .unknownComponent: "components"
    case .unknownTarget: "targets"
    default: nil
    }
  }
}
