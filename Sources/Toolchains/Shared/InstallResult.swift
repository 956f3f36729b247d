package import Resolution

/// A toolchain that was installed, or was there.
package struct InstallResult: Equatable, Sendable {
  /// The toolchain's name.
  package let name: Bytes
  /// What was done.
  package let outcome: InstallOutcome
  /// Whether it is the default now, as there was none.
  package var isNewDefault = false
}
