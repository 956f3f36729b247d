internal import Resolution

/// What a toolchain is to have beside its release.
package struct RustContents: Equatable, Sendable {
  /// The profile of a new toolchain: `minimal`, `default`, `complete`.
  package var profile: String?

  /// Whether a toolchain that is there already is to get what it lacks of the profile; a file's
  /// profile only counts for a new one.
  package var completesProfile = false

  /// Further components by any of their names: `clippy`, `rust-src`.
  package var components: [String]

  /// Further targets, whose standard library is wanted.
  package var targets: [String]

  /// Those of the components and targets that an installed toolchain may go without: what a toolchain
  /// file lists, as in rustup.
  package var optional: Set<String> = []

  /// A wish; by default for nothing in particular.
  package init(profile: String? = nil, components: [String] = [], targets: [String] = []) {
    self.profile = profile
    self.components = components
    self.targets = targets
  }

  /// What a profile may be called.
  package static let profiles = ["minimal", "default", "complete"]

  /// Whether nothing in particular is wished for.
  package var isEmpty: Bool { components.isEmpty && targets.isEmpty && !completesProfile }
}
