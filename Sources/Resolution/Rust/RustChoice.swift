extension Resolver {
  /// What satisfies a request for Rust, or nil where it is not installed.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - source: where it is written.
  ///   - query: what is to run.
  ///   - isTaken: whether an official release is taken for installed.
  /// - Returns: the answer.
  /// - Throws: ``RustFault/pathWithoutPrograms(_:source:)`` for a folder that is no toolchain.
  func choose(
    _ request: RustRequest, _ source: Source, _ query: Query, isTaken: Bool
  ) throws(ResolutionError) -> Active? {
    let installed = RustInstalled(try rustHome(), world)
    if case .path(let root) = request, world.names(root.appending("bin")) == nil {
      throw .rust(.pathWithoutPrograms(root.bytes, source: source))
    }
    // Another rust-analyzer would do.
    let isTaken = isTaken && !query.program.equals("rust-analyzer")
    guard
      let toolchain = installed.toolchain(
        for: request, program: query.program, isTaken: isTaken)
    else { return nil }
    return Active(
      language: .rust, choice: .toolchain(toolchain), source: source, isLink: request.isCustom,
      substitute: try substitute(in: toolchain, isCustom: request.isCustom, installed, query))
  }

  /// What runs in place of a program that the toolchain does not have.
  ///
  /// Source: rustup's fallbacks: a custom toolchain seldom has a cargo, so the one of nightly, beta
  /// or stable runs with the environment of the custom one; rust-analyzer may come from anywhere.
  private func substitute(
    in toolchain: Toolchain, isCustom: Bool, _ installed: RustInstalled, _ query: Query
  ) throws(ResolutionError) -> Path? {
    let program = query.program[...]
    let isCargo = isCustom && program.equals("cargo")
    let isAnalyzer = program.equals("rust-analyzer")
    guard isCargo || isAnalyzer, world.program(toolchain.programs.appending(program)) == nil else {
      return nil
    }
    if isAnalyzer {
      return SystemSearch(home: home, world).find(query.program, passesProxies: true)
    }
    let settings = try RustSettings(at: try rustHome().settings, world)
    let host = RustTarget.host(settings, world).name
    for channel: StaticString in ["nightly-", "beta-", "stable-"] {
      let cargo = installed.root(of: Bytes(channel) + host).appending("bin/cargo")
      if world.program(cargo) != nil { return cargo }
    }
    return nil
  }

  /// Why a program of the active toolchain does not exist.
  ///
  /// - Parameters:
  ///   - program: the program's name.
  ///   - active: the answer that led to it.
  /// - Returns: an error that says which component provides it, or where it was looked for.
  package func missing(_ program: Bytes, _ active: Active) -> ResolutionError {
    guard active.language == .rust, case .toolchain(let toolchain) = active.choice else {
      return .programMissing(active.program(program), source: active.source)
    }
    let component =
      active.isLink ? nil : RustComponent(providing: program, in: toolchain, world)
    return .rust(
      .programMissing(
        program, component: component, toolchain: toolchain.name, source: active.source))
  }
}
