import Resolution

/// The variables that say where settings, approvals and records are: those of the user count, not
/// what an environment file makes of them, since a project must not extend the trust in itself.
package enum EnvironmentLocations {
  private static let names: [StaticString] = [
    Variables.home, Variables.userHome, Variables.dataHome, Variables.configHome,
    Variables.cacheHome, Variables.direnvConfig, Variables.direnvBash, Variables.direnvLogFormat,
  ]

  private static let kind: StaticString = "tvm locations 1"

  /// Gives this process the values back that these variables had before a file was loaded, or before
  /// the one that is being evaluated was.
  package static func restore() {
    let current = EnvironmentSnapshot.current
    if let text = current[Variables.locations], let callers = decoded(text) {
      return restore(from: callers)
    }
    // Without a home there is no record; who needs one says so.
    let folder = (try? Home(.live)).map { RecordFolder($0) }
    let state = EnvironmentState(of: current, folder)
    if !state.records.isEmpty { restore(from: state.base(of: names)) }
  }

  /// Gives this process the values that these variables have in another environment.
  private static func restore(from environment: EnvironmentSnapshot) {
    var restored = EnvironmentSnapshot.current
    for name in names { restored[name] = environment[name] }
    restored.apply()
  }

  /// The values that these variables have in this process, as the value of a variable.
  static var encoded: Bytes {
    let current = EnvironmentSnapshot.current
    var writer = FieldWriter(kind)
    for name in names { writer.add(current[name]) }
    return writer.bytes
  }

  /// The values in the value of a variable, or nil where that holds none.
  private static func decoded(_ text: Bytes) -> EnvironmentSnapshot? {
    guard var reader = FieldReader(text, kind) else { return nil }
    var values = EnvironmentSnapshot([:])
    for name in names {
      guard let value = reader.next() else { return nil }
      values[name] = value
    }
    return values
  }
}
