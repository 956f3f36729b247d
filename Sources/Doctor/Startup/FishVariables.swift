package import Resolution
import Toolchains

/// The file in which fish keeps what `set -U` has set.
package struct FishVariables: Equatable, Sendable {
  /// Where it is.
  package let path: Path

  private let lines: [String]

  init?(_ path: Path) {
    guard case .contents(let contents) = World.live.read(path, 1 << 20) else { return nil }
    self.path = path
    lines = contents.text.split(separator: "\n").map(String.init)
  }

  /// The value of a variable that programs see.
  package func exported(_ name: String) -> String? {
    for line in lines where line.hasPrefix("SETUVAR ") {
      let isExported = line.contains(" --export ")
      guard isExported, let colon = line.firstIndex(of: ":"), line[..<colon].hasSuffix(" \(name)")
      else { continue }
      return String(line[line.index(after: colon)...]).replacing("\\x2f", with: "/")
    }
    return nil
  }
}
