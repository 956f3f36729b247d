/// One change to the environment of a child.
package struct EnvironmentEdit: Equatable, Sendable {
  /// The variable.
  package let name: Literal

  /// Its value, or nil to remove it.
  package let value: Bytes?

  /// Sets a variable, or removes it with nil.
  package init(_ name: StaticString, _ value: Bytes?) {
    self.name = Literal(name)
    self.value = value
  }
}

extension Active {
  /// What changes in the environment of a program that runs with this toolchain.
  ///
  /// The system's tool gets nothing. `GOTOOLCHAIN` is set only where the user has not, so that a pin
  /// holds even after a forgotten `go env -w GOTOOLCHAIN=…`.
  ///
  /// - Parameters:
  ///   - runsPackageAtVersion: for `go install PKG@VERSION` and the like Go may pick a newer
  ///     installed toolchain, found through links behind everything else on `PATH`.
  ///   - resolver: whose home and settings count.
  ///   - world: the environment as it is.
  /// - Returns: the changes, at most one for each variable.
  package func environment(
    runsPackageAtVersion: Bool, _ resolver: Resolver, _ world: World
  ) -> [EnvironmentEdit] {
    guard case .toolchain(let toolchain) = choice else { return [] }
    if language == .rust { return rustEnvironment(toolchain, resolver, world) }
    var edits = [
      EnvironmentEdit(
        Variables.goRoot, resolver.settings.setsGoRoot ? toolchain.root.bytes : nil)
    ]
    guard world.setVariable(Variables.goToolchain) == nil else { return edits }
    guard runsPackageAtVersion else {
      edits.append(EnvironmentEdit(Variables.goToolchain, Bytes("local")))
      return edits
    }
    edits.append(EnvironmentEdit(Variables.goToolchain, Bytes("local+path")))
    var path = world.variable(Variables.path) ?? []
    if !path.isEmpty { path += ":" }
    edits.append(EnvironmentEdit(Variables.path, path + resolver.home.goLinks.bytes))
    return edits
  }
}
