import CLibc
import Environment
import Resolution
import Toolchains

/// What is kept of a load that the user interrupted.
///
/// An interrupt at a terminal is one of the shell's, too: it does not evaluate what was printed, and
/// would begin the same load again at its next prompt, before the user can do anything.
struct DirenvInterruption {
  private let record: Path

  /// What is kept for the terminal session of this process.
  init(_ home: Home) {
    let session = Bytes(decimal: Int(getsid(0)))
    record = home.own(.live).environments.appending(Bytes("interrupted-") + session)
  }

  /// Whether the last load in this session was of this file, was interrupted, and would be the same.
  ///
  /// - Parameter place: Where the file is.
  /// - Returns: The files that the load depended on; nil to load.
  func watches(for place: Path) -> WatchList? {
    guard case .contents(let bytes) = World.live.read(record, 1 << 20),
      let end = bytes.firstIndex(of: 0), place.bytes.elementsEqual(bytes[..<end]),
      let watches = WatchList(gzenv: Bytes(bytes[(end + 1)...])), watches.areUnchanged
    else { return nil }
    return watches
  }

  /// Keeps that a load was interrupted.
  func write(_ place: Path, _ watches: WatchList) {
    // Without it the shell asks again, and the user interrupts again.
    try? AtomicFile.write(
      place.bytes + [0] + watches.gzenv, to: record, links: .never, isPrivate: true,
      isDurable: false)
  }

  /// Forgets it.
  func clear() {
    // What stays is compared, and not believed once something has changed.
    try? Folder.remove(record)
  }
}
