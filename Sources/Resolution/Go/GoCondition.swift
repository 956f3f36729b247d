/// One comparison of a request, such as `>=1.21`.
package struct GoCondition: Equatable, Sendable {
  /// How a version relates to the one that is written.
  package enum Relation: Sendable {
    case above
    case atLeast
    case atMost
    case below
    /// The same major version, at least this one: `^1.21`.
    case compatible
    case equal
    case notEqual
    /// The same minor version, at least this one: `~1.21.3`.
    case sameMinor
  }

  /// How a version must relate to ``version``.
  package let relation: Relation

  /// What is written behind the operator; without a patch it stands for all of its minor version.
  package let version: GoVersion

  /// The conditions of a text: one or more, separated by blanks or commas.
  ///
  /// - Returns: nil where any part is not an operator and a version.
  package static func all(_ text: BytesSlice) -> [GoCondition]? {
    var conditions: [GoCondition] = []
    var rest = text.trimmed
    while !rest.isEmpty {
      guard let relation = rest.takeRelation() else { return nil }
      rest = rest.trimmed
      if !rest.take("go") { _ = rest.take("v") }
      let word = rest.prefix(while: { !$0.isBlank && $0 != UInt8(ascii: ",") })
      guard let condition = GoCondition(relation, word) else { return nil }
      conditions.append(condition)
      rest = rest[word.endIndex...].trimmed
      if rest.takeByte(",") {
        rest = rest.trimmed
        if rest.isEmpty { return nil }
      }
    }
    return conditions.isEmpty ? nil : conditions
  }

  private init?(_ relation: Relation, _ word: BytesSlice) {
    if let version = GoVersion(word) {
      self.init(relation: relation, version: version)
      return
    }
    // A major version alone stands for all of it: `<=1` is everything before `2.0`.
    guard let major = word.decimal else { return nil }
    switch relation {
    case .atLeast, .below, .compatible: self.init(relation: relation, version: GoVersion(major, 0))
    case .equal, .sameMinor: self.init(relation: .compatible, version: GoVersion(major, 0))
    case .above: self.init(relation: .atLeast, version: GoVersion(major + 1, 0))
    case .atMost: self.init(relation: .below, version: GoVersion(major + 1, 0))
    case .notEqual: return nil
    }
  }

  private init(relation: Relation, version: GoVersion) {
    self.relation = relation
    self.version = version
  }

  /// Whether a version meets the condition.
  package func accepts(_ candidate: GoVersion) -> Bool {
    switch relation {
    case .above: candidate > version && !(standsForMinor && isSameMinor(candidate))
    case .atLeast: candidate >= version
    case .atMost: candidate <= version || standsForMinor && isSameMinor(candidate)
    case .below: candidate < version
    case .compatible: candidate >= version && candidate.major == version.major
    case .equal: standsForMinor ? isSameMinor(candidate) : candidate == version
    case .notEqual: !(standsForMinor ? isSameMinor(candidate) : candidate == version)
    case .sameMinor: candidate >= version && isSameMinor(candidate)
    }
  }

  private var standsForMinor: Bool { version.patch == nil && version.prerelease == nil }

  private func isSameMinor(_ candidate: GoVersion) -> Bool { candidate.isSameMinor(as: version) }
}

extension BytesSlice {
  /// Takes a leading comparison operator off.
  fileprivate mutating func takeRelation() -> GoCondition.Relation? {
    if take(">=") { return .atLeast }
    if take("<=") { return .atMost }
    if take("!=") { return .notEqual }
    if take("==") || take("=") { return .equal }
    if take(">") { return .above }
    if take("<") { return .below }
    if take("^") { return .compatible }
    if take("~>") || take("~") { return .sameMinor }
    return nil
  }
}
