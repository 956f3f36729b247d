package import Resolution

/// The folder that a directory's project is in, which what stands in the project may be written to.
package enum ProjectFolder {
  /// The nearest folder from a directory upward that is a repository's, the user's own left out; else
  /// the directory itself.
  package static func root(of directory: Path) -> Path {
    let user = (try? Home.ofUser(.live)).map { World.live.physical($0) ?? $0 }
    let start = World.live.physical(directory) ?? directory
    let folders = start.ancestors.prefix { $0 != user && $0.parent != nil }
    return folders.first { Folder.isOccupied($0.appending(".git")) } ?? start
  }
}
