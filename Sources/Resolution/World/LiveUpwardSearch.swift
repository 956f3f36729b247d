private import CLibc

/// Reads each file by a name such as `../../.go-version`, written once and changed in place.
///
/// The kernel would walk every part of a path from the root for every file.
func searchUpwards(_ files: UpwardSearch, _ found: (UpwardSearch.Step, FileReading) -> Bool) {
  withUnsafeTemporaryAllocation(byteCount: UpwardReader.longestName, alignment: 1) { memory in
    guard let name = memory.baseAddress else { return }
    var reader = UpwardReader(files.start, name: name)
    defer { reader.close() }
    for level in 0..<files.levels.upperBound {
      if level > 0 { reader.goUp() }
      if level < files.levels.lowerBound { continue }
      for index in files.names.indices {
        guard let reading = reader.read(files.names[index], limit: files.limit) else { continue }
        guard found(UpwardSearch.Step(level: level, index: index), reading) else { return }
      }
    }
  }
}

/// A directory as one that is open and a number of steps up from there.
private struct UpwardReader {
  /// The open directory, `AT_FDCWD` for the current one.
  private var base = AT_FDCWD

  /// What comes of reading below a directory that could not be opened.
  private var failure: FileReading?

  /// A name relative to ``base``: as many `../` as there are steps, what was opened last, a NUL.
  private let name: UnsafeMutableRawPointer

  /// The length of the `../`, in bytes.
  private var prefix = 0

  /// The longest name that fits, in bytes with its NUL.
  static let longestName = 96

  /// The longest `../../…`, in bytes; to open a directory instead costs two calls.
  private static let longestPrefix = 48

  init(_ start: Start, name: UnsafeMutableRawPointer) {
    self.name = name
    guard !start.isCurrent else { return }
    base = start.directory.bytes.withCString { clibc_open($0, clibc_directory_flags(), 0) }
    if base < 0 { failure = FileReading(openFailed: clibc_errno()) }
  }

  /// What comes of reading a file, or nil where there is none.
  func read(_ file: StaticString, limit: Int) -> FileReading? {
    if let failure { return failure.isAbsent ? nil : failure }
    put(file, at: prefix)
    // Of nearly all files that are looked for above the start there are none. An `open` makes a file
    // before it looks for the name, so that it takes twice as long to fail.
    if prefix > 0, isAbsent(clibc_look_below(base, name)) { return nil }
    let descriptor = clibc_open_below(base, name, readingFlags)
    if isAbsent(descriptor) { return nil }
    let reading = readRegularFile(descriptor, limit: limit)
    return reading.isAbsent ? nil : reading
  }

  /// Goes to the directory above.
  mutating func goUp() {
    put("../", at: prefix)
    prefix += 3
    guard prefix == UpwardReader.longestPrefix, failure == nil else { return }
    put(".", at: prefix)
    let higher = clibc_open_below(base, name, clibc_directory_flags())
    if higher < 0 { failure = FileReading(openFailed: clibc_errno()) }
    close()
    base = higher
    prefix = 0
  }

  func close() {
    if base >= 0 { _ = CLibc.close(base) }
  }

  /// Whether a call failed because there is no such file.
  private func isAbsent(_ result: Int32) -> Bool {
    result < 0 && clibc_errno() == ENOENT
  }

  /// Writes a literal and a NUL.
  private func put(_ literal: StaticString, at offset: Int) {
    let count = literal.utf8CodeUnitCount
    precondition(offset + count < UpwardReader.longestName)
    memcpy(name + offset, literal.utf8Start, count + 1)
  }
}
