private import CLibc

extension RustTarget {
  /// The platform whose toolchains run here, where nothing says otherwise.
  ///
  /// - Parameters:
  ///   - settings: may name another.
  ///   - world: where the variable and the system's loaders are looked up.
  /// - Returns: the host of the settings, of `RUSTUP_OVERRIDE_HOST_TRIPLE`, or of this machine.
  package static func host(_ settings: RustSettings, _ world: World) -> RustTarget {
    if let host = settings.host { return host }
    if let text = world.setVariable(Variables.rustHost),
      let target = RustTarget(text[...]), target.architecture != nil, target.system != nil
    {
      return target
    }
    return machine(world)
  }

  private static func machine(_ world: World) -> RustTarget {
    #if canImport(Darwin) && arch(x86_64)
    let architecture: StaticString = clibc_is_translated() != 0 ? "aarch64" : "x86_64"
    #elseif arch(x86_64)
    let architecture: StaticString = "x86_64"
    #elseif arch(arm64)
    let architecture: StaticString = "aarch64"
    #elseif arch(arm)
    let architecture: StaticString = "armv7"
    #elseif arch(powerpc64le)
    let architecture: StaticString = "powerpc64le"
    #elseif arch(s390x)
    let architecture: StaticString = "s390x"
    #else
    let architecture: StaticString = "riscv64gc"
    #endif
    #if canImport(Darwin)
    return RustTarget(Bytes(architecture), Bytes("apple-darwin"), nil)
    #else
    // The shim is linked statically, so what it was built with says nothing of the system.
    // Where both loaders are, glibc is the system's.
    let hasGlibc =
      world.program(Path("/lib64/ld-linux-x86-64.so.2")) != nil
      || world.program(loader("/lib/ld-linux-", architecture, ".so.1")) != nil
    let isMusl = !hasGlibc && world.program(loader("/lib/ld-musl-", architecture, ".so.1")) != nil
    return RustTarget(
      Bytes(architecture), Bytes("unknown-linux"), Bytes(isMusl ? "musl" : "gnu"))
    #endif
  }

  private static func loader(
    _ start: StaticString, _ architecture: StaticString, _ end: StaticString
  ) -> Path {
    Path(Bytes(start) + Bytes(architecture) + Bytes(end))
  }
}
