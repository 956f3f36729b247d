import Resolution
import Toolchains

/// What Git tracks in a repository: the names in its index, in the formats 2 and 3.
struct GitIndex {
  /// The paths of files, relative to the repository.
  let names: [Bytes]

  private static let limit = 256 << 20

  /// The names in the index of a repository, none where nothing has ever been added; nil where that
  /// cannot be told, as with an index that is split or compressed.
  ///
  /// - Parameter repository: the folder with `.git` in it.
  init?(of repository: Path) {
    guard let folder = GitIndex.folder(repository) else { return nil }
    switch World.live.read(folder.appending("index"), GitIndex.limit) {
    case .absent: names = []
    case .refused: return nil
    case .contents(let contents):
      // The hashes of a repository are all of one kind.
      guard let names = GitIndex.names(contents, hash: 20) ?? GitIndex.names(contents, hash: 32)
      else { return nil }
      self.names = names
    }
  }

  /// The folder that `.git` is or, for a worktree or a submodule, names.
  private static func folder(_ repository: Path) -> Path? {
    let git = repository.appending(".git")
    if Folder.exists(git) { return git }
    let mark = Bytes("gitdir: ")
    guard case .contents(let text) = World.live.read(git, 65536), text.starts(with: mark) else {
      return nil
    }
    let path = Path(Bytes(text[mark.count...].trimmed))
    return path.isAbsolute ? path : repository.appending(path.bytes)
  }

  /// The names in an index whose hashes have a length; nil where it is none of that.
  static func names(_ index: Bytes, hash: Int) -> [Bytes]? {
    guard index.starts(with: Bytes("DIRC")), let version = number(index, 4),
      version == 2 || version == 3, let count = number(index, 8)
    else { return nil }
    var names: [Bytes] = []
    var start = 12
    for _ in 0..<count {
      // The state of the file, its hash, and flags, of which there may be more.
      let flags = start + 40 + hash
      guard flags + 2 < index.count else { return nil }
      let isExtended = version == 3 && index[flags] & 0x40 != 0
      let first = flags + (isExtended ? 4 : 2)
      guard first < index.count, let end = index[first...].firstIndex(of: 0) else { return nil }
      let length = Int(index[flags] & 0x0F) << 8 | Int(index[flags + 1])
      guard end > first, length == min(end - first, 0xFFF) else { return nil }
      names.append(Bytes(index[first..<end]))
      // Entries are filled up with zeros to a multiple of eight bytes.
      start += (end - start) / 8 * 8 + 8
    }
    return start + hash <= index.count && isPlain(index, start, hash) ? names : nil
  }

  /// Whether no extension says that names stand elsewhere.
  private static func isPlain(_ index: Bytes, _ start: Int, _ hash: Int) -> Bool {
    var start = start
    while start + hash + 8 <= index.count {
      guard let length = number(index, start + 4) else { return false }
      // Those in small letters must be understood.
      if index[start] >= UInt8(ascii: "a") { return false }
      start += 8 + length
    }
    return start + hash == index.count
  }

  private static func number(_ bytes: Bytes, _ start: Int) -> Int? {
    guard start + 4 <= bytes.count else { return nil }
    return bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
  }
}
