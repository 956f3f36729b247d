private import CEmbedded
package import Resolution

/// The files that a release has inside the program.
///
/// They come as one text: lines `NAME VALUE` that say what was built, `file SIZE NAME` for each file, an
/// empty line, and the contents one after the other.
package struct EmbeddedFiles: Sendable {
  /// A file.
  package struct Entry: Equatable, Sendable {
    /// Its name, with the folders it is in.
    package let name: Bytes
    fileprivate let range: Range<Int>
  }

  /// The files, in the order in which they were packed.
  package let entries: [Entry]
  private let facts: [Bytes: Bytes]
  private let contents: @Sendable (Range<Int>) -> Bytes

  /// Those of this program; nil in a development build.
  package static let own: EmbeddedFiles? = {
    let size = Int(cembedded_count())
    guard size > 0 else { return nil }
    return EmbeddedFiles(
      size: size,
      contents: { Bytes(UnsafeBufferPointer(start: cembedded_start(), count: size)[$0]) })
  }()

  /// The files in a text; nil where it is no such text.
  init?(_ text: Bytes) {
    self.init(size: text.count) { Bytes(text[$0]) }
  }

  private init?(size: Int, contents: @escaping @Sendable (Range<Int>) -> Bytes) {
    let head = contents(0..<min(size, 1 << 14))
    var entries: [Entry] = []
    var facts: [Bytes: Bytes] = [:]
    var length = 0
    var position = 0
    while let end = head[position...].firstIndex(of: 10) {
      let line = head[position..<end]
      position = end + 1
      if line.isEmpty {
        guard position + length <= size else { return nil }
        let start = position
        self.entries = entries.map {
          Entry(name: $0.name, range: (start + $0.range.lowerBound)..<(start + $0.range.upperBound))
        }
        self.facts = facts
        self.contents = contents
        return
      }
      let key = line.prefix { $0 != 32 }
      let value = line[key.endIndex...].dropFirst()
      guard key.equals("file") else {
        facts[Bytes(key)] = Bytes(value)
        continue
      }
      let digits = value.prefix { $0 != 32 }
      guard let count = digits.decimal, count <= size else { return nil }
      entries.append(
        Entry(name: Bytes(value[digits.endIndex...].dropFirst()), range: length..<(length + count)))
      length += count
    }
    return nil
  }

  /// What was said of the build under a name, such as `commit`.
  package subscript(fact: StaticString) -> Bytes? { facts[Bytes(fact)] }

  /// The contents of a file; nil where there is none of this name.
  package func contents(of name: Bytes) -> Bytes? {
    entries.first { $0.name == name }.map { contents($0.range) }
  }
}
