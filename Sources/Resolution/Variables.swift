/// Every environment variable that tvm reads or sets, by its name.
package enum Variables {
  /// Moves home, settings and cache to one directory.
  ///
  /// Set by users; must be absolute.
  package static let home: StaticString = "TVM_HOME"

  /// The Go request of a shell session or command.
  ///
  /// Set by users, `tvm shell` and `tvm exec`.
  package static let goVersion: StaticString = "TVM_GO_VERSION"

  /// The variable of goenv's, honoured after the one of tvm's.
  ///
  /// Several versions are separated by colons.
  package static let goenvVersion: StaticString = "GOENV_VERSION"

  /// Where Go releases come from: URLs or folders separated by commas, tried in order.
  ///
  /// Set by users.
  package static let goMirror: StaticString = "TVM_GO_MIRROR"

  /// Forbids any use of the network when it is `1`, as `--offline` does.
  ///
  /// Set by users.
  package static let offline: StaticString = "TVM_OFFLINE"

  /// The Rust toolchain of a shell session or command, after ``rustToolchain``.
  ///
  /// Set by users and `tvm shell`.
  package static let rustVersion: StaticString = "TVM_RUST_VERSION"

  /// Makes every shim run the system's program when it is `1`.
  ///
  /// Set by users.
  package static let bypass: StaticString = "TVM_BYPASS"

  /// Makes shims print their decisions to standard error when it is `1`.
  ///
  /// Set by users.
  package static let trace: StaticString = "TVM_TRACE"

  /// The programs that shims have run in this process and above it, to detect loops.
  ///
  /// Set by a shim that runs something which may call it again, read by the next shim, cleared by
  /// nobody.
  package static let trail: StaticString = "TVM_SHIM_TRAIL"

  /// Tells the hook that somebody only looks: no shims are put in place.
  ///
  /// Set by `tvm doctor` for the shells that it starts.
  package static let probe: StaticString = "TVM_PROBE"

  /// The environment that a shell is in: the name of a record in the home.
  ///
  /// Set and removed by the hook.
  package static let environment: StaticString = "TVM_ENV"

  /// What the variables that say where settings, approvals and records are held before an environment
  /// file was evaluated.
  ///
  /// Set for an evaluation only, and no part of what comes of it.
  package static let locations: StaticString = "TVM_LOCATIONS"

  /// Tells a program that an environment file runs it; direnv's.
  ///
  /// Set by the library for environment files, as `1`.
  package static let inEnvironmentFile: StaticString = "DIRENV_IN_ENVRC"

  /// Go's installation folder.
  ///
  /// Set or removed by the shim for its child.
  package static let goRoot: StaticString = "GOROOT"

  /// Go's own toolchain selection.
  ///
  /// Set by the shim to keep a pin, unless the user has set it.
  package static let goToolchain: StaticString = "GOTOOLCHAIN"

  /// Go's workspace file: empty, `off` or a path.
  ///
  /// Set by users.
  package static let goWork: StaticString = "GOWORK"

  /// The folder of Rust toolchains, shared with rustup; `~/.rustup` by default.
  ///
  /// Set by users, and by the shim for its child.
  package static let rustupHome: StaticString = "RUSTUP_HOME"

  /// Cargo's folder; `~/.cargo` by default.
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
  /// Set by cargo for its children; by the shim only where it leads back to a shim.
  package static let cargo: StaticString = "CARGO"

  /// Where the system's loader looks for libraries.
  ///
  /// Set by the shim for Rust's programs, which come with some.
  #if canImport(Darwin)
  package static let libraryPath: StaticString = "DYLD_FALLBACK_LIBRARY_PATH"
  #else
  package static let libraryPath: StaticString = "LD_LIBRARY_PATH"
  #endif

  /// The user's home directory.
  package static let userHome: StaticString = "HOME"

  /// The directory for temporary files, `/tmp` if not set.
  package static let temporary: StaticString = "TMPDIR"

  /// Where programs are looked for.
  package static let path: StaticString = "PATH"

  /// The base of ``Home/root`` when `TVM_HOME` is not set.
  package static let dataHome: StaticString = "XDG_DATA_HOME"

  /// The base of ``Home/settings`` when `TVM_HOME` is not set.
  package static let configHome: StaticString = "XDG_CONFIG_HOME"

  /// The base of ``Home/cache`` when `TVM_HOME` is not set.
  package static let cacheHome: StaticString = "XDG_CACHE_HOME"

  /// Says that GitHub runs a job.
  ///
  /// Set by GitHub's runner.
  package static let gitHub: StaticString = "GITHUB_ACTIONS"

  /// The file to which a job of GitHub's adds variables.
  ///
  /// Set by GitHub's runner.
  package static let gitHubVariables: StaticString = "GITHUB_ENV"

  /// The file to which a job of GitHub's adds folders for `PATH`.
  ///
  /// Set by GitHub's runner.
  package static let gitHubPath: StaticString = "GITHUB_PATH"

  /// The file to which a step of GitHub's writes its results.
  ///
  /// Set by GitHub's runner.
  package static let gitHubResults: StaticString = "GITHUB_OUTPUT"

  /// Says that GitLab runs a job.
  ///
  /// Set by GitLab's runner.
  package static let gitLab: StaticString = "GITLAB_CI"

  /// Says that Jenkins runs a job.
  ///
  /// Set by Jenkins.
  package static let jenkins: StaticString = "JENKINS_URL"
}
