extension Active {
  /// What changes in the environment of a program that runs with a Go toolchain.
  ///
  /// `GOTOOLCHAIN` is `local`, so that a pin holds even after a forgotten `go env -w GOTOOLCHAIN=…`. What
  /// may rightly need another Go, or run something that does, gets one that leads back to the shim. The
  /// user's own stays as it is.
  ///
  /// - Parameters:
  ///   - toolchain: the toolchain.
  ///   - kind: what is run.
  ///   - process: the number of this process, which an `exec` keeps; nil where another one will run it.
  ///   - resolver: whose home and settings count.
  ///   - world: the environment as it is.
  /// - Returns: the changes, at most one for each variable.
  func goEnvironment(
    _ toolchain: Toolchain, for kind: GoPurpose.Kind, process: Int?, _ resolver: Resolver,
    _ world: World
  ) -> [EnvironmentEdit] {
    var edits: [EnvironmentEdit] = []
    edits.reserveCapacity(6)
    edits.set(Variables.goRoot, resolver.settings.setsGoRoot ? toolchain.root.bytes : nil)
    if let value = world.goToolchainOfUser {
      if !value.equals("local") {
        edits.set(Variables.path, world.path(with: [resolver.home.goLinks.bytes]))
      }
      return edits
    }
    let home = resolver.home
    // cmd/go's own variables say what it asked for where it has chosen.
    let isOwnChoice = source.isGoToolchain
    var value = Bytes("local")
    var mark: Bytes?
    var links: [Bytes] = []
    var version: Bytes?
    if kind == .package, !isOwnChoice {
      value = Bytes("local+path")
      links = [home.goLinks.bytes]
    } else if let process, isOwnChoice || leadsBack(kind) && world.usesGoModules {
      let number = Bytes(decimal: process)
      if !isOwnChoice, world.variable(Variables.goToolchainOfTvm) != number {
        version = resolver.switchName(of: toolchain)
      }
      if isOwnChoice || version != nil {
        value = Bytes(GoEntry.returnValue)
        mark = number
        links = [home.goLinks.bytes, home.goReturn.bytes]
      }
    }
    if !links.isEmpty { edits.set(Variables.path, world.path(with: links)) }
    edits.set(Variables.goToolchain, value)
    edits.set(Variables.goToolchainOfTvm, mark ?? value)
    let isLeft = version != nil || world.variable(Variables.goSwitchVersion) != nil
    if isLeft, !isOwnChoice { edits.setGoSwitch(version) }
    return edits
  }

  /// Why the project's code does not get the release that cmd/go asked for, and the command that does.
  ///
  /// What that is to do follows; nil where there is nothing to refuse.
  package func refusal(of query: Query) -> Bytes? {
    guard let wanted = query.entry?.version?.name, wanted != name else { return nil }
    return Bytes("this needs go ") + wanted + ", and " + name.printable + " is pinned\n  "
      + source.asReason + "\nhelp: go +" + wanted + " "
  }

  /// Whether go, when it looks for another one, or is called by what it runs, comes back to the shim.
  ///
  /// Whoever has asked for a toolchain by an argument asked for all that the command does.
  private func leadsBack(_ kind: GoPurpose.Kind) -> Bool {
    if case .argument = source { return false }
    return kind != .code
  }

  /// What changes for the system's go: what tvm has set further up is none of its business.
  func goSystemEnvironment(_ world: World) -> [EnvironmentEdit] {
    guard world.setVariable(Variables.goToolchain) != nil, world.goToolchainOfUser == nil else {
      return []
    }
    var edits: [EnvironmentEdit] = []
    edits.set(Variables.goToolchain, nil)
    edits.set(Variables.goToolchainOfTvm, nil)
    edits.setGoSwitch(nil)
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

extension [EnvironmentEdit] {
  /// The variables by which one cmd/go tells another what it is to be.
  fileprivate mutating func setGoSwitch(_ version: Bytes?) {
    set(Variables.goSwitchVersion, version)
    set(Variables.goSwitchCount, nil)
  }
}

extension World {
  /// What the user's own environment sets `GOTOOLCHAIN` to, and not tvm further up.
  package var goToolchainOfUser: Bytes? {
    guard let value = setVariable(Variables.goToolchain), !value.equals(GoEntry.returnValue),
      value != variable(Variables.goToolchainOfTvm)
    else { return nil }
    return value
  }

  /// Whether cmd/go works with modules at all.
  package var usesGoModules: Bool { !(variable(Variables.goModules) ?? []).equals("off") }

  /// `PATH` with folders behind everything else, unless the last of them is there.
  @inline(never)
  fileprivate func path(with folders: [Bytes]) -> Bytes {
    let path = variable(Variables.path) ?? []
    let isThere = folders.last.map { path.range(ofElement: $0) != nil } ?? true
    let parts = isThere ? [path] : path.isEmpty ? folders : [path] + folders
    return Bytes(parts, separatedBy: ":")
  }
}

extension Resolver {
  /// What a toolchain's cmd/go calls itself; nil where it knows nothing of choosing another, or where
  /// that cannot be told.
  fileprivate func switchName(of toolchain: Toolchain) -> Bytes? {
    guard case .contents(let text) = world.read(toolchain.root.appending("VERSION"), 4096),
      let name = text.words.first, let version = GoEntry(name)?.version,
      version >= GoVersion(1, 21, 0)
    else { return nil }
    return Bytes(name)
  }
}
