internal import Resolution

extension Language {
  /// The version file of a directory that a pin is written to: the one that decides there, else the one
  /// that a new pin makes.
  func deciding(in directory: Path) -> (kind: VersionFile, path: Path) {
    let kind = versionFiles.first { kind in
      let path = directory.appending(kind.name)
      // The other ones are for nothing else, whatever stands there.
      guard kind == .toolVersions else { return Folder.isOccupied(path) }
      return kind.isAbout(self, World.live.read(path, VersionFile.sizeLimit))
    }
    return (kind ?? newVersionFile, directory.appending((kind ?? newVersionFile).name))
  }
}
