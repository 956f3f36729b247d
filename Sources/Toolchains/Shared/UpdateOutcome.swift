/// What came of an update.
package enum UpdateOutcome: Equatable, Sendable {
  /// The toolchain was the newest already, or the newest that has all its components: the newest of all
  /// then lacks some.
  case unchanged(version: String, lacking: [String])
  /// The toolchain went from one version to another.
  case updated(from: String, to: String)
}
