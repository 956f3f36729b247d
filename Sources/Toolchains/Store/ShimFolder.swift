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
    let temporary = home.shims.appending(Bytes(".tvm-shim"))
    try Folder.remove(temporary)
    try AtomicFile.write(contents, to: temporary)
    guard temporary.bytes.withCString({ chmod($0, 0o755) }) == 0 else {
      throw .refused(.write, temporary, errno: clibc_errno())
    }
    for name in names {
      let shim = home.shims.appending(name)
      let neighbour = shim.temporaryNeighbour
      try Folder.remove(neighbour)
      let result = temporary.bytes.withCString { from in
        neighbour.bytes.withCString { link(from, $0) }
      }
      guard result == 0 else { throw .refused(.link, shim, errno: clibc_errno()) }
      try Folder.rename(neighbour, to: shim)
    }
    try Folder.rename(temporary, to: home.shimProgram)
  }

  private var names: [Bytes] {
    Language.allCases.flatMap(\.programs).map { Bytes($0) }
  }
}
