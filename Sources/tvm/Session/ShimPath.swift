import Resolution

/// `PATH` with the shims in it.
struct ShimPath {
  let bytes: Bytes

  /// The `PATH` of this process.
  ///
  /// - Parameters:
  ///   - session: Whose shims they are.
  ///   - keepsPlace: Whether they stay where they are, if they are there; else they come first.
  init(_ session: Session, keepsPlace: Bool = false) {
    self.init(
      session.home.shims, session.world.variable(Variables.path),
      cargoPrograms: session.cargoPrograms, keepsPlace: keepsPlace)
  }

  /// A value of `PATH`, or none, with shims added, and behind them what cargo installs.
  init(_ shims: Path, _ path: Bytes?, cargoPrograms: Path? = nil, keepsPlace: Bool) {
    guard let path, !path.isEmpty else {
      // An empty element behind them would be the current directory.
      bytes = Bytes([shims, cargoPrograms].compactMap { $0?.bytes[...] }, separatedBy: ":")
      return
    }
    let elements = path.parts(between: ":")
    let others = elements.filter { $0 != shims.bytes[...] }
    if keepsPlace, others.count < elements.count {
      bytes = path
      return
    }
    let added = [shims, cargoPrograms].compactMap { $0?.bytes[...] }
    bytes = Bytes(added.filter { !others.contains($0) } + others, separatedBy: ":")
  }
}
