private import CLibc
internal import Resolution

extension OpenFolder {
  /// How old a temporary name must be of which nobody can say whether somebody is at work on it, in
  /// seconds.
  private static let oldAge = 24 * 3600

  /// Removes what processes that died have left under temporary names.
  ///
  /// A file is locked as long as its writer lives; a link is made and renamed at once, and made again
  /// by whom it was taken from. What cannot be removed is in nobody's way.
  ///
  /// - Parameter name: whose temporary names; nil for all.
  func sweep(for name: Bytes? = nil) {
    // Without the names there is nothing that could be swept.
    for entry in (try? names()) ?? [] {
      let isNew = TemporaryName.isTemporary(entry, for: name)
      guard isNew || TemporaryName.isOldTemporary(entry, for: name),
        let status = try? status(of: entry), !status.isSpecial,
        clibc_is_directory(status.st_mode) == 0,
        status.isOwn || geteuid() == 0 && status.st_uid == self.status?.st_uid
      else { continue }
      if status.age > OpenFolder.oldAge || isNew && clibc_is_link(status.st_mode) != 0 {
        try? unlink(entry)
      } else if isNew {
        removeUnlessLocked(entry)
      }
    }
  }

  /// Removes a file unless somebody has it locked.
  func removeUnlessLocked(_ name: Bytes) {
    let file = name.withCString {
      clibc_openat(descriptor, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0)
    }
    guard file >= 0 else { return }
    defer { close(file) }
    // Whoever comes to lock it finds the name gone after that.
    if flock(file, LOCK_EX | LOCK_NB) == 0 { try? unlink(name) }
  }
}

extension stat {
  /// How long ago the contents last changed, in seconds.
  var age: Int {
    var status = self
    return time(nil) - clibc_modified_seconds(&status)
  }
}
