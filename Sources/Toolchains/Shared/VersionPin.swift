package import Resolution

/// The pin of a directory, ready to be written.
package struct VersionPin: Sendable {
  /// The version file.
  package let file: Path
  /// What it will hold.
  let contents: Bytes

  /// Writes the file.
  ///
  /// - Throws: ``PinError/file(_:)``; the file is as before then.
  package func write() throws(PinError) {
    do throws(FileError) {
      let project = World.live.projectRoot(of: file.parent ?? Path("."))
      try AtomicFile.write(contents, to: file, links: .within(project))
    } catch { throw .file(error) }
  }
}
