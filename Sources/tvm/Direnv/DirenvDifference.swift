import Editors
import Environment
import Resolution
import Toolchains

/// What an environment file changed, as direnv keeps it in `DIRENV_DIFF`: the values before and after.
///
/// Editors and prompts read that variable, so it has direnv's form. Lists such as `PATH` are restored
/// by their elements nevertheless: what was added since stays.
struct DirenvDifference: Equatable {
  /// The values of changed variables before; those that were not set are missing.
  var previous: [Bytes: Bytes] = [:]
  /// The values of changed variables afterwards; those that are not set are missing.
  var next: [Bytes: Bytes] = [:]

  /// The difference between two environments.
  init(from before: EnvironmentSnapshot, to after: EnvironmentSnapshot) {
    for name in before.names(changedIn: after) where !DirenvDifference.isIgnored(name) {
      previous[name] = before.values[name]
      next[name] = after.values[name]
    }
  }

  /// The difference that a variable holds, or nil where it holds none.
  init?(gzenv: Bytes) {
    guard let text = Gzenv.decode(gzenv), let value = JSONValue(text),
      case .object = value
    else { return nil }
    previous = value["p"]?.texts ?? [:]
    next = value["n"]?.texts ?? [:]
  }

  /// The difference as it stands in a variable.
  var gzenv: Bytes { Gzenv.encode(json.compact) }

  /// The difference as JSON.
  private var json: JSONValue {
    .object([JSONMember("p", JSONValue(previous)), JSONMember("n", JSONValue(next))])
  }

  /// The names of all changed variables, sorted.
  var names: [Bytes] {
    Set(previous.keys).union(next.keys).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The changes, sorted by name; a missing value is a variable to remove.
  var changes: [DirenvChange] { names.map { DirenvChange(name: $0, value: next[$0]) } }

  /// The names with a sign before each, without direnv's own: `+` set, `-` removed, `~` changed.
  var summary: String {
    let words = names.filter { !$0.starts(with: Variables.direnvPrefix) }.map { name in
      let sign: StaticString = next[name] == nil ? "-" : previous[name] == nil ? "+" : "~"
      return Bytes(sign) + name
    }
    let sorted = words.sorted { $0.lexicographicallyPrecedes($1) }
    return Bytes(sorted, separatedBy: " ").printable.text
  }

  /// Undoes the difference.
  ///
  /// - Parameter environment: The environment in which it is in force.
  /// - Returns: The environment without it.
  func undone(in environment: EnvironmentSnapshot) -> EnvironmentSnapshot {
    var result = environment
    for name in names {
      let old = previous[name]
      guard Variables.isList(name) else {
        result.values[name] = old
        continue
      }
      let change = ElementChange(from: next[name], to: old)
      result.values[name] = change.applied(to: environment.values[name])
    }
    return result
  }

  /// Whether direnv leaves a variable alone: it belongs to the shell, or to the user's settings.
  static func isIgnored(_ name: Bytes) -> Bool {
    if name.starts(with: "__fish") || name.starts(with: Variables.bashFunctionPrefix) {
      return true
    }
    let names: [StaticString] = [
      Variables.direnvConfig, Variables.direnvBash, Variables.inEnvironmentFile,
      Variables.direnvDumpFile, Variables.wordBreaks, Variables.prompt, Variables.previousDirectory,
      Variables.directory, Variables.shell, Variables.shellOptions, Variables.bashOptions,
      Variables.shellLevel, Variables.locations, "_",
    ]
    return names.contains { name[...].equals($0) }
  }
}

/// One variable to set or to remove.
struct DirenvChange: Equatable {
  /// The variable's name.
  let name: Bytes
  /// Its value, or nil to remove it.
  let value: Bytes?
}
