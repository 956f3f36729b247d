private import CLibc

extension World {
  /// The world of this process.
  package static let live = live { name in environmentValue(name) }

  /// The world of this process, with other variables.
  package static func live(
    variable: @escaping @Sendable (_ name: StaticString) -> Bytes?
  ) -> World {
    World(
      variable: variable,
      read: { path, limit in
        let descriptor = path.bytes.withCString { clibc_open($0, readingFlags, 0) }
        return readRegularFile(descriptor, limit: limit)
      },
      search: { files, found in searchUpwards(files, found) },
      names: { directory in readNames(directory) },
      folder: { directory in folderState(directory) },
      isOthers: { directory in belongsToOthers(directory) },
      program: { path in executableIdentity(path) },
      forbidsPrograms: { path in path.bytes.withCString { clibc_forbids_programs($0) == 1 } },
      physical: { path in physicalPath(path) },
      workingDirectory: {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
          // Since Linux 2.6.36 a directory outside the root reads as `(unreachable)/…`.
          guard let start = buffer.baseAddress, getcwd(start, buffer.count) != nil,
            start[0] == CChar(bitPattern: 47)
          else { return nil }
          return Path(Bytes(cString: start))
        }
      }
    )
  }
}

private func environmentValue(_ name: StaticString) -> Bytes? {
  guard var entry = clibc_environment().pointee else { return nil }
  while let text = entry.pointee {
    if let value = UnsafePointer(text).value(ofVariable: name) { return Bytes(cString: value) }
    entry += 1
  }
  return nil
}

extension UnsafePointer<CChar> {
  /// What stands behind a name and `=` in an entry of the environment; nil for other entries.
  ///
  /// The C library would count the name's length, and call a function for each entry.
  package func value(ofVariable name: StaticString) -> UnsafePointer<CChar>? {
    var index = 0
    while index < name.utf8CodeUnitCount, self[index] == CChar(bitPattern: name.utf8Start[index]) {
      index += 1
    }
    guard index == name.utf8CodeUnitCount, self[index] == CChar(bitPattern: 61) else { return nil }
    return self + index + 1
  }
}

/// Opens without blocking, so that a FIFO cannot hang the caller.
let readingFlags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY

/// Looks at what was opened, and reads it once: what was checked is what is used.
///
/// - Parameters:
///   - descriptor: the open file, which is closed; negative where opening failed.
///   - limit: the largest size that is read, in bytes.
/// - Returns: the file's bytes, or why there are none.
func readRegularFile(_ descriptor: Int32, limit: Int) -> FileReading {
  guard descriptor >= 0 else { return FileReading(openFailed: clibc_errno()) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { return .refused(.unreadable(clibc_errno())) }
  if clibc_is_directory(status.st_mode) != 0 { return .refused(.directory) }
  guard clibc_is_regular(status.st_mode) != 0 else { return .refused(.special) }
  guard status.st_size <= limit else { return .refused(.tooLarge(limit: limit)) }
  // One byte more than the size, to see files that grow or, like those of /proc, report none.
  var capacity = status.st_size > 0 ? Int(status.st_size) + 1 : 4096
  var contents = Bytes()
  while true {
    var problem: Int32 = 0
    let chunk = Bytes(unsafeUninitializedCapacity: capacity) { buffer, initialized in
      let count = CLibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 { problem = clibc_errno() }
      initialized = max(count, 0)
    }
    if problem == EINTR { continue }
    guard problem == 0 else { return .refused(.unreadable(problem)) }
    if contents.isEmpty { contents = chunk } else { contents.append(contentsOf: chunk) }
    guard contents.count <= limit else { return .refused(.tooLarge(limit: limit)) }
    // A short read of exactly the known size is the end: no second call to see a zero.
    if chunk.isEmpty || (contents.count == Int(status.st_size) && chunk.count < capacity) {
      return .contents(contents)
    }
    capacity = 65536
  }
}

extension FileReading {
  /// What comes of a file that could not be opened, by the `errno`.
  init(openFailed error: Int32) {
    switch error {
    case ENOENT, ENOTDIR: self = .absent
    case ENXIO: self = .refused(.special)
    default: self = .refused(.unreadable(error))
    }
  }
}

private func readNames(_ directory: Path) -> [Bytes]? {
  guard let stream = directory.bytes.withCString({ opendir($0) }) else { return nil }
  defer { closedir(stream) }
  var names: [Bytes] = []
  while true {
    clibc_clear_errno()
    guard let entry = readdir(stream) else { break }
    guard let start = clibc_entry_name(entry) else { continue }
    let name = Bytes(cString: start)
    if !name.equals(".") && !name.equals("..") { names.append(name) }
  }
  // A part of the names is no answer.
  return clibc_errno() == 0 ? names : nil
}

private func folderState(_ directory: Path) -> FolderState? {
  directory.bytes.withCString { name in
    var status = stat()
    guard stat(name, &status) == 0 else { return nil }
    return FolderState(status.identity, changed: clibc_changed_nanoseconds(&status))
  }
}

private func belongsToOthers(_ directory: Path) -> Bool {
  directory.bytes.withCString { name in
    var status = stat()
    return stat(name, &status) == 0 && status.st_uid != geteuid() && access(name, W_OK) != 0
  }
}

private func executableIdentity(_ path: Path) -> FileIdentity? {
  path.bytes.withCString { name in
    var status = stat()
    guard stat(name, &status) == 0, clibc_is_regular(status.st_mode) != 0,
      access(name, X_OK) == 0
    else { return nil }
    return status.identity
  }
}

extension stat {
  fileprivate var identity: FileIdentity {
    FileIdentity(
      device: UInt64(truncatingIfNeeded: st_dev), file: UInt64(truncatingIfNeeded: st_ino))
  }
}

private func physicalPath(_ path: Path) -> Path? {
  path.bytes.withCString { name in
    guard let resolved = realpath(name, nil) else { return nil }
    defer { free(resolved) }
    return Path(Bytes(cString: resolved))
  }
}
