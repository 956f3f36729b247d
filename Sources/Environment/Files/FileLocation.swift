package import Resolution

/// Where a file was reached and where that leads: two paths where a symbolic link stands, else one.
package struct FileLocation: Equatable, Sendable {
  /// The name that it was reached by, in a physical folder; what runs from a file runs for this folder.
  package let place: Path

  /// The file itself, physical.
  package let path: Path

  /// A file that has these paths.
  package init(place: Path, path: Path) {
    self.place = place
    self.path = path
  }

  /// The location of a file, or nil where nothing is.
  ///
  /// - Parameter place: Its name, with whatever links.
  package init?(_ place: Path) {
    guard let path = World.live.physical(place),
      let folder = World.live.physical(place.parent ?? Path("."))
    else { return nil }
    self.init(place: folder.appending(place.name), path: path)
  }

  /// Both paths, or the only one.
  var paths: [Path] { place == path ? [path] : [place, path] }
}
