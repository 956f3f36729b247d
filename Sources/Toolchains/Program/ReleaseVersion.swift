/// A version of tvm: numbers, and before a release `-rc1` or the like.
package struct ReleaseVersion: Comparable, Sendable {
  /// The version as it is written.
  package let text: String
  private let numbers: [Int]
  private let stage: String

  /// The version in a text; nil where it is none.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, numbers.allSatisfy({ $0 ?? -1 >= 0 }), text.allSatisfy(\.isASCII)
    else { return nil }
    self.text = text
    self.numbers = numbers.compactMap { $0 }
    stage = parts.count > 1 ? String(parts[1]) : ""
  }

  package static func < (left: ReleaseVersion, right: ReleaseVersion) -> Bool {
    if left.numbers != right.numbers {
      return left.numbers.lexicographicallyPrecedes(right.numbers)
    }
    if left.stage.isEmpty || right.stage.isEmpty { return right.stage.isEmpty && left.stage != "" }
    return left.stage < right.stage
  }
}
