/// Every environment variable that tvm reads, sets or judges, by its name; this file has tvm's own.
///
/// No other file spells the name of one where it decides something.
package enum Variables {
  /// Moves home, settings and cache to one directory.
  ///
  /// Set by users; must be absolute.
  package static let home: StaticString = "TVM_HOME"

  /// Set to `1` to work offline, like `--offline`.
  ///
  /// Set by users.
  package static let offline: StaticString = "TVM_OFFLINE"

  /// Set to `1` to make every shim run the system program.
  ///
  /// Set by users.
  package static let bypass: StaticString = "TVM_BYPASS"

  /// Set to `1` to make shims trace their decisions on standard error.
  ///
  /// Set by users.
  package static let trace: StaticString = "TVM_TRACE"

  /// The programs that shims have run in this process and above it, to detect loops.
  ///
  /// Set by a shim that runs something which may call it again, read by the next shim, cleared by
  /// nobody.
  package static let shimCalls: StaticString = "TVM_SHIM_TRAIL"

  /// Tells the hook not to create shims.
  ///
  /// Set by `tvm doctor` for the shells that it starts.
  package static let probe: StaticString = "TVM_PROBE"

  /// The environment that a shell is in: the name of a record in the home.
  ///
  /// Set and removed by the hook.
  package static let environment: StaticString = "TVM_ENV"

  /// What the variables that say where settings, approvals and records are held before an environment
  /// file was evaluated.
  ///
  /// Set for an evaluation only, and no part of what comes of it.
  package static let locations: StaticString = "TVM_LOCATIONS"
}

#if !hasFeature(Embedded)
// What only tvm itself needs would be code in every shim.
extension Variables {
  /// Keeps the hook from saying what is active when it is `1`.
  ///
  /// Set by users.
  package static let quiet: StaticString = "TVM_QUIET"

  /// What the names begin with that `tvm ci` gives to the results of a job of GitLab's.
  package static let jobPrefix: StaticString = "TVM_CI_"

  /// Where tvm stops itself, so that it can be killed at that moment.
  ///
  /// Set by tests.
  package static let checkpoint: StaticString = "TVM_TEST_CHECKPOINT"

  /// The environment files that are being evaluated around a process, to detect loops.
  ///
  /// Set for an evaluation only, and no part of what comes of it.
  package static let evaluations: StaticString = "TVM_EVALUATIONS"

  /// What tvm keeps for itself while environments are loaded, which is no part of any.
  package static var ofEnvironments: [StaticString] { [environment, evaluations, locations] }
}
#endif
