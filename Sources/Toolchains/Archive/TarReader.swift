import CArchive
import CLibc

/// Reads a tar archive from a queue, entry by entry.
final class TarReader {
  /// One entry's header.
  struct Entry {
    var name: String
    var kind: EntryKind
    var mode: mode_t
    var size: Int64
    var modified: (seconds: Int, nanoseconds: Int)?
  }

  /// A piece of a file; between pieces lie holes.
  struct Piece {
    let bytes: UnsafeRawBufferPointer
    let offset: Int64
  }

  private let archive: OpaquePointer
  private let source: Source
  private let locale: locale_t?
  private let formerLocale: locale_t?

  /// The blocks that libarchive asks for, counted.
  fileprivate final class Source {
    let queue: ByteQueue
    var bytes: Int64 = 0
    /// How many zero bytes the stream ends in, so far.
    var zeros = 0
    let limit: UInt64
    var isOverLimit = false

    init(_ queue: ByteQueue, limit: UInt64) {
      self.queue = queue
      self.limit = limit
    }

    func next() -> UnsafeRawBufferPointer? {
      guard let block = queue.next() else { return nil }
      bytes += Int64(block.count)
      if UInt64(bytes) > limit {
        isOverLimit = true
        return nil
      }
      let trailing = block.suffix(512).reversed().prefix { $0 == 0 }.count
      zeros = trailing == block.count ? min(512, zeros + trailing) : trailing
      return block
    }
  }

  /// Opens the archive, on the thread that reads it.
  ///
  /// - Parameters:
  ///   - queue: The archive's bytes.
  ///   - limits: What it may hold.
  /// - Throws: `.noResources`, `.malformed`, `.truncated`.
  init(_ queue: ByteQueue, limits: UnpackLimits) throws(ArchiveError) {
    guard let archive = archive_read_new() else { throw .noResources(reason: "out of memory") }
    self.archive = archive
    // Headers and padding come on top of the files, and a few long names.
    source = Source(queue, limit: limits.bytes + UInt64(limits.entries) * 4096)
    // libarchive turns names into the locale's characters, and the program has none set.
    locale = clibc_utf8_locale()
    formerLocale = uselocale(locale)
    archive_read_support_format_tar(archive)
    let status = archive_read_open(
      archive, Unmanaged.passUnretained(source).toOpaque(), nil, nextBlock, nil)
    guard status == ARCHIVE_OK else { throw failure() }
  }

  deinit {
    archive_read_free(archive)
    uselocale(formerLocale)
    if let locale { freelocale(locale) }
  }

  /// The next entry.
  ///
  /// - Returns: Its header, or `nil` at the end of the archive.
  /// - Throws: `.truncated`, `.malformed`, `.entry`, `.tooLarge`.
  func next() throws(ArchiveError) -> Entry? {
    var header: OpaquePointer?
    let status = archive_read_next_header(archive, &header)
    if status == ARCHIVE_EOF {
      try checkEnd()
      return nil
    }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let header else { throw failure() }
    guard let name = string(archive_entry_pathname(header)) else {
      throw .entry(name: bestEffort(archive_entry_pathname(header)), problem: .name)
    }
    return Entry(
      name: name, kind: try kind(of: header, name), mode: archive_entry_perm(header) & 0o777,
      size: archive_entry_size(header),
      modified: archive_entry_mtime_is_set(header) == 0
        ? nil : (archive_entry_mtime(header), archive_entry_mtime_nsec(header)))
  }

  /// The next piece of the current file.
  ///
  /// - Returns: Bytes that are good until the next call, or `nil` at the end of the file.
  /// - Throws: `.truncated`, `.malformed`.
  func nextPiece() throws(ArchiveError) -> Piece? {
    var start: UnsafeRawPointer?
    var count = 0
    var offset: Int64 = 0
    let status = archive_read_data_block(archive, &start, &count, &offset)
    if status == ARCHIVE_EOF { return nil }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw failure() }
    return Piece(bytes: UnsafeRawBufferPointer(start: start, count: count), offset: offset)
  }

  /// Reads what follows the end of the archive: padding, or anything at all.
  ///
  /// - Throws: `.tooLarge`.
  func skipRest() throws(ArchiveError) {
    while source.next() != nil {}
    if source.isOverLimit { throw failure() }
  }

  private func kind(of header: OpaquePointer, _ name: String) throws(ArchiveError) -> EntryKind {
    if let target = archive_entry_hardlink(header) {
      return .hardLink(target: bestEffort(target))
    }
    switch archive_entry_filetype(header) & 0o170000 {
    case 0o100000: return .file
    case 0o040000: return .directory
    case 0o120000:
      guard let target = string(archive_entry_symlink(header)) else {
        throw .entry(name: name, problem: .linkTarget(bestEffort(archive_entry_symlink(header))))
      }
      return .symbolicLink(target: target)
    default: throw .entry(name: name, problem: .kind)
    }
  }

  /// libarchive accepts an archive without the zero blocks at its end, and so one that was cut
  /// between two entries.
  private func checkEnd() throws(ArchiveError) {
    if source.isOverLimit { throw failure() }
    let isWholeStreamRead = archive_filter_bytes(archive, 0) >= source.bytes
    if isWholeStreamRead && source.zeros < 512 { throw .truncated }
  }

  private func failure() -> ArchiveError {
    if source.isOverLimit { return .tooLarge(limit: source.limit) }
    let reason = bestEffort(archive_error_string(archive))
    // libarchive has no number for this.
    return reason.contains("runcated") ? .truncated : .malformed(reason: reason)
  }

  private func string(_ text: UnsafePointer<CChar>?) -> String? {
    text.flatMap { String(validatingCString: $0) }
  }

  private func bestEffort(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}

/// Hands libarchive the next block, 0 bytes at the end.
private func nextBlock(
  _ archive: OpaquePointer?, _ context: UnsafeMutableRawPointer?,
  _ block: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
  guard let context, let block else { return -1 }
  let source = Unmanaged<TarReader.Source>.fromOpaque(context).takeUnretainedValue()
  guard let bytes = source.next() else { return 0 }
  block.pointee = bytes.baseAddress
  return bytes.count
}
