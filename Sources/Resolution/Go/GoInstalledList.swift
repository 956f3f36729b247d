/// What has been noted about the folder of Go toolchains: the versions in it, the newest first.
///
/// It spares a partial pin the reading of the folder. It counts as long as the folder is the one that
/// was looked at and no name in it has changed, by whomever; the file system tells. What is inside a
/// toolchain is not noted, so that one that is chosen is looked at all the same.
package struct GoInstalledList {
  /// The versions' names, one a line.
  let names: BytesSlice

  /// The largest list that is read, in bytes.
  private static let sizeLimit = 1 << 20

  /// The list of a home, or nil where there is none that counts.
  package init?(_ home: Home, _ world: World) {
    guard let state = world.folder(home.goToolchains),
      case .contents(let contents) = world.read(home.goInstalled, GoInstalledList.sizeLimit),
      contents.count >= GoInstalledList.headerSize
    else { return nil }
    names = contents[GoInstalledList.headerSize...]
    guard contents[...].begins(with: GoInstalledList.header(state, names)) else { return nil }
  }

  /// The names from the first one on that is older than a version: what is newer is not even read.
  @inline(never)
  func names(below ceiling: GoVersion) -> BytesSlice {
    var (start, end) = (names.startIndex, names.endIndex)
    while start < end {
      // The line around the middle.
      var middle = (start + end) / 2
      while middle > start, names[middle - 1] != UInt8(ascii: "\n") { middle -= 1 }
      var rest = names[middle..<end]
      guard let line = rest.takeLine(), let version = GoVersion(line) else { return names }
      if version < ceiling { end = middle } else { start = rest.startIndex }
    }
    return names[start...]
  }

  /// A file's contents for some versions, the newest first, and the state in which they were all.
  package static func contents(_ versions: [GoVersion], _ state: FolderState) -> Bytes {
    var names = Bytes()
    for version in versions {
      names.append(contentsOf: version.name)
      names += "\n"
    }
    return header(state, names[...]) + names
  }

  private static let headerSize = 4 * MemoryLayout<UInt64>.size

  /// What a list begins with; the last number sums its names up, since a machine that stops may leave
  /// a part of them.
  private static func header(_ state: FolderState, _ names: BytesSlice) -> Bytes {
    var sum = UInt64(names.count)
    var sums: UInt64 = 0
    names.withUnsafeBytes { bytes in
      let end = bytes.count & ~7
      var index = 0
      while index < end {
        sum &+= bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // The second sum says where in the file each word stands.
        sums &+= sum
        index &+= 8
      }
      var word: UInt64 = 0
      for byte in bytes[end...] { word = word << 8 | UInt64(byte) }
      sum &+= word
      sums &+= sum
    }
    let words = [
      state.identity.device, state.identity.file, UInt64(bitPattern: Int64(state.changed)),
      sum ^ sums << 1,
    ]
    return words.withUnsafeBytes { Bytes($0) }
  }
}
