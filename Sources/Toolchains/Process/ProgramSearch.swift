package import Resolution

/// Where the programs are that are started by a name.
package enum ProgramSearch {
  /// Where a shell looks that has no `PATH`.
  private static let usual = Bytes("/usr/bin:/bin")

  /// The program of a name.
  ///
  /// Empty and relative elements of `PATH` are never used: they would run what lies in the directory
  /// that somebody happens to be in.
  ///
  /// - Parameters:
  ///   - name: what has a slash in it is a path, and taken as it is.
  ///   - path: the folders to look in, as `PATH` has them; nil for this process's own.
  /// - Returns: nil where no folder has an executable file of that name.
  package static func path(of name: Bytes, on path: Bytes? = nil) -> Path? {
    if name.contains(UInt8(ascii: "/")) { return Path(name) }
    guard !name.isEmpty else { return nil }
    let folders = path ?? World.live.variable(Variables.path) ?? usual
    for folder in folders.parts(between: ":") where folder.first == UInt8(ascii: "/") {
      let program = Path(Bytes(folder)).appending(name)
      if World.live.program(program) != nil { return program }
    }
    return nil
  }
}
