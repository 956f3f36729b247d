internal import Resolution

/// A Rust toolchain's pin: the channel in a toolchain file.
struct RustPin {
  /// The file, of either name.
  let file: Path

  /// The file with a channel in it; comments, components and all other keys stay, a `path` goes.
  ///
  /// - Parameter channel: what stands behind `channel =`.
  /// - Returns: what the resolver understands.
  /// - Throws: ``PinError/resolution(_:)`` for a file that is not to be changed,
  ///   ``PinError/unusable(_:_:)`` for one with a fault that the channel does not mend.
  func pin(_ channel: Bytes) throws(PinError) -> VersionPin {
    var contents = Bytes()
    switch World.live.read(file, VersionFile.sizeLimit) {
    case .absent: break
    case .contents(let existing): contents = existing
    case .refused(let problem): throw .resolution(.refused(file, problem))
    }
    if file.name.equals(VersionFile.rustToolchain.name) {
      contents = withoutBareName(contents)
      if contents.trimmed.isEmpty {
        return VersionPin(file: file, contents: channel + Bytes("\n"))
      }
    }
    do throws(ResolutionError) {
      let new = try edited(contents, channel)
      _ = try RustToolchainFile(new, at: file)
      return VersionPin(file: file, contents: new)
    } catch { throw .unusable(file, error) }
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
      if let entry = try TOMLDocument(contents).entry("toolchain"), entry.value != .table {
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
