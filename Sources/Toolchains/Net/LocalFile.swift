private import CLibc
private import Resolution

/// A file that needs no network: a `file` URL or a path.
enum LocalFile {
  /// The path a mirror names.
  ///
  /// - Parameter url: A URL or path.
  /// - Returns: The path, or `nil` for `http` and `https`.
  /// - Throws: `.unsupportedURL` for other schemes, other hosts, bad escapes, and names that may be
  ///   hosts or folders.
  static func path(of url: String) throws(DownloadError) -> String? {
    guard let colon = url.firstRange(of: "://") else {
      // A host whose scheme was forgotten is not a folder of the current directory.
      guard ["/", "./", "../"].contains(where: url.hasPrefix) else { throw .unsupportedURL(url) }
      return url
    }
    switch url[..<colon.lowerBound].lowercased() {
    case "http", "https": return nil
    case "file":
      let rest = url[colon.upperBound...]
      let path = rest.hasPrefix("localhost/") ? rest.dropFirst("localhost".count) : rest
      guard path.hasPrefix("/"), let path = unescaped(path) else { throw .unsupportedURL(url) }
      return path
    default: throw .unsupportedURL(url)
    }
  }

  private static func unescaped(_ text: Substring) -> String? {
    var bytes = Bytes()
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let digits = String(rest.prefix(2)), digits.utf8.count == 2,
        digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16), value != 0
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(utf8: bytes)
  }

  /// Moves what is left of a file to the transfer's sink.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - url: The mirror as given.
  ///   - transfer: Where the bytes go.
  /// - Throws: `.notFound`, `.unreadable`, and what the transfer throws.
  static func read(
    _ path: String, url: String, into transfer: Transfer
  ) throws(DownloadError) {
    // A FIFO must not block, a device must not be read.
    let descriptor = clibc_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0)
    guard descriptor >= 0 else {
      let code = clibc_errno()
      if code == ENOENT || code == ENOTDIR { throw .notFound(url: url) }
      throw .unreadable(path: path, reason: systemMessage(code).text)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, clibc_is_regular(status.st_mode) != 0 else {
      throw .unreadable(path: path, reason: "not a regular file")
    }
    transfer.total = UInt64(status.st_size)
    // Another mirror may have served the first part.
    transfer.repeated = 0
    transfer.comesFromServer = false
    guard lseek(descriptor, off_t(transfer.received), SEEK_SET) >= 0 else {
      throw .unreadable(path: path, reason: systemMessage(clibc_errno()).text)
    }
    while try transfer.read(from: descriptor, url: path) > 0 {}
  }
}
