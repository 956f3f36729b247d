/// Finds programs on `PATH` that are not tvm's.
package struct SystemSearch: Sendable {
  private let shims: Path
  private let shim: FileIdentity?
  private let world: World

  /// A search that passes over the shims of a home.
  @inline(never)
  package init(home: Home, _ world: World) {
    shims = home.shims
    shim = world.program(home.shimProgram)
    self.world = world
  }

  /// The first program of a name.
  ///
  /// Relative and empty elements of `PATH` are passed over: what they lead to depends on the current
  /// directory, which may be hostile.
  ///
  /// - Parameters:
  ///   - name: the program's name, without a slash.
  ///   - passesProxies: whether rustup's proxies are passed over, which would only resolve again.
  /// - Returns: its path as ``Variables/path`` writes it, or nil where there is none.
  package func find(_ name: Bytes, passesProxies: Bool = false) -> Path? {
    for element in (world.setVariable(Variables.path) ?? []).parts(between: ":") {
      let directory = Path(Bytes(element))
      guard directory.isAbsolute, directory != shims else { continue }
      let candidate = directory.appending(name)
      guard let identity = world.program(candidate), identity != shim else { continue }
      // Beside this one stand the shims of another home, which may be copies of it.
      if world.program(directory.appending("tvm-shim")) != nil { continue }
      // A proxy is one file with the `rustup` beside it.
      if passesProxies, world.program(directory.appending("rustup")) == identity { continue }
      return candidate
    }
    return nil
  }
}
