extension Active {
  /// What changes in the environment of a program that runs with a Go toolchain.
  ///
  /// `GOTOOLCHAIN` is set only where the user has not, so that a pin holds even after a forgotten
  /// `go env -w GOTOOLCHAIN=…`.
  ///
  /// - Parameters:
  ///   - toolchain: the toolchain.
  ///   - runsPackageAtVersion: for `go install PKG@VERSION` and the like Go may pick a newer
  ///     installed toolchain, found through links behind everything else on `PATH`.
  ///   - resolver: whose home and settings count.
  ///   - world: the environment as it is.
  /// - Returns: the changes, at most one for each variable.
  func goEnvironment(
    _ toolchain: Toolchain, runsPackageAtVersion: Bool, _ resolver: Resolver, _ world: World
  ) -> [EnvironmentEdit] {
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

  /// Whether a Go toolchain may call a shim again in this very process.
  ///
  /// One that tvm installed does not, unless its folder was tampered with; then the second call finds
  /// the `GOROOT` of the first, if the settings let it be set.
  func goMayCallBack(_ toolchain: Toolchain, _ settings: Settings, _ world: World) -> Bool {
    !settings.setsGoRoot || world.variable(Variables.goRoot) == toolchain.root.bytes
  }
}
