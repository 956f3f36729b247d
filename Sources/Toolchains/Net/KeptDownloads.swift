private import CLibc
package import Resolution

/// Archives as far as they have arrived, kept until they are in place: the next run goes on where one
/// that was cut off or killed has ended.
///
/// What is kept is named by the hash of the whole, and only believed if the whole has it.
package struct KeptDownloads: Sendable {
  private let folder: Path

  /// How long nobody has asked for an archive that is given up, in seconds.
  private static let longestRest = 7 * 24 * 3600

  /// The archives of a user.
  ///
  /// - Parameter home: whose cache they are in.
  package init(in home: Home) { folder = home.own(.live).cache.appending("downloads") }

  /// What has arrived of an archive, to be read and added to.
  ///
  /// - Parameter sha256: the hash of the whole in lower-case hex.
  /// - Returns: the file; nil where nothing can be kept, and where another process is at it.
  func file(_ sha256: String) -> KeptDownload? {
    guard Digest.isHex(sha256) else { return nil }
    // Whoever cannot keep anything downloads all the same.
    guard Folder.target(of: folder) == nil, (try? Folder.create(folder)) != nil else { return nil }
    return KeptDownload(folder.appending(Bytes(sha256.utf8)))
  }

  /// Removes archives that are in place, and what nobody came back for.
  ///
  /// - Parameter hashes: the hashes of the archives.
  package func remove(_ hashes: [String]) {
    // What stays is removed once it is old enough.
    Cleaner(folder)?.remove { entry in
      entry.kind == .file && Digest.isHex(entry.name.text)
        && (entry.age > KeptDownloads.longestRest || hashes.contains(entry.name.text))
    }
  }
}

/// One archive as far as it has arrived; no other process has it meanwhile.
final class KeptDownload {
  private let path: Path
  private var descriptor: Int32

  /// Whether anything was there that an earlier run has kept.
  let hasContents: Bool

  fileprivate init?(_ path: Path) {
    self.path = path
    // Whoever cannot keep anything downloads all the same.
    guard let file = try? PrivateFile(path) else { return nil }
    descriptor = file.release()
    var status = stat()
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0 else {
      close(descriptor)
      return nil
    }
    hasContents = status.st_size > 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Hands what is there to a transfer.
  func read(into transfer: Transfer) throws(DownloadError) {
    while try transfer.read(from: descriptor, url: path.text) > 0 {}
  }

  /// Adds bytes, behind those that have been read or added.
  func append(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while descriptor >= 0, !rest.isEmpty {
      let count = write(descriptor, rest.baseAddress, rest.count)
      if count < 0, clibc_errno() == EINTR { continue }
      // The room is needed for the toolchain.
      guard count > 0 else { return remove() }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Keeps nothing of it any more.
  func remove() {
    guard descriptor >= 0 else { return }
    // What cannot be removed is not believed.
    try? Folder.remove(path)
    close(descriptor)
    descriptor = -1
  }
}
