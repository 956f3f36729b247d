package import Resolution
import Toolchains

/// The file in which fish keeps what `set -U` has set.
package struct FishVariables: Equatable, Sendable {
  /// Where it is.
  package let path: Path

  private let lines: [String]

  init?(_ path: Path, _ world: World) {
    guard case .contents(let contents) = world.read(path, 1 << 20) else { return nil }
    self.path = path
    lines = contents.text.split(separator: "\n").map(String.init)
  }

  /// The value of a variable that programs see.
  package func exported(_ name: String) -> String? {
    for line in lines where line.hasPrefix("SETUVAR ") {
      let isExported = line.contains(" --export ")
      guard isExported, let colon = line.firstIndex(of: ":"), line[..<colon].hasSuffix(" \(name)")
      else { continue }
      return FishVariables.unescaped(line[line.index(after: colon)...])
    }
    return nil
  }

  /// A value as it is; the elements of a list have colons between them.
  ///
  /// Source: `escape_string` and `unescape_string` in fish's `src/common.rs`, and `UVAR_ARRAY_SEP`.
  private static func unescaped(_ text: Substring) -> String {
    var result = Bytes()
    var rest = Bytes(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let kind = rest.popFirst() else {
        result.append(byte)
        continue
      }
      let length = [
        UInt8(ascii: "x"): 2, UInt8(ascii: "X"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
      ][kind]
      guard let length, let number = UInt32(Bytes(rest.prefix(length)).text, radix: 16) else {
        let controls: [UInt8: UInt8] = [
          UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "e"): 27,
        ]
        result.append(controls[kind] ?? kind)
        continue
      }
      rest = rest.dropFirst(length)
      if number == 0x1E {
        result.append(UInt8(ascii: ":"))
      } else if length == 2 {
        result.append(UInt8(number))
      } else if let scalar = Unicode.Scalar(number) {
        result += Bytes(String(scalar).utf8)
      }
    }
    return result.text
  }
}
