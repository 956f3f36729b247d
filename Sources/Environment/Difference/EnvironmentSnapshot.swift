internal import CLibc
package import Resolution

/// All variables of an environment at one instant.
package struct EnvironmentSnapshot: Equatable, Sendable {
  /// The values by the variables' names.
  package var values: [Bytes: Bytes]

  /// An environment of these variables.
  package init(_ values: [Bytes: Bytes]) { self.values = values }

  /// The environment of this process.
  package static var current: EnvironmentSnapshot {
    var values: [Bytes: Bytes] = [:]
    var next = clibc_environment().pointee
    while let entry = next?.pointee {
      add(Bytes(cString: entry)[...], to: &values)
      next = next?.advanced(by: 1)
    }
    return EnvironmentSnapshot(values)
  }

  /// The environment in what `env -0` prints.
  package init(nulTerminated text: BytesSlice) {
    values = [:]
    for entry in text.split(separator: 0) { EnvironmentSnapshot.add(entry, to: &values) }
  }

  private static func add(_ entry: BytesSlice, to values: inout [Bytes: Bytes]) {
    guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { return }
    let name = Bytes(entry[..<equals])
    // Of a variable that stands there twice `getenv` takes the first.
    if values[name] == nil { values[name] = Bytes(entry[(equals + 1)...]) }
  }

  /// The value of a variable, or nil where it is not set.
  package subscript(_ name: StaticString) -> Bytes? {
    get { values[Bytes(name)] }
    set { values[Bytes(name)] = newValue }
  }

  /// The variables as a program gets them, sorted.
  package var entries: [Bytes] {
    values.map { $0.key + "=" + $0.value }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Which variables have other values in another environment.
  ///
  /// - Parameter other: The environment to compare with.
  /// - Returns: The names, sorted.
  package func names(changedIn other: EnvironmentSnapshot) -> [Bytes] {
    let names = Set(values.keys).union(other.values.keys)
    return names.filter { values[$0] != other.values[$0] }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}

extension EnvironmentSnapshot {
  /// Makes this the environment of this process.
  package func apply() {
    let now = EnvironmentSnapshot.current
    for name in now.names(changedIn: self) {
      name.withCString { name in
        guard let value = values[Bytes(cString: name)] else { return _ = unsetenv(name) }
        value.withCString { _ = setenv(name, $0, 1) }
      }
    }
  }
}
