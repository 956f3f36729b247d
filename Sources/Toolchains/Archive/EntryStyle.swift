/// What of an archive's entries is kept.
package struct EntryStyle {
  /// Whether there may be symbolic and hard links.
  package var acceptsLinks = true
  /// Whether files keep the time of their last change.
  package var keepsTimes = true
  /// The permissions of a file by those of its entry, which count without it; the umask counts always.
  package var mode: ((UInt32) -> UInt32)?

  /// A style; by default everything is kept.
  ///
  /// - Parameters:
  ///   - acceptsLinks: Whether there may be links.
  ///   - keepsTimes: Whether times are kept.
  ///   - mode: The permissions of a file by those of its entry.
  package init(
    acceptsLinks: Bool = true, keepsTimes: Bool = true, mode: ((UInt32) -> UInt32)? = nil
  ) {
    self.acceptsLinks = acceptsLinks
    self.keepsTimes = keepsTimes
    self.mode = mode
  }
}
