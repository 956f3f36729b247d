package import Resolution

/// The releases of a language that can be had.
package struct ReleaseList: Sendable {
  /// One release.
  package struct Release: Equatable, Sendable {
    /// Its name, as a request for it is written.
    package let name: Bytes
    /// Whether it is a release and no prerelease or day of a channel.
    package let isStable: Bool
    /// Whether it is installed.
    package let isInstalled: Bool
    /// The bytes of its archive, where the index says so.
    package let size: UInt64?
  }

  /// The releases, oldest first.
  package let releases: [Release]

  /// What is to be said beside them, such as that an older copy of the index is shown.
  package let notes: [String]
}
