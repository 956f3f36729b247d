extension Active {
  /// What changes in the environment of a program that runs with a Rust toolchain.
  ///
  /// Source: the environment that rustup's proxies set, but for `PATH`: the shims stand for the
  /// proxies, and cargo's programs come behind them, so that what `cargo install` brought never hides
  /// them.
  ///
  /// - Parameters:
  ///   - toolchain: the toolchain.
  ///   - resolver: whose home has the shims that come first.
  ///   - world: the environment as it is.
  /// - Returns: the changes, at most one for each variable.
  func rustEnvironment(
    _ toolchain: Toolchain, _ resolver: Resolver, _ world: World
  ) -> [EnvironmentEdit] {
    // The resolver has computed the same folders before it came to an answer.
    guard let rust = try? resolver.rustHome() else { return [] }
    var edits: [EnvironmentEdit] = []
    edits.reserveCapacity(9)
    edits.set(Variables.rustupHome, rust.rustup.bytes)
    edits.set(Variables.cargoHome, rust.cargo.bytes)
    edits.set(Variables.rustToolchain, toolchain.name)
    edits.set(Variables.rustToolchainSource, Bytes(source.rustName))
    edits.set(Variables.rustRecursion, Bytes(decimal: RustRecursion(world).depth + 1))
    let library = toolchain.root.appending("lib").bytes
    if let value = Active.libraryPath(adding: library, world) {
      edits.set(Variables.libraryPath, value)
    }
    if let path = Active.path(
      adding: rust.cargoPrograms.bytes, behind: resolver.home.shims.bytes, world)
    {
      edits.set(Variables.path, path)
    }
    let cargo = toolchain.root.appending("bin/cargo")
    if Active.cargoIsShim(world), world.program(cargo) != nil {
      edits.set(Variables.cargo, cargo.bytes)
    }
    return edits
  }

  private static func libraryPath(adding folder: Bytes, _ world: World) -> Bytes? {
    guard let old = world.setVariable(Variables.libraryPath) else {
      #if canImport(Darwin)
      // Setting the variable takes the system's own list away.
      let user = (world.setVariable(Variables.userHome) ?? []) + "/lib"
      return folder + ":" + user + ":/usr/local/lib:/usr/lib"
      #else
      return folder
      #endif
    }
    if old.range(ofElement: folder) != nil { return nil }
    return folder + ":" + old
  }

  /// `PATH` with a folder directly behind the shims, which come first where they are not on it; nil
  /// where both are on it.
  ///
  /// Whoever calls a shim by its path needs the others, too: cargo looks for rustc and its own
  /// subcommands on `PATH`.
  private static func path(
    adding folder: Bytes, behind shims: Bytes, _ world: World
  ) -> Bytes? {
    let old = world.setVariable(Variables.path) ?? []
    let hasFolder = old.range(ofElement: folder) != nil
    let end = old.range(ofElement: shims)?.upperBound
    if hasFolder, end != nil { return nil }
    var front = end.map { Bytes(old[..<$0]) } ?? shims
    if !hasFolder { front = Bytes(front[...], separator: UInt8(ascii: ":"), folder[...]) }
    if let end { return Bytes(front[...], old[end...]) }
    return old.isEmpty ? front : Bytes(front[...], separator: UInt8(ascii: ":"), old[...])
  }

  /// Whether `CARGO` leads to a shim or a proxy of rustup's, so that it would resolve once more.
  ///
  /// Both stand beside a `rustup` that is the same file.
  private static func cargoIsShim(_ world: World) -> Bool {
    guard let value = world.setVariable(Variables.cargo), let folder = Path(value).parent,
      let rustup = world.program(folder.appending("rustup"))
    else { return false }
    return world.program(Path(value)) == rustup
  }
}

extension Source {
  /// The source as rustup tells it to the child.
  fileprivate var rustName: StaticString {
    switch self {
    case .argument, .commandLine, .minimum: "cli"
    case .default, .system: "default"
    case .file: "toolchain-file"
    case .override: "path-override"
    case .environmentFile, .variable: "env"
    }
  }
}
