private import CLibc
package import Resolution

extension Folder {
  /// The bytes that the regular files below each of some folders hold, counted at the same time.
  package static func sizes(of folders: [Path]) -> [Int] {
    let sizes = Sizes(count: folders.count)
    // Each level of each tree is open at the same time.
    let before = clibc_allow_descriptors(10_240)
    defer { _ = clibc_allow_descriptors(before) }
    do throws(ThreadError) {
      try ThreadPool.run(folders.count, threads: ThreadPool.cores) { number in
        sizes.set(number, size(of: folders[number]))
      }
    } catch {
      // Without threads one after the other.
      return folders.map { size(of: $0) }
    }
    return sizes.all
  }

  /// The bytes that the regular files below a folder hold; links are not followed.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - countsShared: whether files count that have other names elsewhere.
  /// - Returns: the bytes.
  package static func size(of path: Path, countsShared: Bool = true) -> Int {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let descriptor = path.bytes.withCString { clibc_open($0, flags, 0) }
    return descriptor < 0 ? 0 : size(inside: descriptor, countsShared)
  }

  /// Takes the descriptor of a folder, which it closes.
  private static func size(inside descriptor: Int32, _ countsShared: Bool) -> Int {
    guard let stream = fdopendir(descriptor) else {
      close(descriptor)
      return 0
    }
    defer { closedir(stream) }
    var size = 0
    var status = stat()
    while let entry = readdir(stream) {
      guard let name = clibc_entry_name(entry), strcmp(name, ".") != 0, strcmp(name, "..") != 0,
        fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      else { continue }
      if clibc_is_regular(status.st_mode) != 0 {
        if countsShared || status.st_nlink == 1 { size += Int(status.st_size) }
      } else if clibc_is_directory(status.st_mode) != 0 {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let inner = clibc_openat(descriptor, name, flags, 0)
        if inner >= 0 { size += self.size(inside: inner, countsShared) }
      }
    }
    return size
  }

  /// Numbers that several threads fill in.
  private final class Sizes: @unchecked Sendable {
    private(set) var all: [Int]
    private let monitor = Monitor()

    init(count: Int) { all = Array(repeating: 0, count: count) }

    func set(_ number: Int, _ size: Int) { monitor.locked { all[number] = size } }
  }
}
