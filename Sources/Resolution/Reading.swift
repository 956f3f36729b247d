extension World {
  /// All bytes of a file, or nil where there is none.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - limit: the largest size that is read, in bytes.
  /// - Returns: the bytes.
  /// - Throws: ``ResolutionError/refused(_:_:)`` for something that is not to be used.
  @inline(never)
  package func contents(of path: Path, limit: Int) throws(ResolutionError) -> Bytes? {
    try read(path, limit).contents(of: path)
  }

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
    if includingAbsent { return visitAllFiles(files, visit, found: found) }
    var goesOn = true
    search(files) { step, reading in
      goesOn = found(step, reading)
      return goesOn
    }
    return goesOn
  }

  @inline(never)
  private func visitAllFiles(
    _ files: UpwardSearch, _ visit: (Candidate) -> Bool,
    found: (UpwardSearch.Step, FileReading) -> Bool
  ) -> Bool {
    var goesOn = true
    var next = files.first
    func visitAbsent(until end: UpwardSearch.Step) -> Bool {
      while goesOn, next != end {
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

extension FileReading {
  /// All bytes of the file, or nil where there is none.
  ///
  /// - Parameter path: the file, for the error.
  /// - Returns: the bytes.
  /// - Throws: ``ResolutionError/refused(_:_:)`` for something that is not to be used.
  func contents(of path: Path) throws(ResolutionError) -> Bytes? {
    switch self {
    case .absent: return nil
    case .contents(let contents): return contents
    case .refused(let fault): throw .refused(path, fault)
    }
  }
}

extension Start {
  /// A start at a directory, or at the current one.
  ///
  /// - Parameters:
  ///   - directory: the directory, physical; nil for the current one.
  ///   - world: where the current directory is asked for.
  /// - Throws: ``ResolutionError/workingDirectoryGone``.
  package init(_ directory: Path?, _ world: World) throws(ResolutionError) {
    if let directory {
      self.init(directory)
      return
    }
    guard let current = world.workingDirectory() else { throw .workingDirectoryGone }
    self.init(current, isCurrent: true)
  }
}
