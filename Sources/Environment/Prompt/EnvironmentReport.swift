internal import CLibc
package import Resolution
private import Toolchains

/// What the user is told of an environment.
package enum EnvironmentReport: Equatable, Sendable {
  /// The file needs the user.
  case blocked(EnvironmentError)
  /// The environment could not be made or left.
  case failed(EnvironmentError)
  /// A file was loaded; the names of what it changed, with a sign before each, and what is wrong with
  /// the toolchains that it asks for, if anything is.
  case loaded(Path, [Bytes], problem: Bytes? = nil)
  /// Variables that a file had changed were changed by somebody else since, and stay.
  case kept(Path, [Bytes])
  /// A file has changed where toolchains are looked for, and so which ones there are; the new home.
  case relocated(Path, to: Path)
  /// A file was unloaded.
  case unloaded(Path)

  /// The same, less what it says of variables that another file has set by now; nil if nothing is left.
  func without(_ names: Set<Bytes>) -> EnvironmentReport? {
    guard case .kept(let place, let kept) = self else { return self }
    let rest = kept.filter { !names.contains($0) }
    return rest.isEmpty ? nil : .kept(place, rest)
  }

  /// The line about a change, or nil where the user's settings want none or it is none.
  ///
  /// - Parameters:
  ///   - settings: The form and which lines are wanted.
  ///   - home: The user's home directory, which is written `~`.
  /// - Returns: The whole line, without its end.
  package func changeLine(_ settings: EnvironmentSettings, home: Bytes?) -> Bytes? {
    var text: Bytes
    switch self {
    case .blocked, .failed: return nil
    case .loaded(let path, let names, let problem):
      text = Bytes("loaded ") + Self.short(path, home)
      if let problem { text += Bytes(", but ") + problem }
      if !settings.hidesDifference, !names.isEmpty {
        text += ":"
        for name in names { text += Bytes(" ") + name }
      }
    case .kept(let path, let names):
      text = Bytes("kept the value you set after ") + Self.short(path, home) + " was loaded"
      if !settings.hidesDifference { text += Bytes(": ") + Bytes(names, separatedBy: " ") }
    case .relocated(let path, let root):
      text =
        Bytes("warning: ") + Self.short(path, home) + " moves your toolchains to "
        + Self.short(root, home) + "; export TVM_HOME and RUSTUP_HOME in it to keep them"
    case .unloaded(let path): text = Bytes("unloaded ") + Self.short(path, home)
    }
    if let filter = settings.logFilter, !Self.matches(text, filter) { return nil }
    guard let format = settings.logFormat else { return Bytes("tvm: ") + text }
    if format.isEmpty || format[...].equals("-") { return nil }
    guard let place = format.indices.first(where: { format[$0...].starts(with: "%s") }) else {
      return format
    }
    return Bytes(format[..<place]) + text + Bytes(format[(place + 2)...])
  }

  private static func short(_ path: Path, _ home: Bytes?) -> Bytes {
    guard let home, home.count > 1, path.isInside(Path(home)) else { return path.bytes.printable }
    return Bytes("~") + Bytes(path.bytes[Path(home).bytes.count...]).printable
  }

  /// Whether a text matches an extended regular expression; one that is none lets everything pass.
  private static func matches(_ text: Bytes, _ pattern: Bytes) -> Bool {
    var expression = regex_t()
    guard pattern.withCString({ regcomp(&expression, $0, REG_EXTENDED | REG_NOSUB) }) == 0 else {
      return true
    }
    defer { regfree(&expression) }
    return text.withCString { regexec(&expression, $0, 0, nil, 0) } == 0
  }
}
