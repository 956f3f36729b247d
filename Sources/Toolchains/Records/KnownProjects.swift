package import Resolution

/// The directories in which tvm has pinned or installed something: who removes toolchains asks them
/// what they need.
package struct KnownProjects: Sendable {
  private let home: Home

  /// The directories that a home knows.
  package init(_ home: Home) { self.home = home.own(.live) }

  private static let kind: StaticString = "project"

  /// Notes a directory; where that cannot be done, nothing but the note is lost.
  ///
  /// - Parameter directory: the directory, physical.
  package func note(_ directory: Path) {
    let name = Bytes(Digest.hex(of: directory.bytes).prefix(16))
    try? RecordFile(KnownProjects.kind, [("directory", directory.bytes)])
      .write(to: home.projectRecords.appending(name))
  }

  /// All that are known, in no order; a directory need not exist any more.
  package var directories: [Path] {
    (World.live.names(home.projectRecords) ?? []).compactMap { name in
      RecordFile(KnownProjects.kind, at: home.projectRecords.appending(name))?
        .values(of: "directory").first.map { Path($0) }
    }.filter(\.isAbsolute)
  }
}
