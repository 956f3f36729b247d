internal import Resolution

/// What is noted of a toolchain that is kept: two lines, and a third while the two change places.
struct KeptRecord {
  /// What rustup noted of its manifest, if that was known.
  let own: String?

  /// The same of the toolchain that has replaced it; nil where the process died before it said so.
  let successor: String?

  /// The start of the hash of what is kept while it is being put back in its place; whoever finds that in
  /// the place already has only the rest to do.
  let goal: String?

  /// A record to be written.
  init(own: String?, successor: String?, goal: String? = nil) {
    self.own = own
    self.successor = successor
    self.goal = goal
  }

  /// The record in a file, which need not exist.
  init(at path: Path) {
    var lines: [String] = []
    if case .contents(let contents) = World.live.read(path, 256) {
      lines = contents.text.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    }
    lines += ["", "", ""]
    own = lines[0].isEmpty ? nil : lines[0]
    successor = lines[1].isEmpty ? nil : lines[1]
    goal = lines[2].isEmpty ? nil : lines[2]
  }

  /// Writes it down.
  func write(to path: Path) throws(FileError) {
    let lines: [String?] = [own, successor] + (goal == nil ? [] : [goal])
    let text = lines.map { "\($0 ?? "")\n" }.joined()
    try AtomicFile.write(Bytes(text.utf8), to: path, links: .never)
  }

  /// Whether a toolchain in its place is still the one that has replaced it, as far as can be known.
  func isSucceeded(by hash: String?) -> Bool {
    guard let successor, let hash else { return true }
    return hash == successor
  }
}
