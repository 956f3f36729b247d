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
