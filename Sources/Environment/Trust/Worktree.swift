package import Resolution
private import Toolchains

/// A linked worktree of a git repository that has a main checkout.
package struct Worktree: Equatable, Sendable {
  /// The top folder of the worktree, physical.
  package let folder: Path
  /// The top folder of the main checkout, physical.
  package let main: Path

  /// The worktree that a file is in, or nil where it is in none.
  ///
  /// Both sides must name each other: a project can write what it likes into its own `.git`, but not
  /// into the main checkout's.
  ///
  /// - Parameter path: The file, physical.
  package init?(containing path: Path) {
    for folder in path.ancestors.dropFirst() {
      let link = folder.appending(".git")
      switch World.live.read(link, 4096) {
      case .absent: continue
      case .refused: return nil
      case .contents(let contents):
        guard let main = Worktree.main(contents, in: folder) else { return nil }
        self.folder = folder
        self.main = main
        return
      }
    }
    return nil
  }

  private static func main(_ contents: Bytes, in folder: Path) -> Path? {
    guard contents.starts(with: "gitdir: ") else { return nil }
    let named = Path(Bytes(contents[8...].trimmed))
    guard let data = World.live.physical(named.isAbsolute ? named : folder.appending(named.bytes)),
      let worktrees = data.parent, worktrees.name.equals("worktrees"),
      let repository = worktrees.parent, repository.name.equals(".git"),
      case .contents(let back) = World.live.read(data.appending("gitdir"), 4096)
    else { return nil }
    let link = Path(Bytes(back.trimmed))
    // Since 2.48 git can write these relative to the folder they are in.
    guard
      let real = World.live.physical(link.isAbsolute ? link : data.appending(link.bytes)),
      real == folder.appending(".git")
    else { return nil }
    return repository.parent
  }

  /// The same file of the main checkout, if it exists there.
  ///
  /// - Parameter place: A file of this worktree or a link to one, in a physical folder.
  /// - Returns: Its counterpart.
  package func counterpart(of place: Path) -> FileLocation? {
    guard place.isInside(folder), place.bytes.count > folder.bytes.count + 1 else { return nil }
    let other = FileLocation(main.appending(place.bytes[(folder.bytes.count + 1)...]))
    return other.flatMap { $0.place.isInside(main) ? $0 : nil }
  }
}
