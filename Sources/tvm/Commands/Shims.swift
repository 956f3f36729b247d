import ArgumentParser
import Resolution
import Toolchains

/// Puts the shims in place.
struct Shims: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put the shims in place, or renew them, and print their folder.",
    discussion: """
      The set of shims is fixed: installing a toolchain or a tool never needs this. The hook and the \
      installation script call it.

      EXAMPLES:
        export PATH="$(tvm shims):$PATH"    for scripts and services without the hook
      """)

  func run() throws {
    let session = try Session()
    let shim = try Installation(Installation.program).shimProgram
    // The shim named rustup hands over to tvm by this link.
    try Folder.create(session.home.root)
    if Folder.target(of: session.home.program) != Installation.program {
      try Folder.link(session.home.program, to: Installation.program)
    }
    try ShimFolder(session.home).fill(from: shim)
    Output.print(bytes: session.home.shims.bytes + Bytes("\n"))
  }
}

extension Session {
  /// A home that is new or was moved gets its shims here, since somebody is about to rely on them.
  func ensureShims() throws {
    let folder = ShimFolder(home)
    guard !folder.isComplete else { return }
    try folder.fill(from: try Installation(Installation.program).shimProgram)
  }
}
