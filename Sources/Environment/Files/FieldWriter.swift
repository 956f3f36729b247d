package import Resolution
private import Toolchains

/// Writes values one behind the other into a file of tvm's own, each with its length before it.
package struct FieldWriter {
  /// What was written so far.
  package private(set) var bytes: Bytes

  /// An empty file of a kind; the kind changes with the format.
  package init(_ kind: StaticString) { bytes = Bytes(kind) + "\n" }

  /// Adds a value.
  package mutating func add(_ value: Bytes) {
    bytes += Bytes(decimal: value.count) + ":" + value + "\n"
  }

  /// Adds a value that may be missing.
  package mutating func add(_ value: Bytes?) {
    guard let value else { return bytes += "-\n" }
    add(value)
  }

  /// Adds a number.
  package mutating func add(_ number: Int) { add(Bytes(decimal: number)) }
}

/// Reads what a ``FieldWriter`` has written.
package struct FieldReader {
  private var rest: BytesSlice

  /// The fields of a file, or nil where it is of another kind.
  package init?(_ bytes: Bytes, _ kind: StaticString) {
    let start = Bytes(kind) + "\n"
    guard bytes.starts(with: start) else { return nil }
    rest = bytes[start.count...]
  }

  /// Whether all fields were read.
  package var isAtEnd: Bool { rest.isEmpty }

  /// The next value; the outer nil is a file that ends or is broken here.
  package mutating func next() -> Bytes?? {
    if rest.starts(with: "-\n") {
      rest = rest.dropFirst(2)
      return .some(nil)
    }
    guard let colon = rest.firstIndex(of: UInt8(ascii: ":")),
      let count = rest[..<colon].decimal, rest.endIndex - colon - 1 > count
    else { return nil }
    let value = Bytes(rest[(colon + 1)...].prefix(count))
    rest = rest[(colon + 2 + count)...]
    return value
  }

  /// The next value where one must be.
  package mutating func bytes() -> Bytes? {
    guard let value = next() else { return nil }
    return value
  }

  /// The next number.
  package mutating func number() -> Int? {
    guard let text = bytes() else { return nil }
    // Times have more digits than a version's number may have.
    return Int(text.text)
  }
}
