private import CLibc
import Resolution

/// The list of the installed versions, which spares partial pins the reading of the folder.
struct GoList {
  private let home: Home

  /// The list of a home.
  init(_ home: Home) { self.home = home }

  /// How long to wait for the clock of the file system, in milliseconds; nearly all go on within 10.
  private static let patience = 50

  /// Writes the list if it does not say what is there; the caller holds the lock of the links.
  ///
  /// Nothing is lost where that cannot be done: a list that does not count makes the folder be read.
  func update() {
    guard let state = World.live.folder(home.goToolchains), isPast(state) else { return }
    let versions = GoInstalled(go: home, .live).versions.sorted(by: >)
    let contents = GoInstalledList.contents(versions, state)
    // What changes from here on changes the state as well.
    guard World.live.folder(home.goToolchains) == state,
      World.live.read(home.goInstalled, contents.count) != .contents(contents)
    else { return }
    try? AtomicFile.write(contents, to: home.goInstalled, links: .never, isDurable: false)
  }

  /// Waits until a change of the folder would get another time than it has: the clock of a file
  /// system stands still for some milliseconds, on some for seconds.
  ///
  /// - Returns: false where that takes too long, or cannot be told.
  private func isPast(_ state: FolderState) -> Bool {
    let clock = home.locks
    for _ in 0..<GoList.patience {
      var status = stat()
      let isTold = clock.bytes.withCString {
        Folder.touch(clock) && stat($0, &status) == 0
      }
      guard isTold, UInt64(truncatingIfNeeded: status.st_dev) == state.identity.device else {
        return false
      }
      if clibc_changed_nanoseconds(&status) > state.changed { return true }
      usleep(1000)
    }
    return false
  }
}
