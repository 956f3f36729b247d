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
        let checksum = GoIndex.checksum(beside: folder.appending(name))
        return Release(
          version: version, isStable: version.prerelease == nil, fileName: fileName,
          sha256: checksum.hash, size: nil, badChecksum: checksum.bad)
      })
  }

  /// The checksum in the file beside an archive, and that file where it holds something else.
  private static func checksum(beside archive: Path) -> (hash: String?, bad: String?) {
    let file = Path(archive.bytes + Bytes(".sha256"))
    switch World.live.read(file, 4096) {
    case .contents(let text):
      let hash = ChecksumText.sha256(in: text, of: Bytes(archive.name).text)
      return (hash, hash == nil ? file.text : nil)
    case .absent: return (nil, nil)
    default: return (nil, file.text)
    }
  }
}
