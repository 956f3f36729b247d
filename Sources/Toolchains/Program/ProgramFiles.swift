package import Resolution

/// What of tvm other programs read: the shim, the library of environment files, the completions.
///
/// A release has all of it inside, and writes out what bash, zsh and fish need as files of their own,
/// below the cache, wherever it is not there as it should be. A development build has it beside it.
package enum ProgramFiles {
  /// A folder of files.
  package enum Part: String, Sendable {
    case completions
    case environmentLibrary = "envrc"
  }

  /// The bytes of the shim; nil where a development build has none beside it.
  package static var shim: Bytes? {
    if let files = EmbeddedFiles.own { return files.contents(of: Bytes("tvm-shim")) }
    let built = (Installation.real.parent ?? Path("/")).appending("tvm-shim")
    guard case .contents(let bytes) = World.live.read(built, 64 << 20) else { return nil }
    return bytes
  }

  /// The text of a file of the sources that the program was built from.
  ///
  /// - Parameter name: its path below `share`.
  /// - Returns: nil where there is none.
  package static func text(_ name: Bytes) -> Bytes? {
    if let files = EmbeddedFiles.own { return files.contents(of: name) }
    guard let share, case .contents(let bytes) = World.live.read(share.appending(name), 1 << 20)
    else { return nil }
    return bytes
  }

  /// The folder with a part, which is there unless nothing can be written anywhere.
  ///
  /// - Parameters:
  ///   - part: what is needed.
  ///   - home: whose cache it is kept in; else it lies in a folder of this session.
  /// - Returns: the folder.
  package static func folder(_ part: Part, _ home: Home) -> Path {
    let name = Bytes(part.rawValue.utf8)
    guard let files = EmbeddedFiles.own else {
      return (share ?? Installation.real).appending(name)
    }
    let digest = files["digest"] ?? Bytes("files")
    let kept = home.own(.live).programFiles.appending(digest)
    if files.isPlaced(name, in: kept) { return kept.appending(name) }
    let session = SessionFolder(.live)?.path.appending(digest)
    if let session, files.isPlaced(name, in: session) { return session.appending(name) }
    return kept.appending(name)
  }

  /// The folder `share` of the sources that a development build lies in.
  private static var share: Path? {
    (Installation.real.parent ?? Path("/")).ancestors
      .first { $0.name.equals(".build") }?.parent?.appending("share")
  }
}

extension EmbeddedFiles {
  /// Writes out the files of a folder where they are not there with the same contents.
  ///
  /// - Parameters:
  ///   - folder: the name of the folder.
  ///   - place: where to.
  /// - Returns: whether all of them are there.
  fileprivate func isPlaced(_ folder: Bytes, in place: Path) -> Bool {
    entries.allSatisfy { entry in
      guard entry.name.starts(with: folder + Bytes("/")) else { return true }
      guard let bytes = contents(of: entry.name) else { return false }
      let path = place.appending(entry.name)
      if World.live.read(path, bytes.count) == .contents(bytes) { return true }
      // Another place is tried then. They can be made again, so that nothing waits for the disk.
      return
        (try? AtomicFile.write(
          bytes, to: path, links: .never, permissions: 0o644, isDurable: false)) != nil
    }
  }
}
