package import Resolution
import Toolchains

/// What Go's linker says in a program of how it was built.
///
/// Source: Go's package `debug/buildinfo`: sixteen bytes into the writable data, at an address that
/// is a multiple of sixteen, stand a magic word, the size of pointers and flags; since Go 1.18 two
/// strings with their lengths follow at byte 32, before that two pointers to strings.
package struct GoBuildInfo: Equatable, Sendable {
  /// The version of Go, such as `go1.21.6`.
  package let goVersion: String

  /// The import path of the package, if modules were in use.
  package let path: String?

  /// The version of the main module, such as `v0.16.1` or `(devel)`.
  package let moduleVersion: String?

  /// What stands in a program; nil where Go did not build it.
  package init?(_ path: Path) {
    guard let image = ExecutableImage(path),
      let (header, address) = GoBuildInfo.header(in: image)
    else { return nil }
    let strings =
      header[15] & 2 != 0
      ? GoBuildInfo.inlineStrings(image, address + 32)
      : GoBuildInfo.pointedStrings(image, header)
    guard let (version, module) = strings, !version.isEmpty else { return nil }
    goVersion = version.printable.text
    var lines: [String: [BytesSlice]] = [:]
    // Sixteen bytes on either side let tools find the text in a running program.
    if module.count > 33 {
      for line in module[16..<(module.count - 16)].parts(between: "\n") {
        let fields = line.parts(between: "\t")
        let key = Bytes(fields[0]).text
        if lines[key] == nil { lines[key] = fields }
      }
    }
    self.path = lines["path"].flatMap { $0.count > 1 ? Bytes($0[1]).printable.text : nil }
    moduleVersion = lines["mod"].flatMap { $0.count > 2 ? Bytes($0[2]).printable.text : nil }
  }

  private static let magic = Bytes("\u{FF} Go buildinf:".unicodeScalars.map { UInt8($0.value) })

  /// The header and its address; linkers other than Go's do not put it first into the data.
  private static func header(in image: ExecutableImage) -> (Bytes, UInt64)? {
    for segment in image.segments where segment.isWritable {
      // A sixteen-megabyte table of data would take longer to search than the answer is worth.
      let size = Int(min(segment.size, 16 << 20))
      guard let data = image.bytes(at: segment.address, count: size) else { continue }
      var position = Int((16 - segment.address % 16) % 16)
      while position + 32 <= size {
        if data[position] == 0xFF, data[position..<(position + magic.count)] == magic[...] {
          return (Bytes(data[position..<(position + 32)]), segment.address + UInt64(position))
        }
        position += 16
      }
    }
    return nil
  }

  private static func inlineStrings(
    _ image: ExecutableImage, _ address: UInt64
  ) -> (Bytes, Bytes)? {
    guard let (version, next) = inlineString(image, address) else { return nil }
    return (version, inlineString(image, next)?.text ?? [])
  }

  /// A length of seven bits a byte, lowest first, and that many bytes.
  private static func inlineString(
    _ image: ExecutableImage, _ address: UInt64
  ) -> (text: Bytes, next: UInt64)? {
    var length: UInt64 = 0
    var next = address
    for shift in stride(from: UInt64(0), through: 28, by: 7) {
      guard let byte = image.bytes(at: next, count: 1)?.first else { return nil }
      next += 1
      length |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 {
        guard length <= 4 << 20, let text = image.bytes(at: next, count: Int(length)) else {
          return nil
        }
        return (text, next + length)
      }
    }
    return nil
  }

  private static func pointedStrings(_ image: ExecutableImage, _ header: Bytes) -> (Bytes, Bytes)? {
    let pointer = Int(header[14])
    guard pointer == 4 || pointer == 8 else { return nil }
    let isBig = header[15] & 1 != 0
    func string(_ place: Int) -> Bytes? {
      let address = Fields(header, isBig).number(place, pointer)
      guard let descriptor = image.bytes(at: address, count: 2 * pointer) else { return nil }
      let fields = Fields(descriptor, isBig)
      let length = fields.number(pointer, pointer)
      guard length <= 4 << 20 else { return nil }
      return image.bytes(at: fields.number(0, pointer), count: Int(length))
    }
    guard let version = string(16) else { return nil }
    return (version, string(16 + pointer) ?? [])
  }

  /// The release of Go, without what a changed build adds; nil for a development build.
  package var version: GoVersion? {
    let bytes = Bytes(goVersion.utf8)
    guard bytes.starts(with: "go"), let word = bytes[2...].words.first else { return nil }
    return GoVersion(word)
  }
}
