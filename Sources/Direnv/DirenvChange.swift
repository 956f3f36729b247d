import Environment
import Resolution

/// One variable to set or to remove.
struct DirenvChange: Equatable {
  /// The variable's name.
  let name: Bytes
  /// Its value, or nil to remove it.
  let value: Bytes?

  /// The changes from one environment to another, sorted by name, without what direnv leaves alone.
  static func all(
    from before: EnvironmentSnapshot, to after: EnvironmentSnapshot
  ) -> [DirenvChange] {
    before.names(changedIn: after).filter { !isIgnored($0) }
      .map { DirenvChange(name: $0, value: after.values[$0]) }
  }

  /// Whether direnv leaves a variable alone: it belongs to the shell, or to the user's settings.
  private static func isIgnored(_ name: Bytes) -> Bool {
    if name.starts(with: "__fish") || name.starts(with: Variables.bashFunctionPrefix) {
      return true
    }
    let names: [StaticString] = [
      Variables.direnvConfig, Variables.direnvBash, Variables.inEnvironmentFile,
      Variables.direnvDumpFile, Variables.wordBreaks, Variables.prompt, Variables.previousDirectory,
      Variables.directory, Variables.shell, Variables.shellOptions, Variables.bashOptions,
      Variables.shellLevel, Variables.evaluations, Variables.locations, "_",
    ]
    return names.contains { name[...].equals($0) }
  }
}
