/// The programs that shims have run one after the other, kept in a variable to see loops.
///
/// A real toolchain never calls back into the shim in the same process, so it gets no trail. What
/// tvm did not install may: another manager's shim, a script, a link to a shim.
package struct ShimCalls: Equatable, Sendable {
  /// How deep shims may call each other through other processes.
  package static let deepest = 20

  private var process: Bytes
  private var programs: [Bytes]

  /// The trail so far.
  package init(_ world: World) {
    process = []
    programs = []
    for part in (world.variable(Variables.trail) ?? []).parts(between: ":") where !part.isEmpty {
      if process.isEmpty { process = Bytes(part) } else { programs.append(Bytes(part)) }
    }
  }

  /// The trail with one more program on it.
  ///
  /// - Parameters:
  ///   - program: the program that is about to run.
  ///   - number: the number of this process, which an `exec` keeps.
  ///   - home: whose shim it may be.
  ///   - world: where files are looked at.
  /// - Returns: the longer trail.
  /// - Throws: ``ResolutionError/loop(_:)`` where the same process has run it before, or where the
  ///   trail is deeper than any honest one.
  package func adding(
    _ program: Path, process number: Int, _ home: Home, _ world: World
  ) throws(ResolutionError) -> ShimCalls {
    var next = self
    next.process = Bytes(decimal: number)
    next.programs.append(program.bytes)
    let isRepeated = process == next.process && programs.contains(program.bytes)
    let identity = world.program(program)
    let isShim = identity != nil && identity == world.program(home.shimProgram)
    if isRepeated || isShim || next.programs.count > ShimCalls.deepest {
      throw .loop(next.programs.map { Path($0) })
    }
    return next
  }

  /// The variable that hands the trail on.
  package var edit: EnvironmentEdit {
    EnvironmentEdit(Variables.trail, process + ":" + Bytes(programs, separatedBy: ":"))
  }
}

extension Active {
  /// Whether what is about to run may call a shim again in this very process.
  ///
  /// A toolchain that tvm installed does not, unless its folder was tampered with; then the second
  /// call finds the `GOROOT` of the first, if the settings let it be set. Rust's loops are counted.
  package func mayCallBack(_ settings: Settings, _ world: World) -> Bool {
    guard case .toolchain(let toolchain) = choice, !isLink, substitute == nil else { return true }
    if language == .rust { return false }
    guard settings.setsGoRoot else { return true }
    return world.variable(Variables.goRoot) == toolchain.root.bytes
  }
}
