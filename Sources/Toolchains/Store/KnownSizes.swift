private import CLibc
package import Resolution

/// The sizes of toolchains, counted once: to count one is to look at each of its ten thousand files.
///
/// A size counts as long as the folder is the one that was looked at and no name in it has changed,
/// nor in the folder that has the records of a Rust toolchain's components.
package struct KnownSizes {
  private let file: Path
  private let now: Int

  /// The sizes that are known for a language.
  ///
  /// - Parameters:
  ///   - language: whose toolchains they are.
  ///   - home: in whose cache they are kept.
  package init(_ language: Language, in home: Home) {
    let name = Bytes("sizes-") + Bytes(language.name)
    self.init(file: home.own(.live).cache.appending(name), now: time(nil))
  }

  /// The sizes in a file, at a time in seconds since 1970.
  init(file: Path, now: Int) {
    self.file = file
    self.now = now
  }

  /// The bytes that the regular files below each of some folders hold, which are all there are.
  package func sizes(of folders: [Path]) -> [Int] {
    let known = read()
    let keys = folders.map { Key($0) }
    var sizes = keys.map { $0.flatMap { known[$0] } }
    let unknown = sizes.indices.filter { sizes[$0] == nil }
    for (index, size) in zip(unknown, Folder.sizes(of: unknown.map { folders[$0] })) {
      sizes[index] = size
    }
    var next: [Key: Int] = [:]
    for (key, size) in zip(keys, sizes) {
      if let key, key.changed / 1_000_000_000 + KnownSizes.restingTime < now { next[key] = size }
    }
    if next != known {
      // What cannot be noted is counted again.
      try? AtomicFile.write(KnownSizes.contents(next), to: file, links: .never, isDurable: false)
    }
    return sizes.map { $0 ?? 0 }
  }

  /// How long a folder must not have changed before its size is noted, in seconds: what changes
  /// within a tick of the file system's clock does not show.
  private static let restingTime = 2

  /// The state of a toolchain.
  private struct Key: Hashable {
    let words: [UInt64]
    /// The later of the two times, in nanoseconds since 1970.
    let changed: Int

    init?(_ folder: Path) {
      guard let root = World.live.folder(folder) else { return nil }
      let records = World.live.folder(folder.appending(RustRecords.folder))
      changed = max(root.changed, records?.changed ?? 0)
      words = [root, records].compactMap { $0 }.flatMap { state in
        [state.identity.device, state.identity.file, UInt64(bitPattern: Int64(state.changed))]
      }
    }

    init(words: [UInt64]) {
      self.words = words
      changed = 0
    }

    static func == (left: Key, right: Key) -> Bool { left.words == right.words }

    func hash(into hasher: inout Hasher) { hasher.combine(words) }
  }

  /// A toolchain a line: its size, then what tells its state.
  private func read() -> [Key: Int] {
    guard case .contents(let contents) = World.live.read(file, 1 << 22) else { return [:] }
    var known: [Key: Int] = [:]
    for line in contents.split(separator: UInt8(ascii: "\n")) {
      let words = line.words.compactMap { UInt64(Bytes($0).text) }
      guard words.count == line.words.count, words.count > 1 else { continue }
      known[Key(words: Array(words[1...]))] = Int(clamping: words[0])
    }
    return known
  }

  private static func contents(_ known: [Key: Int]) -> Bytes {
    let lines = known.map { key, size in
      (["\(size)"] + key.words.map { "\($0)" }).joined(separator: " ") + "\n"
    }
    return Bytes(lines.sorted().joined().utf8)
  }
}
