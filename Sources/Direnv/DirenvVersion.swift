import Resolution
import Toolchains

extension Direnv {
  /// The version of direnv whose commands, functions and formats these are.
  static let version = "2.37.1"

  /// `direnv version [VERSION_AT_LEAST]`.
  static func printVersion(_ call: DirenvCall) throws {
    guard let asked = call.arguments.first else { return Output.print(version) }
    let text = asked.first == UInt8(ascii: "v") ? Bytes(asked.dropFirst()) : asked
    guard let wanted = SemanticVersion(text), let own = SemanticVersion(Bytes(version.utf8)) else {
      throw DirenvFault.invalidVersion(text)
    }
    if own < wanted { throw DirenvFault.older(than: text) }
  }
}

/// A version by the rules of semver.org, where minor and patch may be left out.
struct SemanticVersion: Comparable {
  private let numbers: [Int]
  private let prerelease: [Bytes]

  /// The version that a text spells, without a leading `v`; nil where it spells none.
  init?(_ text: Bytes) {
    let core = text.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }
    let parts = core.parts(between: ".")
    let numbers = parts.compactMap(\.decimal)
    guard numbers.count == parts.count, (1...3).contains(parts.count) else { return nil }
    self.numbers = numbers + Array(repeating: 0, count: 3 - numbers.count)
    let rest = text[core.endIndex...].prefix { $0 != UInt8(ascii: "+") }
    guard rest.first == UInt8(ascii: "-") else {
      prerelease = []
      return
    }
    prerelease = rest.dropFirst().parts(between: ".").map { Bytes($0) }
    guard parts.count == 3, prerelease.allSatisfy({ !$0.isEmpty }) else { return nil }
  }

  static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    if left.numbers != right.numbers {
      return left.numbers.lexicographicallyPrecedes(right.numbers)
    }
    // A release comes after its candidates.
    guard !left.prerelease.isEmpty, !right.prerelease.isEmpty else {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    for (one, other) in zip(left.prerelease, right.prerelease) where one != other {
      switch (one[...].decimal, other[...].decimal) {
      case (let one?, let other?): return one < other
      case (.some, nil): return true
      case (nil, .some): return false
      case (nil, nil): return one.lexicographicallyPrecedes(other)
      }
    }
    return left.prerelease.count < right.prerelease.count
  }
}
