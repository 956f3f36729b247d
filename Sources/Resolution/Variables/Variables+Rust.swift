/// Rust's variables: rustup's, cargo's, and those of tvm's for its toolchains.
extension Variables {
  /// The Rust toolchain of a shell session or command, after ``rustToolchain``.
  ///
  /// Set by users and `tvm shell`.
  package static let rustVersion: StaticString = "TVM_RUST_VERSION"

  /// Which line of an environment file has set `RUSTUP_TOOLCHAIN`, as `REQUEST@FILE:LINE`.
  ///
  /// Set by `use rust` in an environment file.
  package static let rustSource: StaticString = "TVM_RUST_SOURCE"

  /// The directory of Rust toolchains, shared with rustup; `~/.rustup` by default.
  ///
  /// Set by users, and by the shim for its child.
  package static let rustupHome: StaticString = "RUSTUP_HOME"

  /// Cargo's directory; `~/.cargo` by default.
  ///
  /// Set by users, and by the shim for its child.
  package static let cargoHome: StaticString = "CARGO_HOME"

  /// The active Rust toolchain by its full name or path.
  ///
  /// Set by users, and by the shim for its child: cargo finds `rustc` through it.
  package static let rustToolchain: StaticString = "RUSTUP_TOOLCHAIN"

  /// Why the toolchain is active, in rustup's words.
  ///
  /// Set by the shim for its child.
  package static let rustToolchainSource: StaticString = "RUSTUP_TOOLCHAIN_SOURCE"

  /// How many shims or proxies have called each other.
  ///
  /// Raised by each shim, cleared by nobody.
  package static let rustRecursion: StaticString = "RUST_RECURSION_COUNT"

  /// The platform whose Rust toolchains are taken.
  ///
  /// Set by users; rustup's.
  package static let rustHost: StaticString = "RUSTUP_OVERRIDE_HOST_TRIPLE"

  /// The settings of the system's administrator; `/etc/rustup/settings.toml` by default.
  ///
  /// Set by users; rustup's.
  package static let rustFallbackSettings: StaticString =
    "RUSTUP_OVERRIDE_UNIX_FALLBACK_SETTINGS"

  /// The cargo that called.
  ///
  /// Set by cargo for its children; by the shim only where it points back to a shim.
  package static let cargo: StaticString = "CARGO"

  /// Where Linux' loader looks for libraries.
  ///
  /// Set by the shim for Rust's programs, which come with some.
  package static let linuxLibraryPath: StaticString = "LD_LIBRARY_PATH"

  /// Directories searched for libraries.
  ///
  /// Set by the shim for Rust's programs, which come with some.
  #if canImport(Darwin)
  package static let libraryPath: StaticString = "DYLD_FALLBACK_LIBRARY_PATH"
  #else
  package static var libraryPath: StaticString { linuxLibraryPath }
  #endif
}

#if !hasFeature(Embedded)
// What only tvm itself needs would be code in every shim.
extension Variables {
  /// Where Rust releases come from; rustup's.
  package static let rustServer: StaticString = "RUSTUP_DIST_SERVER"

  /// Where Rust releases come from, as rustup named it once: with `/dist` at the end.
  package static let rustServerRoot: StaticString = "RUSTUP_DIST_ROOT"

  /// The compiler that cargo runs.
  package static let rustc: StaticString = "RUSTC"

  /// The documentation tool that cargo runs.
  package static let rustdoc: StaticString = "RUSTDOC"

  /// The program by which cargo runs the compiler.
  package static let rustcWrapper: StaticString = "RUSTC_WRAPPER"

  /// The program by which cargo runs the compiler for the workspace's own packages.
  package static let rustcWorkspaceWrapper: StaticString = "RUSTC_WORKSPACE_WRAPPER"

  /// Lets a stable compiler use unstable features.
  package static let rustcBootstrap: StaticString = "RUSTC_BOOTSTRAP"

  /// The flags that cargo gives to every compiler.
  package static let rustFlags: StaticString = "RUSTFLAGS"

  /// The platform that cargo builds for.
  package static let cargoBuildTarget: StaticString = "CARGO_BUILD_TARGET"

  /// As ``rustc``, in cargo's names for its settings.
  package static let cargoBuildRustc: StaticString = "CARGO_BUILD_RUSTC"

  /// As ``rustdoc``, in cargo's names for its settings.
  package static let cargoBuildRustdoc: StaticString = "CARGO_BUILD_RUSTDOC"

  /// As ``rustcWrapper``, in cargo's names for its settings.
  package static let cargoBuildRustcWrapper: StaticString = "CARGO_BUILD_RUSTC_WRAPPER"

  /// As ``rustcWorkspaceWrapper``, in cargo's names for its settings.
  package static let cargoBuildRustcWorkspaceWrapper: StaticString =
    "CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER"

  /// As ``rustFlags``, in cargo's names for its settings.
  package static let cargoBuildRustFlags: StaticString = "CARGO_BUILD_RUSTFLAGS"

  /// What the names of cargo's settings for one platform begin with.
  package static let cargoTargetPrefix: StaticString = "CARGO_TARGET_"

  /// The directory of what cargo builds.
  package static let cargoTargetFolder: StaticString = "CARGO_TARGET_DIR"

  /// The directory of the package that is being built.
  ///
  /// Set by cargo for its children.
  package static let cargoManifestFolder: StaticString = "CARGO_MANIFEST_DIR"
}
#endif
