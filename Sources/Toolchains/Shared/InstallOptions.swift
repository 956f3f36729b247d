/// What an installation is asked for beside the release; a language takes what it knows.
package struct InstallOptions: Equatable, Sendable {
  /// The profile that the toolchain is to have whole.
  package var profile: String?
  /// Further components.
  package var components: [String] = []
  /// Further targets to compile for.
  package var targets: [String] = []
  /// Whether what is there is replaced whole.
  package var repairs = false
  /// Whether an older release may be taken where the newest lacks something.
  package var allowsDowngrade = false
  /// Whether a toolchain is taken that may not be able to run here.
  package var forcesNonHost = false
  /// Whether the toolchain becomes the default where it is new and there is none.
  package var mayBecomeDefault = false

  /// Nothing in particular.
  package init() {}
}
