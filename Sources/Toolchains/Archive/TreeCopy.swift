import CLibc

/// Copies the entries of an archive into a directory, by the rules.
struct TreeCopy {
  /// What was written so far.
  struct Counts: Equatable {
    var entries = 0
    var bytes: UInt64 = 0
  }

  private var rules: EntryRules
  private let limits: UnpackLimits
  private let style: EntryStyle
  private(set) var counts = Counts()
  private var seen = 0

  /// A copy that has not begun.
  ///
  /// - Parameters:
  ///   - rules: Which entries go where.
  ///   - limits: How many of them there may be.
  ///   - style: What of them is kept.
  init(rules: EntryRules, limits: UnpackLimits, style: EntryStyle = EntryStyle()) {
    self.rules = rules
    self.limits = limits
    self.style = style
  }

  /// Copies everything and reads the stream to its end.
  ///
  /// - Parameters:
  ///   - reader: The archive.
  ///   - tree: The directory.
  /// - Throws: Any `ArchiveError` but `.download`.
  mutating func run(from reader: TarReader, to tree: inout TreeWriter) throws(ArchiveError) {
    while let entry = try reader.next() {
      seen += 1
      guard seen <= limits.entries else { throw .tooManyEntries(limit: limits.entries) }
      guard let path = try rules.destination(of: entry.name, entry.kind) else { continue }
      switch entry.kind {
      case .directory: try tree.makeDirectory(path, entry: entry.name)
      case .symbolicLink(let target):
        try tree.makeSymbolicLink(path, to: target, entry: entry.name)
      case .hardLink(let target):
        let source = try rules.source(ofHardLink: target, named: entry.name)
        try tree.makeHardLink(path, to: source, entry: entry.name)
      case .file: try copyFile(entry, to: path, reader, &tree)
      }
      counts.entries += 1
    }
    try reader.skipRest()
  }

  private mutating func copyFile(
    _ entry: TarReader.Entry, to path: [String], _ reader: TarReader, _ tree: inout TreeWriter
  ) throws(ArchiveError) {
    let size = UInt64(max(0, entry.size))
    guard size <= limits.bytes, counts.bytes <= limits.bytes - size else {
      throw .tooLarge(limit: limits.bytes)
    }
    counts.bytes += size
    let mode = style.mode.map { mode_t($0(UInt32(entry.mode))) } ?? entry.mode
    let file = try tree.makeFile(path, mode: mode, entry: entry.name)
    defer { close(file) }
    var end: Int64 = 0
    while let piece = try reader.nextPiece() {
      guard write(piece, to: file) else {
        throw .unwritable(path: tree.path(of: path), code: clibc_errno())
      }
      end = piece.offset + Int64(piece.bytes.count)
      // A sparse file's map may contradict its size.
      guard end <= Int64(size) else { throw .malformed(reason: "'\(entry.name)' exceeds its size") }
    }
    let isWhole = end == Int64(size) || ftruncate(file, off_t(size)) == 0
    guard isWhole, setModified(file, entry) else {
      throw .unwritable(path: tree.path(of: path), code: clibc_errno())
    }
  }

  private func setModified(_ file: Int32, _ entry: TarReader.Entry) -> Bool {
    guard style.keepsTimes, let time = entry.modified else { return true }
    // A file system that keeps no times is as good for everything else.
    return clibc_set_modified(file, time.seconds, time.nanoseconds) == 0
      || [EPERM, EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP].contains(clibc_errno())
  }

  private func write(_ piece: TarReader.Piece, to file: Int32) -> Bool {
    var rest = piece.bytes
    var offset = piece.offset
    while !rest.isEmpty {
      let count = pwrite(file, rest.baseAddress, rest.count, off_t(offset))
      if count < 0 && clibc_errno() == EINTR { continue }
      guard count > 0 else { return false }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      offset += Int64(count)
    }
    return true
  }
}
