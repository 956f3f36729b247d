/// The programs that shims have run one after the other, kept in a variable to see loops.
///
/// A real toolchain never calls back into the shim in the same process, so its calls are not noted. What
/// tvm did not install may: another manager's shim, a script, a link to a shim.
package struct ShimCalls: Equatable, Sendable {
  /// How deep shims may call each other through other processes.
  package static let deepest = 20

  private var process: Bytes
  private var programs: [Bytes]

  /// The calls so far.
  package init(_ world: World) {
    process = []
    programs = []
    for part in (world.variable(Variables.shimCalls) ?? []).parts(between: ":") where !part.isEmpty
    {
      if process.isEmpty { process = Bytes(part) } else { programs.append(Bytes(part)) }
    }
  }

  /// The calls with one more program.
  ///
  /// - Parameters:
  ///   - program: the program that is about to run.
  ///   - number: the number of this process, which an `exec` keeps.
  ///   - home: whose shim it may be.
  ///   - world: where files are looked at.
  /// - Returns: the longer list.
  /// - Throws: ``ResolutionError/loop(_:)`` where the same process has run it before, or where the
  ///   list is longer than any honest one.
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

  /// The variable that hands the calls on.
  package var edit: EnvironmentEdit {
    EnvironmentEdit(Variables.shimCalls, process + ":" + Bytes(programs, separatedBy: ":"))
  }
}
