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
