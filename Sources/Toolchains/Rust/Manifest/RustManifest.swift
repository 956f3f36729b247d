package import Resolution

/// What a channel offers on one day.
///
/// Source: the channel manifest of version 2, as `dist/channel-rust-stable.toml`.
package struct RustManifest: Sendable {
  /// An archive as the manifest names it.
  package struct Archive: Equatable, Sendable {
    /// Its official URL.
    package let url: String
    /// Its SHA-256 in hex.
    package let sha256: String
  }

  /// A package and its archives.
  package struct Package: Sendable {
    /// The version for people: `1.95.0 (59807616e 2026-04-14)`.
    package internal(set) var version = ""
    /// The archive of each target; nil for one that is announced and was not built.
    var archives: [String: Archive?] = [:]
  }

  /// Where it comes from: a URL or a file.
  let origin: String

  /// The day of the release, as `YYYY-MM-DD`.
  package let date: String

  /// The packages by name.
  package let packages: [String: Package]

  /// The newer names of packages by their older ones.
  package let renames: [String: String]

  /// The packages of each profile.
  package let profiles: [String: [String]]

  /// What may be installed on each host.
  let offers: [String: Offer]

  /// The file as it came.
  package let contents: Bytes

  /// The SHA-256 of the file in hex.
  var sha256: String {
    var digest = Digest()
    contents.withUnsafeBytes { digest.update($0) }
    return digest.finish()
  }

  /// What may be installed on one host.
  struct Offer: Sendable {
    /// The components in the manifest's order.
    var components: [ComponentID] = []
    /// How many of them every toolchain had before there were profiles.
    var required = 0
  }

  /// The version of the whole toolchain for people.
  package var version: String { packages["rust"]?.version ?? packages["rustc"]?.version ?? date }

  /// Whether its packages are of a release, as far as that is a version.
  ///
  /// Of `1.70` and of a beta without a number any patch will do. Packages that do not say what they are
  /// contradict nothing.
  func isFor(_ release: RustRelease) -> Bool {
    guard release.channel.first?.isDigit == true else { return true }
    let version = packages["rust"]?.version ?? packages["rustc"]?.version ?? ""
    guard let word = version.split(separator: " ").first else { return true }
    let wanted = release.channel.text
    return word == wanted || release.withoutDate.isTracking && word.hasPrefix(wanted + ".")
  }

  /// The components that a host may have.
  ///
  /// - Parameter host: the platform's full name.
  /// - Returns: the components in the order of the manifest, available or not.
  package func components(for host: String) -> [ComponentID] { offers[host]?.components ?? [] }

  /// The archive of a component, or nil where it is not available.
  ///
  /// - Parameter component: the component.
  /// - Returns: where it is, and its checksum.
  package func archive(of component: ComponentID) -> Archive? {
    guard let archives = packages[component.package]?.archives else { return nil }
    if let archive = archives[component.target ?? "*"] { return archive }
    return archives["*"] ?? nil
  }

  /// The name that people use for a package: `clippy` for `clippy-preview`.
  ///
  /// - Parameter package: its name in the manifest.
  /// - Returns: the name.
  package func shortName(of package: String) -> String {
    renames.filter { $0.value == package }.keys.min() ?? package
  }

  /// The name that people use for a component: `clippy`, `rust-std-wasm32-unknown-unknown`.
  ///
  /// - Parameters:
  ///   - component: the component.
  ///   - host: the platform whose components need no target.
  /// - Returns: the name.
  package func shortName(of component: ComponentID, host: String) -> String {
    let name = shortName(of: component.package)
    guard let target = component.target, target != host else { return name }
    return "\(name)-\(target)"
  }
}
