import Resolution
import Toolchains

/// What a directory pins, in lines that are the same wherever the same is pinned.
struct JobPins {
  /// One line for each thing that decides what is installed.
  let lines: [String]

  /// The pins of the current directory.
  ///
  /// - Parameters:
  ///   - session: where they are read.
  ///   - options: how to ask which release a moving pin means today.
  /// - Throws: ``CommandError/nothingAsked(directory:)`` and what reading the pins throws.
  init(_ session: Session, _ options: NetworkOptions) throws {
    // Who looks a moving pin up is not told about it.
    var quiet = options
    quiet.quiet = true
    var lines: [String] = []
    for language in Language.allCases {
      guard let candidate = try session.firstRequest(language) else { continue }
      lines += try quiet.store(language, session).keyLines(of: candidate)
    }
    if lines.isEmpty {
      throw CommandError.nothingAsked(directory: session.world.workingDirectory())
    }
    self.lines = lines
  }
}
