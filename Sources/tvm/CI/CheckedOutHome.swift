import Resolution
import Toolchains

/// A home inside the checkout of a job, as for the cache of a pipeline that keeps nothing outside: what
/// lies there may have come with the commit.
///
/// Whoever can have a job run could commit a toolchain, settings, shims or approvals that way, so that
/// nothing which Git tracks may be in it.
struct CheckedOutHome {
  /// The homes that are inside the checkout.
  let homes: [Path]

  /// Looks at the homes of tvm, rustup and cargo.
  ///
  /// - Throws: ``CommandError/committed(_:file:)``, ``CommandError/untold(_:)``.
  init(_ session: Session) throws(CommandError) {
    var homes = [session.home.root]
    // Without a home of rustup's there is none in the checkout.
    if let rust = try? RustHome(session.world) { homes += [rust.rustup, rust.cargo] }
    guard let directory = session.world.workingDirectory() else {
      self.homes = []
      return
    }
    let project = World.live.projectRoot(of: directory)
    // The way to a home may lead through a link that was committed, and that out of one that was not.
    let inside = homes.filter { home in
      [home, CheckedOutHome.physical(home)].contains { $0.isInside(project) && $0 != project }
    }
    self.homes = inside
    guard !inside.isEmpty, Folder.isOccupied(project.appending(".git")) else { return }
    guard let index = GitIndex(of: project) else { throw .untold(inside[0]) }
    for home in inside {
      let places = [home, CheckedOutHome.physical(home)].compactMap { place in
        place.isInside(project) ? Bytes(place.bytes.dropFirst(project.bytes.count + 1)) : nil
      }
      if let name = index.names.first(where: { name in
        places.contains { CheckedOutHome.meets(name, $0) }
      }) {
        throw .committed(home, file: name)
      }
    }
  }

  /// Whether a tracked name lies in a folder, or the folder in it, as behind a link or in a submodule.
  private static func meets(_ name: Bytes, _ folder: Bytes) -> Bool {
    name == folder || name.starts(with: folder + Bytes("/"))
      || folder.starts(with: name + Bytes("/"))
  }

  /// A path whose folders need not be there yet, as far as they are without links.
  private static func physical(_ path: Path) -> Path {
    for folder in path.ancestors {
      guard let found = World.live.physical(folder) else { continue }
      let rest = path.bytes.dropFirst(folder.bytes.count)
      return Path(found.bytes + (found.bytes.count == 1 ? rest.dropFirst() : rest))
    }
    return path
  }
}
