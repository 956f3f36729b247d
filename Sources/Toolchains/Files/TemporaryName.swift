package import Resolution

/// The names under which something stands for a moment, until it is given its own.
///
/// They are `.NAME.tvm-XXXXXXXX`, where nobody can guess the last part; those of tvm 0.1 were
/// `NAME.tmp.PID`.
package enum TemporaryName {
  private static let mark = Bytes(".tvm-")
  private static let alphabet = Array("0123456789abcdefghijklmnopqrstuv".utf8)
  private static let length = 8
  /// What a name may have at most, so that the whole is no longer than file systems allow.
  private static let longestName = 200

  /// A name beside another one that nobody else uses.
  package static func random(for name: Bytes) -> Bytes {
    var bits = UInt64.random(in: 0...UInt64.max)
    var ending = Bytes()
    for _ in 0..<length {
      ending.append(alphabet[Int(bits & 31)])
      bits >>= 5
    }
    return start(of: name) + ending
  }

  private static func start(of name: Bytes) -> Bytes {
    Bytes(".") + Bytes(name.prefix(longestName)) + mark
  }

  /// Whether a name is one of these, for any name or for one.
  package static func isTemporary(_ name: Bytes, for wanted: Bytes? = nil) -> Bool {
    guard name.count > length else { return false }
    let ending = name.suffix(length)
    let beginning = name.dropLast(length)
    guard ending.allSatisfy({ alphabet.contains($0) }) else { return false }
    if let wanted { return beginning == start(of: wanted)[...] }
    return beginning.first == UInt8(ascii: ".") && beginning.suffix(mark.count) == mark[...]
      && beginning.count > mark.count + 1
  }

  /// Whether a name is one of tvm 0.1, for any name or for one.
  package static func isOldTemporary(_ name: Bytes, for wanted: Bytes? = nil) -> Bool {
    let digits = name.reversed().prefix { $0.isDigit }.count
    let beginning = name.dropLast(digits)
    let mark = Bytes(".tmp.")
    guard digits > 0, digits < 11, beginning.count > mark.count,
      beginning.suffix(mark.count) == mark[...]
    else { return false }
    return wanted.map { beginning.dropLast(mark.count) == $0[...] } ?? true
  }
}
