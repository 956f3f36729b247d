package import Resolution

/// A Rust toolchain's pin: the channel in the toolchain file of a directory.
package struct RustPin: Sendable {
  /// The file that is written: `rust-toolchain` where there is one, since it wins, else
  /// `rust-toolchain.toml`.
  package let file: Path

  /// The pin of a directory.
  package init(in directory: Path) {
    let legacy = directory.appending(VersionFile.rustToolchain.name)
    file =
      Folder.isOccupied(legacy)
      ? legacy : directory.appending(VersionFile.rustToolchainTOML.name)
  }

  /// Writes the channel; comments, components and all other keys stay, a `path` goes.
  ///
  /// - Parameter channel: what stands behind `channel =`.
  /// - Throws: as ``contents(with:)``, ``RustError/file(_:)``.
  package func write(_ channel: Bytes) throws(RustError) {
    let new = try contents(with: channel)
    try RustError.files { () throws(FileError) in try AtomicFile.write(new, to: file) }
  }

  /// The file as it is with a channel in it.
  ///
  /// - Parameter channel: what stands behind `channel =`.
  /// - Returns: what the resolver understands.
  /// - Throws: ``RustError/resolution(_:)`` for a file that is not to be changed,
  ///   ``RustError/unusablePin(_:_:)`` for one with a fault that the channel does not mend.
  package func contents(with channel: Bytes) throws(RustError) -> Bytes {
    var contents = Bytes()
    switch World.live.read(file, VersionFile.sizeLimit) {
    case .absent: break
    case .contents(let existing): contents = existing
    case .refused(let problem): throw .resolution(.refused(file, problem))
    }
    if file.name.equals(VersionFile.rustToolchain.name) {
      contents = withoutBareName(contents)
      if contents.trimmed.isEmpty { return channel + Bytes("\n") }
    }
    do throws(ResolutionError) {
      let new = try edited(contents, channel)
      _ = try RustToolchainFile(new, at: file)
      return new
    } catch { throw .unusablePin(file, error) }
  }

  /// What the older kind of file has beside a bare name, which one line always is.
  private func withoutBareName(_ contents: Bytes) -> Bytes {
    var lines = contents.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.count < 2 || lines.count == 2 && lines[1].isEmpty { return [] }
    let words = lines.indices.filter { index in
      let line = lines[index].trimmed
      return !line.isEmpty && line.first != UInt8(ascii: "#")
    }
    // Blank lines and comments around a name are a mistake that rustup and the resolver refuse.
    guard words.count == 1, (try? TOMLDocument(contents)) == nil else { return contents }
    lines.remove(at: words[0])
    return Bytes(lines.joined(separator: Bytes("\n")))
  }

  private func edited(_ contents: Bytes, _ channel: Bytes) throws(ResolutionError) -> Bytes {
    var editor = TOMLEditor(contents)
    do throws(TOMLError) {
      let toolchain = Bytes("toolchain")
      if let entry = try TOMLDocument(contents).entry(["toolchain"]), entry.value != .table {
        // Somebody's shorter way to say what the table says.
        try editor.remove(toolchain, from: nil)
      }
      try editor.remove("path", from: "toolchain")
      try editor.set(channel, for: "channel", in: "toolchain")
    } catch {
      throw .rust(.notTOML(file, line: error.line, fault: error.reason))
    }
    return editor.contents
  }
}
