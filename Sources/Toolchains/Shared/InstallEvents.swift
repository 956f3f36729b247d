/// What a change to a toolchain tells while it is at work.
package struct InstallEvents: Sendable {
  /// An archive is about to be fetched.
  package var begins: @Sendable (_ what: String, _ location: String) -> Void
  /// Bytes that have arrived, and how many there will be if that is known.
  package var progresses: @Sendable (_ received: UInt64, _ total: UInt64?) -> Void
  /// No more bytes will arrive, for better or worse.
  package var rests: @Sendable () -> Void
  /// Another process is at work on the same toolchain.
  package var waits: @Sendable (_ what: String, _ process: Int?) -> Void
  /// A process runs from what is about to be replaced.
  package var runs: @Sendable (_ what: String, _ process: Int) -> Void
  /// The archive has arrived and is in place; the place it came from, if that is another one.
  package var ends: @Sendable (_ what: String, _ location: String?) -> Void
  /// Something that was asked for cannot be had, and is done without.
  package var skips: @Sendable (_ what: any Error) -> Void
  /// Something that the user should know of what is being installed.
  package var warns: @Sendable (_ what: String) -> Void

  /// Events for these closures.
  package init(
    begins: @escaping @Sendable (String, String) -> Void,
    progresses: @escaping @Sendable (UInt64, UInt64?) -> Void,
    rests: @escaping @Sendable () -> Void,
    waits: @escaping @Sendable (String, Int?) -> Void,
    runs: @escaping @Sendable (String, Int) -> Void,
    ends: @escaping @Sendable (String, String?) -> Void,
    skips: @escaping @Sendable (any Error) -> Void,
    warns: @escaping @Sendable (String) -> Void
  ) {
    self.begins = begins
    self.progresses = progresses
    self.rests = rests
    self.waits = waits
    self.runs = runs
    self.ends = ends
    self.skips = skips
    self.warns = warns
  }
}
