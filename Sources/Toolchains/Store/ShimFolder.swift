private import CLibc
package import Resolution

/// The folder of shims: one program under many names, or copies of it where a file can have but one.
package struct ShimFolder: Sendable {
  private let home: Home

  /// The folder of a home.
  package init(_ home: Home) { self.home = home }

  /// Whether every shim is there and is the same file or a copy, and the program that they hand over to.
  package var isComplete: Bool {
    guard World.live.program(home.program) != nil, let shim = ShimFolder.status(home.shimProgram)
    else { return false }
    return names.allSatisfy { name in
      guard let other = ShimFolder.status(home.shims.appending(name)) else { return false }
      return other.st_ino == shim.st_ino && other.st_dev == shim.st_dev
        || other.st_size == shim.st_size
    }
  }

  /// Whether there is nothing to renew: every shim is there, from this program.
  ///
  /// - Parameters:
  ///   - shim: the bytes of the built shim.
  ///   - program: the tvm that the shims hand over to.
  /// - Returns: whether all of it is so.
  package func isCurrent(_ shim: Bytes, handingOverTo program: Path) -> Bool {
    isComplete && Folder.target(of: home.program) == program
      && World.live.read(home.shimProgram, shim.count) == .contents(shim)
  }

  private static func status(_ program: Path) -> stat? {
    var status = stat()
    guard World.live.program(program) != nil,
      program.bytes.withCString({ stat($0, &status) }) == 0
    else { return nil }
    return status
  }

  /// Puts a shim program under all names, each replaced in one step, so that callers never miss one.
  ///
  /// - Parameters:
  ///   - shim: the bytes of the built shim.
  ///   - program: the tvm that the shim named rustup hands over to, by a link.
  /// - Throws: ``FileError``.
  package func fill(with shim: Bytes, handingOverTo program: Path) throws(FileError) {
    try Folder.create(home.shims)
    if Folder.target(of: home.program) != program { try Folder.link(home.program, to: program) }
    try linkProgram()
    try AtomicFile.write(shim, to: home.shimProgram, links: .never, permissions: 0o755)
    for name in names { try Folder.share(home.shimProgram, as: home.shims.appending(name)) }
  }

  /// Puts tvm itself beside the shims, so that whatever finds them finds it, too.
  package func linkProgram() throws(FileError) {
    let link = home.shims.appending("tvm")
    if Folder.target(of: link) != home.program { try Folder.link(link, to: home.program) }
  }

  private var names: [Bytes] {
    Language.allCases.flatMap(\.programs).map { Bytes($0) }
  }
}
