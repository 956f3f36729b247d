/// A directory where searches start.
package struct Start: Sendable {
  /// The directory, physical and absolute.
  package let directory: Path

  /// Whether it is the current directory, so that it has a shorter name.
  package let isCurrent: Bool

  /// How many directories there are from this one to the root, both included.
  package let levels: Int

  /// A start at a directory.
  package init(_ directory: Path, isCurrent: Bool = false) {
    self.directory = directory
    self.isCurrent = isCurrent
    levels = Start.levels(directory)
  }

  private static func levels(_ path: Path) -> Int {
    guard path.bytes.count > 1 else { return 1 }
    var levels = 1
    for byte in path.bytes where byte == UInt8(ascii: "/") { levels += 1 }
    return levels
  }

  /// The directory so many levels above.
  package func directory(above level: Int) -> Path {
    guard level > 0 else { return directory }
    var end = directory.bytes.count
    for _ in 0..<level {
      while end > 0, directory.bytes[end - 1] != UInt8(ascii: "/") { end -= 1 }
      // The slash goes, too, but for that of the root.
      end = max(end - 1, 0)
    }
    return end == 0 ? Path("/") : Path(Bytes(directory.bytes[..<end]))
  }

  /// How many levels above this directory another one is, or nil where it is not above it.
  func level(of folder: Path) -> Int? {
    directory.isInside(folder) ? levels - Start.levels(folder) : nil
  }
}
