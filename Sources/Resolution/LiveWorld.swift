private import CLibc

extension World {
  /// The world of this process.
  package static let live = World(
    variable: { name in
      name.withUTF8Buffer { buffer in
        // A StaticString's bytes end with a NUL that its count leaves out.
        buffer.withMemoryRebound(to: CChar.self) { chars in
          guard let start = chars.baseAddress, let value = getenv(start) else { return nil }
          return Bytes(cString: value)
        }
      }
    },
    read: { path, limit in readRegularFile(path, limit: limit) },
    names: { directory in readNames(directory) },
    program: { path in executableIdentity(path) },
    physical: { path in physicalPath(path) },
    workingDirectory: {
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      // Since Linux 2.6.36 a directory outside the root reads as `(unreachable)/…`.
      guard getcwd(&buffer, buffer.count) != nil, buffer[0] == CChar(bitPattern: 47) else {
        return nil
      }
      return Path(Bytes(cString: buffer))
    }
  )
}

/// Opens without blocking, so that a FIFO cannot hang the caller, looks at what was opened, and reads
/// it once: what was checked is what is used.
private func readRegularFile(_ path: Path, limit: Int) -> FileReading {
  let descriptor = path.bytes.withCString {
    clibc_open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0)
  }
  guard descriptor >= 0 else {
    let error = clibc_errno()
    return error == ENOENT || error == ENOTDIR
      ? .absent
      : error == ENXIO ? .refused(.special) : .refused(.unreadable(error))
  }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { return .refused(.unreadable(clibc_errno())) }
  if clibc_is_directory(status.st_mode) != 0 { return .refused(.directory) }
  guard clibc_is_regular(status.st_mode) != 0 else { return .refused(.special) }
  guard status.st_size <= limit else { return .refused(.tooLarge(limit: limit)) }
  // One byte more than the size, to see files that grow or, like those of /proc, report none.
  var capacity = max(Int(status.st_size), 4095) + 1
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

private func readNames(_ directory: Path) -> [Bytes]? {
  guard let stream = directory.bytes.withCString({ opendir($0) }) else { return nil }
  defer { closedir(stream) }
  var names: [Bytes] = []
  while let entry = readdir(stream) {
    guard let start = clibc_entry_name(entry) else { continue }
    let name = Bytes(cString: start)
    if !name[...].equals(".") && !name[...].equals("..") { names.append(name) }
  }
  return names
}

private func executableIdentity(_ path: Path) -> FileIdentity? {
  path.bytes.withCString { name in
    var status = stat()
    guard stat(name, &status) == 0, clibc_is_regular(status.st_mode) != 0,
      access(name, X_OK) == 0
    else { return nil }
    return FileIdentity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      file: UInt64(truncatingIfNeeded: status.st_ino))
  }
}

private func physicalPath(_ path: Path) -> Path? {
  path.bytes.withCString { name in
    guard let resolved = realpath(name, nil) else { return nil }
    defer { free(resolved) }
    return Path(Bytes(cString: resolved))
  }
}
