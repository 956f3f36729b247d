internal import Resolution

extension GoIndex {
  /// The releases whose archives lie in a folder without an index, named as Go names them, each with
  /// its checksum beside it in a file of the same name plus `.sha256`.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - platform: whose archives count.
  init?(folder: Path, _ platform: Platform) {
    guard let names = World.live.names(folder) else { return nil }
    let ending = ".\(platform.system)-\(platform.architecture).tar.gz"
    self.init(
      names.compactMap { name in
        let fileName = name.text
        guard fileName.hasSuffix(ending),
          let version = GoVersion(goName: String(fileName.dropLast(ending.count)))
        else { return nil }
        return Release(
          version: version, isStable: version.prerelease == nil, fileName: fileName,
          sha256: GoIndex.checksum(beside: folder.appending(name)), size: nil)
      })
  }

  private static func checksum(beside archive: Path) -> String? {
    guard
      case .contents(let text) = World.live.read(Path(archive.bytes + Bytes(".sha256")), 4096),
      let word = text.words.first, word.count == 64
    else { return nil }
    return Bytes(word).text
  }
}
