package import Resolution

/// The environment file of a directory with what came of it.
package struct EvaluatedFile: Equatable, Sendable {
  /// Where it is; nil where there is none.
  package let place: Path?
  /// What came of it.
  package let outcome: EnvironmentOutcome
  /// The files that this depends on, the file itself first.
  package let watches: [Watch]
  /// The environment with the toolchains that it had asked for when it failed, which bind all the same; nil
  /// where it had asked for none, or did not fail.
  package var pinned: EnvironmentSnapshot?
}
