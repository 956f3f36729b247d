extension World {
  /// Visits the files of a search; what is not there is a candidate, too, where that is asked for.
  ///
  /// - Parameters:
  ///   - files: the search.
  ///   - includingAbsent: whether to visit what is not there.
  ///   - visit: is given those candidates; returns whether to go on.
  ///   - found: is given what is there, between them; returns whether to go on.
  /// - Returns: whether to go on.
  func visitFiles(
    _ files: UpwardSearch, includingAbsent: Bool, _ visit: (Candidate) -> Bool,
    found: (UpwardSearch.Step, FileReading) -> Bool
  ) -> Bool {
    var goesOn = true
    var next = files.first
    func visitAbsent(until end: UpwardSearch.Step) -> Bool {
      while includingAbsent, goesOn, next != end {
        goesOn = visit(Candidate(place: .file(files.path(next)), finding: .absent))
        next = files.step(after: next)
      }
      return goesOn
    }
    search(files) { step, reading in
      goesOn = visitAbsent(until: step) && found(step, reading)
      next = files.step(after: step)
      return goesOn
    }
    return visitAbsent(until: UpwardSearch.Step(level: files.levels.upperBound, index: 0))
  }
}
