internal import Resolution

/// A small file in which tvm notes something for itself: its kind and version, then a key and a value
/// a line.
///
/// A file of another version, or what is none, is as good as none: who writes the next version must
/// not be read wrongly. Keys that are not known are passed over.
struct RecordFile {
  /// What the file is about: `toolchain`, `project`.
  let kind: StaticString
  /// The keys with their values, in the order of the file.
  let fields: [(key: Bytes, value: Bytes)]

  /// The largest file that is read, in bytes.
  private static let sizeLimit = 1 << 20

  /// The version of the format.
  private static let version: StaticString = "1"

  /// A record to be written.
  init(_ kind: StaticString, _ fields: [(key: StaticString, value: Bytes)]) {
    self.kind = kind
    self.fields = fields.map { (Bytes($0.key), $0.value) }
  }

  /// The record of a kind in a file; nil where there is none of this version.
  init?(_ kind: StaticString, at path: Path) {
    guard case .contents(let contents) = World.live.read(path, RecordFile.sizeLimit) else {
      return nil
    }
    let lines = contents.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first, first == RecordFile.header(kind)[...] else { return nil }
    var fields: [(key: Bytes, value: Bytes)] = []
    for line in lines.dropFirst() {
      guard let blank = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
      fields.append((Bytes(line[..<blank]), RecordFile.unescaped(line[(blank + 1)...])))
    }
    self.kind = kind
    self.fields = fields
  }

  /// The values of a key, in the order of the file.
  func values(of key: StaticString) -> [Bytes] {
    fields.filter { $0.key.equals(key) }.map(\.value)
  }

  /// Writes the file, unless it says the same already.
  ///
  /// - Throws: ``FileError``.
  func write(to path: Path) throws(FileError) {
    var contents = RecordFile.header(kind) + Bytes("\n")
    for (key, value) in fields {
      contents += key + Bytes(" ") + RecordFile.escaped(value) + Bytes("\n")
    }
    if World.live.read(path, RecordFile.sizeLimit) == .contents(contents) { return }
    try AtomicFile.write(contents, to: path, links: .never, isDurable: false)
  }

  private static func header(_ kind: StaticString) -> Bytes {
    Bytes("tvm ") + Bytes(kind) + Bytes(" ") + Bytes(version)
  }

  /// A value on one line: control characters and `%` are written as `%NN`.
  private static func escaped(_ value: Bytes) -> Bytes {
    let digits = Bytes("0123456789abcdef")
    return value.flatMap { byte -> Bytes in
      guard byte < 32 || byte == 127 || byte == UInt8(ascii: "%") else { return [byte] }
      return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  private static func unescaped(_ text: BytesSlice) -> Bytes {
    var value = Bytes()
    var rest = text
    while let byte = rest.popFirst() {
      let digits = Bytes(rest.prefix(2)).text
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let code = UInt8(digits, radix: 16) {
        value.append(code)
        rest = rest.dropFirst(2)
      } else {
        value.append(byte)
      }
    }
    return value
  }
}
