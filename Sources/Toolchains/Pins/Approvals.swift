package import Resolution

/// What the user has allowed and denied, as the resolver reads it.
package struct Approvals: Sendable {
  private let home: Home

  /// The user's own approvals, also where the home is one of others.
  package init(_ home: Home) { self.home = home.own(.live) }

  /// Allows a file, and takes a denial back.
  ///
  /// - Parameters:
  ///   - path: the file, physical.
  ///   - contents: all that the approval covers.
  /// - Throws: ``FileError``.
  package func allow(_ path: Path, _ contents: Bytes) throws(FileError) {
    try write(Trust.approval(path, contents))
    try Folder.remove(home.approvals.appending(Trust.denial(path).name))
  }

  /// Denies a file, whatever is in it.
  ///
  /// - Parameter path: the file, physical.
  /// - Throws: ``FileError``.
  package func deny(_ path: Path) throws(FileError) { try write(Trust.denial(path)) }

  private func write(_ record: Trust.Record) throws(FileError) {
    try write(record.contents, to: home.approvals.appending(record.name))
  }

  /// Writes a file among the approvals, which only the user can read: it holds whole contents.
  ///
  /// - Parameters:
  ///   - contents: all of its bytes.
  ///   - path: the file.
  /// - Throws: ``FileError``.
  package func write(_ contents: Bytes, to path: Path) throws(FileError) {
    try Folder.createPrivate(home.approvals)
    try Folder.makePrivate(home.approvals)
    try AtomicFile.write(contents, to: path, links: .never, isPrivate: true)
  }
}
