private import Resolution

/// A name for a cache of toolchains: the same for what is the same, on any machine of a kind.
package struct CacheKey: Equatable, Sendable {
  /// The name, of letters, digits and hyphens.
  package let text: String

  /// The key of what is asked for.
  ///
  /// - Parameters:
  ///   - platform: the machine that the toolchains are for.
  ///   - lines: what is asked for, in a fixed order.
  package init(_ platform: Platform, _ lines: [String]) {
    let parts = ["tvm cache 1", platform.system, platform.architecture] + lines
    let hash = NameHash.of(Bytes(parts.map { "\($0)\n" }.joined().utf8), digits: 16)
    text = "tvm-\(platform.system)-\(platform.architecture)-\(hash.text)"
  }
}
