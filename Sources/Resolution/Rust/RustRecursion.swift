/// How often shims and proxies have called each other above this process.
package struct RustRecursion {
  /// The count that rustup and tvm hand on.
  package let depth: Int

  /// The count so far; what is no number counts as none.
  package init(_ world: World) {
    depth = world.setVariable(Variables.rustRecursion)?[...].decimal ?? 0
  }

  /// The deepest that honest programs go.
  package static let deepest = 20

  /// Stops a loop through other processes.
  ///
  /// - Parameter program: what is about to run once more.
  /// - Throws: ``ResolutionError/loop(_:)``.
  package func check(_ program: Path) throws(ResolutionError) {
    if depth > RustRecursion.deepest { throw .loop([program]) }
  }
}
