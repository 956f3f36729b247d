/// A search for files of some names: in a directory, then in the one above it, and so on.
package struct UpwardSearch: Sendable {
  /// A directory and a name that were looked at.
  package struct Step: Equatable, Sendable {
    /// How many directories above the start it was.
    package var level: Int
    /// The name's index.
    package var index: Int

    /// The step of these numbers.
    package init(level: Int, index: Int) {
      self.level = level
      self.index = index
    }
  }

  /// Where the search starts.
  package let start: Start

  /// The names in the order in which each directory is searched.
  package let names: [StaticString]

  /// The directories to search, counted from the start upwards.
  package let levels: Range<Int>

  /// The largest file that is read, in bytes.
  package let limit: Int

  /// A search for files of these names, no larger than the limit.
  package init(start: Start, names: [StaticString], levels: Range<Int>, limit: Int) {
    self.start = start
    self.names = names
    self.levels = levels
    self.limit = limit
  }

  /// The path of what is looked at in a step.
  package func path(_ step: Step) -> Path {
    start.directory(above: step.level).appending(names[step.index])
  }

  /// The step before any other, or behind all where there are no directories.
  var first: Step { Step(level: levels.lowerBound, index: 0) }

  /// The step behind another one.
  func step(after step: Step) -> Step {
    step.index + 1 < names.count
      ? Step(level: step.level, index: step.index + 1) : Step(level: step.level + 1, index: 0)
  }
}

/// A directory where searches start.
package struct Start: Sendable {
  /// The directory, physical and absolute.
  package let directory: Path

  /// Whether it is the current directory, so that it has a shorter name.
  package let isCurrent: Bool

  /// How many directories there are from this one to the root, both included.
  package let levels: Int

  /// A start at a directory.
  package init(_ directory: Path, isCurrent: Bool = false) {
    self.directory = directory
    self.isCurrent = isCurrent
    levels = Start.levels(directory)
  }

  private static func levels(_ path: Path) -> Int {
    guard path.bytes.count > 1 else { return 1 }
    var levels = 1
    for byte in path.bytes where byte == UInt8(ascii: "/") { levels += 1 }
    return levels
  }

  /// The directory so many levels above.
  package func directory(above level: Int) -> Path {
    guard level > 0 else { return directory }
    var end = directory.bytes.count
    for _ in 0..<level {
      while end > 0, directory.bytes[end - 1] != UInt8(ascii: "/") { end -= 1 }
      // The slash goes, too, but for that of the root.
      end = max(end - 1, 0)
    }
    return end == 0 ? Path("/") : Path(Bytes(directory.bytes[..<end]))
  }

  /// How many levels above this directory another one is, or nil where it is not above it.
  func level(of folder: Path) -> Int? {
    directory.isInside(folder) ? levels - Start.levels(folder) : nil
  }
}

extension World {
  /// Visits the files of a search; what is not there is a candidate, too, where that is asked for.
  ///
  /// - Parameters:
  ///   - ascent: the search.
  ///   - includingAbsent: whether to visit what is not there.
  ///   - visit: is given those candidates; returns whether to go on.
  ///   - found: is given what is there, between them; returns whether to go on.
  /// - Returns: whether to go on.
  func visitFiles(
    _ ascent: UpwardSearch, includingAbsent: Bool, _ visit: (Candidate) -> Bool,
    found: (UpwardSearch.Step, FileReading) -> Bool
  ) -> Bool {
    var goesOn = true
    var next = ascent.first
    func visitAbsent(until end: UpwardSearch.Step) -> Bool {
      while includingAbsent, goesOn, next != end {
        goesOn = visit(Candidate(place: .file(ascent.path(next)), finding: .absent))
        next = ascent.step(after: next)
      }
      return goesOn
    }
    search(ascent) { step, reading in
      goesOn = visitAbsent(until: step) && found(step, reading)
      next = ascent.step(after: step)
      return goesOn
    }
    return visitAbsent(until: UpwardSearch.Step(level: ascent.levels.upperBound, index: 0))
  }
}
