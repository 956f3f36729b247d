package import Resolution

/// A Rust toolchain's pin: the channel in the toolchain file of a directory.
package struct RustPin: Sendable {
  /// The file that is written: `rust-toolchain` where there is one, since it wins, else
  /// `rust-toolchain.toml`.
  package let file: Path

  /// The pin of a directory.
  package init(in directory: Path) {
    let legacy = directory.appending(RustToolchainFile.legacyName)
    file =
      Folder.isOccupied(legacy) ? legacy : directory.appending(RustToolchainFile.name)
  }

  /// Writes the channel; comments, components and all other keys stay, a `path` goes.
  ///
  /// - Parameter channel: what stands behind `channel =`.
  /// - Throws: ``RustError/resolution(_:)`` for a file that is not to be changed,
  ///   ``RustError/file(_:)``.
  package func write(_ channel: Bytes) throws(RustError) {
    var contents = Bytes()
    switch World.live.read(file, VersionFile.sizeLimit) {
    case .absent: break
    case .contents(let existing): contents = existing
    case .refused(let problem): throw .resolution(.refused(file, problem))
    }
    let new = isBareName(contents) ? channel + Bytes("\n") : try edited(contents, channel)
    try RustError.files { () throws(FileError) in try AtomicFile.write(new, to: file) }
  }

  /// Whether the older kind of file holds one bare name, or nothing.
  private func isBareName(_ contents: Bytes) -> Bool {
    guard file.name.equals(RustToolchainFile.legacyName) else { return false }
    let lines = contents.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.count < 2 || lines.count == 2 && lines[1].isEmpty
  }

  private func edited(_ contents: Bytes, _ channel: Bytes) throws(RustError) -> Bytes {
    var editor = TOMLEditor(contents)
    do throws(TOMLError) {
      try editor.remove("path", from: "toolchain")
      try editor.set(channel, for: "channel", in: "toolchain")
    } catch {
      throw .resolution(.rust(.notTOML(file, line: error.line, fault: error.reason)))
    }
    return editor.contents
  }
}
