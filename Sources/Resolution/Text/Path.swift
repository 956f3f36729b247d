/// A path as the kernel sees it: bytes without a NUL, not necessarily UTF-8.
package struct Path: Equatable, Sendable {
  /// The bytes; no trailing slash except in `/` itself.
  package let bytes: Bytes

  /// A path of these bytes; trailing slashes are dropped.
  @inline(never)
  package init(_ bytes: Bytes) {
    var bytes = bytes
    while bytes.count > 1, bytes.last == Path.slash { bytes.removeLast() }
    self.bytes = bytes
  }

  /// A path spelled in the source.
  @inline(never)
  package init(_ literal: StaticString) {
    self.init(Bytes(literal))
  }

  private static let slash = UInt8(ascii: "/")

  /// Whether the path starts at the root.
  package var isAbsolute: Bool { bytes.first == Path.slash }

  /// The path of an entry of this directory.
  @inline(never)
  package func appending(_ name: BytesSlice) -> Path {
    Path(Bytes(bytes[...], separator: separator, name))
  }

  /// What stands between this and the name of an entry.
  private var separator: UInt8? { bytes.last == Path.slash ? nil : Path.slash }

  /// The path of an entry of this directory.
  package func appending(_ name: Bytes) -> Path { appending(name[...]) }

  /// The path of an entry of this directory, named by a literal that may have several components.
  @inline(never)
  package func appending(_ name: StaticString) -> Path {
    Path(Bytes(bytes[...], separator: separator, name))
  }

  /// The directory that holds this entry, or nil for `/` and for a name without a slash.
  @inline(never)
  package var parent: Path? {
    guard bytes.count > 1, let slash = bytes.lastIndex(of: Path.slash) else { return nil }
    return slash == 0 ? Path("/") : Path(Bytes(bytes[..<slash]))
  }

  /// What follows the last slash.
  package var name: BytesSlice {
    guard let slash = bytes.lastIndex(of: Path.slash) else { return bytes[...] }
    return bytes[(slash + 1)...]
  }

  /// Whether this is the other path or lies below it, component by component.
  package func isInside(_ folder: Path) -> Bool {
    guard bytes.starts(with: folder.bytes) else { return false }
    return bytes.count == folder.bytes.count || folder.bytes.last == Path.slash
      || bytes[folder.bytes.count] == Path.slash
  }
}
