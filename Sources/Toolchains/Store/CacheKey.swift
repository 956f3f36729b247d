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
    var digest = Digest()
    for line in ["tvm cache 1", platform.system, platform.architecture] + lines {
      Array("\(line)\n".utf8).withUnsafeBytes { digest.update($0) }
    }
    text = "tvm-\(platform.system)-\(platform.architecture)-\(digest.finish().prefix(16))"
  }
}
