private import CLibc
package import Resolution

/// The folder of shims: one program under many names.
package struct ShimFolder: Sendable {
  private let home: Home

  /// The folder of a home.
  package init(_ home: Home) { self.home = home }

  /// Whether every shim is there and is the same file, and the program that they hand over to.
  package var isComplete: Bool {
    guard World.live.program(home.program) != nil, let shim = World.live.program(home.shimProgram)
    else { return false }
    return names.allSatisfy { World.live.program(home.shims.appending($0)) == shim }
  }

  /// Puts a shim program under all names, each replaced in one step, so that callers never miss one.
  ///
  /// - Parameters:
  ///   - shim: the built shim; its bytes are copied.
  ///   - program: the tvm that the shim named rustup hands over to, by a link.
  /// - Throws: ``FileError``.
  package func fill(from shim: Path, handingOverTo program: Path) throws(FileError) {
    try Folder.create(home.shims)
    if Folder.target(of: home.program) != program { try Folder.link(home.program, to: program) }
    guard case .contents(let contents) = World.live.read(shim, 64 << 20) else {
      throw .refused(.link, shim, errno: ENOENT)
    }
    try AtomicFile.write(contents, to: home.shimProgram, links: .never, permissions: 0o755)
    for name in names { try Folder.share(home.shimProgram, as: home.shims.appending(name)) }
  }

  private var names: [Bytes] {
    Language.allCases.flatMap(\.programs).map { Bytes($0) }
  }
}
