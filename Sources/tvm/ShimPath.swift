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
      session.home.shims, session.world.variable(Variables.path), keepsPlace: keepsPlace)
  }

  /// A value of `PATH`, or none, with shims added.
  init(_ shims: Path, _ path: Bytes?, keepsPlace: Bool) {
    guard let path, !path.isEmpty else {
      // An empty element behind them would be the current directory.
      bytes = shims.bytes
      return
    }
    let elements = path.parts(between: ":")
    let others = elements.filter { $0 != shims.bytes[...] }
    bytes =
      keepsPlace && others.count < elements.count
      ? path : Bytes([shims.bytes[...]] + others, separatedBy: ":")
  }
}
