import ArgumentParser
import Resolution
import Shells
import Toolchains

/// Puts the shims in place.
struct Shims: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Create the shims and print their directory",
    discussion: """
      You never need to run this after installing a toolchain or a program. The hook and the \
      installation script call it.

      EXAMPLES:
        export PATH="$(tvm shims):$PATH"    for scripts and services without the hook
      """)

  func run() throws {
    let session = try Session()
    let folder = ShimFolder(session.home)
    // The answer stands in somebody's PATH, whatever becomes of the rest.
    Output.print(bytes: session.home.shims.bytes + Bytes("\n"))
    let shim = try Session.shim
    let program = Installation.program
    do { try folder.fill(with: shim, handingOverTo: program) } catch {
      // In a home that is not the caller's to write they are its owner's to renew.
      guard folder.isComplete else { throw error }
      if !folder.isCurrent(shim, handingOverTo: program) {
        Output.note("the shims stay as they are: \(error)")
      }
    }
    session.renewGoLinks()
  }
}

extension Session {
  /// A home that is new, was moved, or is another version's gets its shims here, since somebody is about
  /// to rely on them.
  func ensureShims() throws {
    if !World.live.isOn(Variables.probe) { renewGoLinks() }
    let folder = ShimFolder(home)
    if World.live.isOn(Variables.probe) { return }
    // The folder may be another user's, and shims of before tvm stood beside them are as good.
    if folder.isComplete { try? folder.linkProgram() }
    let program = Installation.program
    let wasComplete = folder.isComplete
    do {
      let shim = try Session.shim
      if folder.isCurrent(shim, handingOverTo: program) { return }
      try folder.fill(with: shim, handingOverTo: program)
    } catch {
      // Older ones do, where the home is not the caller's to write.
      if !wasComplete { throw error }
    }
  }

  /// The bytes of the built shim.
  static var shim: Bytes {
    get throws(CommandError) {
      guard let shim = ProgramFiles.shim else { throw .shimMissing(Installation.real) }
      return shim
    }
  }

  /// Makes the shims, and says once where they are not on `PATH` how this shell finds them.
  func provideShims(isQuiet: Bool) {
    do { try ensureShims() } catch {
      return Output.note("warning: cannot create the shims: \(error)")
    }
    let path = world.variable(Variables.path) ?? []
    guard !isQuiet, !path.parts(between: ":").contains(home.shims.bytes[...]),
      !Folder.isOccupied(home.toldPath)
    else { return }
    // Where nothing can be noted it is said again.
    try? AtomicFile.write([], to: home.toldPath, links: .never)
    let shell = Shell.calling(world) ?? .standard
    Output.note(
      """
      warning: \(home.shims.bytes.printable.text) is not on PATH, so go and cargo do not run your \
      toolchains yet
      note: tvm setup changes this for new shells, and this line for the current one
      help: \(shell.hookLine(Installation.program).text)
      """)
  }

  /// Mends the names that Go looks for where they are not those of what is installed: a folder of
  /// toolchains may have been copied, restored or filled by hand.
  func renewGoLinks() {
    let links = GoLinks(home)
    // Nothing but Go's own choice of another release needs them, and the home may be read only.
    if !links.isComplete { try? links.update() }
  }
}
