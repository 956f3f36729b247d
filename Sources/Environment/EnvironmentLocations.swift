private import Resolution

/// The variables that say where settings, approvals and records are: those of the user count, not
/// what an environment file makes of them, since a project must not extend the trust in itself.
package enum EnvironmentLocations {
  static let names: [StaticString] = [
    Variables.home, Variables.userHome, Variables.dataHome, Variables.configHome,
    Variables.cacheHome, "DIRENV_CONFIG", "DIRENV_BASH", "DIRENV_LOG_FORMAT",
  ]

  /// Gives this process the values back that these variables had before a file was loaded.
  package static func restore() {
    let current = EnvironmentSnapshot.current
    guard let name = current[Variables.environment], let record = record(name) else { return }
    let base = record.difference.undone(in: current)
    var restored = current
    for name in names { restored[name] = base[name] }
    restored.apply()
  }

  private static func record(_ name: Bytes) -> EnvironmentRecord? {
    if Path(name).isAbsolute { return RecordFolder(at: Path("/")).record(name) }
    // Without a home there is no record; who needs one says so.
    guard let home = try? Home(.live) else { return nil }
    return RecordFolder(home).record(name)
  }
}

extension EnvironmentDifference {
  /// Whether it changes where records are looked for.
  var movesLocations: Bool {
    [Variables.home, Variables.userHome, Variables.dataHome].contains {
      changes[Bytes($0)] != nil
    }
  }
}
