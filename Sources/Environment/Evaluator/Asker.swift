package import Resolution

/// Who asks for the environment of a directory: all that differs between the hook, the commands of tvm
/// and the program named direnv while a file is loaded.
package struct Asker {
  /// Whose words the library for environment files uses.
  package enum Voice: Equatable, Sendable {
    /// direnv's, which says what it loads, in a format with `%s` where a line goes; empty for none.
    case direnv(format: Bytes)
    /// tvm's own, which says what is not installed, unless the caller does.
    case tvm(leavesMissing: Bool)
  }

  let voice: Voice
  /// How what is loaded is kept.
  let form: EnvironmentState.Form
  /// What becomes of variables that somebody has changed, when they are taken back.
  let others: OthersChanges
  /// Whether a file that is not loaded is kept in mind in the environment, so that the next who asks
  /// does not try it again; tvm's hook remembers that in the shell.
  let marksFailures: Bool
  /// Is told the place of a file that is about to run.
  let onStart: (Path) -> Void
  /// Is told the place of a file that takes long.
  let onSlow: (Path) -> Void

  /// The hook and the commands of tvm.
  ///
  /// - Parameters:
  ///   - leavesMissing: Whether the caller sees to toolchains that are not installed, or says it.
  ///   - onSlow: Is told the place of a file that takes long.
  /// - Returns: Who asks.
  package static func tvm(leavesMissing: Bool = false, onSlow: @escaping (Path) -> Void) -> Asker {
    Asker(
      voice: .tvm(leavesMissing: leavesMissing), form: .record, others: .kept, marksFailures: false,
      onStart: { _ in },
      onSlow: onSlow)
  }

  /// The program named direnv.
  ///
  /// - Parameters:
  ///   - format: What stands around a line, with `%s` where it goes; empty where none is wanted.
  ///   - onStart: Is told the place of a file that is about to run.
  ///   - onSlow: Is told the place of a file that takes long.
  /// - Returns: Who asks.
  package static func direnv(
    format: Bytes, onStart: @escaping (Path) -> Void, onSlow: @escaping (Path) -> Void
  ) -> Asker {
    Asker(
      voice: .direnv(format: format), form: .variables, others: .overwritten, marksFailures: true,
      onStart: onStart, onSlow: onSlow)
  }
}
