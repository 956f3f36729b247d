/// Writes tar archives byte by byte, also ones no honest program would write.
struct TarBuilder {
  private(set) var bytes: [UInt8] = []

  /// Adds an entry.
  ///
  /// - Parameters:
  ///   - name: Its name, at most 100 bytes.
  ///   - type: `0` file, `1` hard link, `2` symbolic link, `3` device, `5` directory, `6` FIFO.
  ///   - content: Its bytes.
  ///   - link: The target of a link.
  ///   - mode: Its permissions.
  /// - Returns: The archive with the entry.
  func adding(
    _ name: String, type: Character = "0", _ content: [UInt8] = [], link: String = "",
    mode: Int = 0o644
  ) -> TarBuilder {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    func octal(_ value: Int, _ width: Int) -> String {
      let digits = String(value, radix: 8)
      return String(repeating: "0", count: width - digits.count) + digits
    }
    put(name, at: 0)
    put(octal(mode, 7), at: 100)
    put(octal(0, 7), at: 108)
    put(octal(0, 7), at: 116)
    put(octal(content.count, 11), at: 124)
    put(octal(1_000_000_000, 11), at: 136)
    put("        ", at: 148)
    put(String(type), at: 156)
    put(link, at: 157)
    put("ustar", at: 257)
    put("00", at: 263)
    put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
    var copy = self
    copy.bytes += header + content
    copy.bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    return copy
  }

  /// The archive with the two zero blocks at its end.
  var archive: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }
}
