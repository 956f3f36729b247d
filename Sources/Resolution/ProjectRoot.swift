extension World {
  /// The folder that a directory's project is in: the nearest one from there upward that is a
  /// repository's, the user's own left out; else the directory itself.
  @inline(never)
  package func projectRoot(of directory: Path) -> Path {
    let user = (try? Home.ofUser(self)).map { physical($0) ?? $0 }
    let start = physical(directory) ?? directory
    var next: Path? = start
    while let folder = next, folder != user, folder.parent != nil {
      if self.folder(folder.appending(".git")) != nil { return folder }
      next = folder.parent
    }
    return start
  }

  /// What a file leads to by a link, if that is outside of its project.
  package func target(outOfProject path: Path) -> Path? {
    guard let target = physical(path), target != path, let folder = path.parent,
      !target.isInside(projectRoot(of: folder))
    else { return nil }
    return target
  }
}
