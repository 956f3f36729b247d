private import JSON
package import Resolution

/// What an environment file changed, as direnv keeps it in `DIRENV_DIFF`: the values before and after.
///
/// Editors and prompts read that variable, so it has direnv's form.
///
/// **Source:** https://github.com/direnv/direnv/blob/master/internal/cmd/env_diff.go
package struct DirenvDifference: Equatable, Sendable {
  /// The values of changed variables before; those that were not set are missing.
  package private(set) var previous: [Bytes: Bytes] = [:]
  /// The values of changed variables afterwards; those that are not set are missing.
  package private(set) var next: [Bytes: Bytes] = [:]

  /// What a difference changes between two environments.
  ///
  /// - Parameters:
  ///   - difference: Which variables it changes.
  ///   - before: The environment without it.
  ///   - after: The environment with it.
  package init(
    _ difference: EnvironmentDifference, from before: EnvironmentSnapshot,
    to after: EnvironmentSnapshot
  ) {
    for name in difference.changes.keys {
      previous[name] = before.values[name]
      next[name] = after.values[name]
    }
  }

  /// The difference that a variable holds, or nil where it holds none.
  package init?(gzenv: Bytes) {
    guard let text = Gzenv.decode(gzenv), let value = JSONValue(text), case .object = value else {
      return nil
    }
    previous = value["p"]?.texts ?? [:]
    next = value["n"]?.texts ?? [:]
  }

  /// The difference as it stands in a variable.
  package var gzenv: Bytes {
    let json = JSONValue.object([
      JSONMember("p", JSONValue(previous)), JSONMember("n", JSONValue(next)),
    ])
    return Gzenv.encode(json.compact)
  }

  /// The difference as a value that can be undone by elements, and knows what others have changed.
  package var difference: EnvironmentDifference {
    EnvironmentDifference(from: EnvironmentSnapshot(previous), to: EnvironmentSnapshot(next))
  }
}
