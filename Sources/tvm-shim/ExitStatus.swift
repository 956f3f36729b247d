/// What the shim itself exits with, as shells do.
enum ExitStatus {
  /// The program was found but cannot be run.
  static let foundButCannotRun: Int32 = 126
  /// There is nothing to run.
  static let nothingToRun: Int32 = 127
  /// The shim was called under its own name in a way it does not know.
  static let usage: Int32 = 64
}
