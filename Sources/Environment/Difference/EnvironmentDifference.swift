package import Resolution

/// What an environment file changes, as a value that can be applied and reversed.
///
/// Variables that are lists, such as `PATH`, are changed by their elements: whatever else happened to
/// them in between stays. Others are changed as a whole, and only where they have the value that the
/// change started from.
package struct EnvironmentDifference: Equatable, Sendable {
  /// The changes by the variables' names.
  package private(set) var changes: [Bytes: VariableChange]

  /// A difference of these changes.
  package init(_ changes: [Bytes: VariableChange]) { self.changes = changes }

  /// The difference between two environments.
  ///
  /// - Parameters:
  ///   - before: The environment that the file was given.
  ///   - after: The environment that it left.
  package init(from before: EnvironmentSnapshot, to after: EnvironmentSnapshot) {
    changes = [:]
    for name in before.names(changedIn: after) where !Self.isPrivate(name) {
      let old = before.values[name]
      let new = after.values[name]
      // A name that is none to bash is not lost because the file removed it.
      if new == nil, !name.isIdentifier { continue }
      changes[name] =
        Variables.isList(name)
        ? .elements(ElementChange(from: old, to: new)) : .value(from: old, to: ValueMark(new))
    }
  }

  /// Undoes the change, and leaves whatever else was added to lists since.
  ///
  /// - Parameters:
  ///   - environment: The environment in which the change is in force.
  ///   - others: What becomes of other values that somebody has changed since.
  /// - Returns: The environment without it.
  package func undone(
    in environment: EnvironmentSnapshot, _ others: OthersChanges = .kept
  ) -> EnvironmentSnapshot {
    var result = environment
    for (name, change) in changes {
      switch change {
      case .elements(let change):
        result.values[name] = change.reversed.applied(to: environment.values[name])
      case .value(let old, let mark):
        if others == .overwritten || mark.matches(environment.values[name]) {
          result.values[name] = old
        }
      }
    }
    return result
  }

  /// The variables that somebody else has changed meanwhile, which ``undone(in:)`` leaves as they are.
  ///
  /// - Parameter environment: The environment in which the change was in force.
  /// - Returns: The names, sorted; without those that are back where they were.
  package func names(changedSinceIn environment: EnvironmentSnapshot) -> [Bytes] {
    changes.compactMap { name, change in
      guard case .value(let old, let mark) = change else { return nil }
      let value = environment.values[name]
      return mark.matches(value) || value == old ? nil : name
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Puts the elements that were added to lists back in their places, and leaves everything else.
  ///
  /// - Parameter environment: The environment in which the change is in force.
  /// - Returns: The environment with the elements where the change puts them.
  package func reordered(in environment: EnvironmentSnapshot) -> EnvironmentSnapshot {
    var result = environment
    for case (let name, .elements(let change)) in changes {
      let without = change.reversed.applied(to: environment.values[name])
      result.values[name] = change.applied(to: without)
    }
    return result
  }

  /// Whether every element that was added to a list is there.
  package func isComplete(in environment: EnvironmentSnapshot) -> Bool {
    changes.allSatisfy { name, change in
      guard case .elements(let change) = change else { return true }
      return change.isComplete(in: environment.values[name])
    }
  }

  /// The names with a sign before each: `+` set, `-` removed, `~` changed; sorted.
  package var summary: [Bytes] {
    changes.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { name in
      Bytes(changes[name]?.sign ?? "~") + name
    }
  }

  /// Whether a variable belongs to the shell or to tvm itself, and is no part of any difference.
  package static func isPrivate(_ name: Bytes) -> Bool {
    let prefixes: [StaticString] = [Variables.bashFunctionPrefix, "__fish", "__tvm_"]
    if prefixes.contains(where: { name.starts(with: Bytes($0)) }) { return true }
    // bash gives its own values to those that it sets for itself, whatever it is given.
    let names = Variables.ownedByShell + Variables.ofDirenvItself + Variables.ofEnvironments
    return names.contains { name[...].equals($0) }
  }
}

/// What happens to one variable.
package enum VariableChange: Equatable, Sendable {
  /// Elements are added and removed.
  case elements(ElementChange)
  /// The whole value is replaced; nil is a variable that is not set.
  case value(from: Bytes?, to: ValueMark)

  /// The sign that stands for the kind of change.
  fileprivate var sign: StaticString {
    switch self {
    case .elements(let change): change.wasSet ? change.isSet ? "~" : "-" : "+"
    case .value(let old, let mark): old == nil ? "+" : mark == .unset ? "-" : "~"
    }
  }
}
