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
    names.withUnsafeBytes { bytes in
      var index = 0
      while index < bytes.count {
        var word: UInt64 = 0
        if index + 8 <= bytes.count {
          word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        } else {
          for byte in bytes[index...] { word = word << 8 | UInt64(byte) }
        }
        sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
        sum ^= sum >> 32
        index += 8
      }
    }
    var header = Bytes()
    header.reserveCapacity(headerSize)
    for word in [
      state.identity.device, state.identity.file, UInt64(bitPattern: Int64(state.changed)), sum,
    ] {
      for shift in 0..<8 { header.append(UInt8(truncatingIfNeeded: word >> (8 * UInt64(shift)))) }
    }
    return header
  }
}
