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
}
