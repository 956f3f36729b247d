/// Go's variables, and those that choose and fetch its toolchains.
extension Variables {
  /// The Go request of a shell session or command.
  ///
  /// Set by users, `tvm shell` and `tvm exec`.
  package static let goVersion: StaticString = "TVM_GO_VERSION"

  /// Which line of an environment file has set `TVM_GO_VERSION`, as `REQUEST@FILE:LINE`.
  ///
  /// Set by `use go` in an environment file.
  package static let goSource: StaticString = "TVM_GO_SOURCE"

  /// goenv's variable; used if `TVM_GO_VERSION` is not set.
  ///
  /// Several versions are separated by colons. Set by users.
  package static let goenvVersion: StaticString = "GOENV_VERSION"

  /// Where Go releases come from: URLs or paths separated by commas, tried in order.
  ///
  /// Set by users.
  package static let goMirror: StaticString = "TVM_GO_MIRROR"

  /// Where the index of Go releases and their checksums come from, if not from the mirrors: URLs or directories
  /// separated by commas.
  ///
  /// Set by users.
  package static let goIndex: StaticString = "TVM_GO_INDEX"

  /// Go's installation directory.
  ///
  /// Set or removed by the shim for its child.
  package static let goRoot: StaticString = "GOROOT"

  /// Go's own toolchain selection.
  ///
  /// Set by the shim to keep a pin, unless the user has set it.
  package static let goToolchain: StaticString = "GOTOOLCHAIN"

  /// What tvm has set ``goToolchain`` to, so that it can be told from what the user has set; where that is
  /// ``GoEntry/returnValue``, which nobody else sets, the number of the process that runs with it.
  ///
  /// Set by the shim, `tvm env` and `tvm ci`.
  package static let goToolchainOfTvm: StaticString = "TVM_GOTOOLCHAIN"

  /// The toolchain that cmd/go becomes another program for.
  ///
  /// Set by cmd/go just before, and by the shim to tell it that no other is needed; removed by cmd/go.
  package static let goSwitchVersion: StaticString = "GOTOOLCHAIN_INTERNAL_SWITCH_VERSION"

  /// How often cmd/go has become another one.
  ///
  /// Set and removed by cmd/go.
  package static let goSwitchCount: StaticString = "GOTOOLCHAIN_INTERNAL_SWITCH_COUNT"

  /// Whether Go works with modules: `on`, `off` or `auto`.
  package static let goModules: StaticString = "GO111MODULE"

  /// Go's workspace file: empty, `off` or a path.
  ///
  /// Set by users.
  package static let goWork: StaticString = "GOWORK"
}

#if !hasFeature(Embedded)
// What only tvm itself needs would be code in every shim.
extension Variables {
  /// goenv's directory; `~/.goenv` by default.
  package static let goenvRoot: StaticString = "GOENV_ROOT"

  /// The file that `go env -w` writes, or `off`.
  package static let goSettings: StaticString = "GOENV"

  /// The directory of what Go fetches and installs; `~/go` by default.
  package static let goPath: StaticString = "GOPATH"

  /// The directory of what `go install` builds.
  package static let goBin: StaticString = "GOBIN"

  /// The directory of downloaded modules.
  package static let goModuleCache: StaticString = "GOMODCACHE"

  /// The directory of what Go has built, or `off`.
  package static let goCache: StaticString = "GOCACHE"

  /// The directory for what Go builds and throws away.
  package static let goTemporary: StaticString = "GOTMPDIR"

  /// The flags of every go command.
  package static let goFlags: StaticString = "GOFLAGS"

  /// Where Go fetches modules.
  package static let goProxy: StaticString = "GOPROXY"

  /// The database that knows the checksums of modules, or `off`.
  package static let goSumDatabase: StaticString = "GOSUMDB"

  /// The modules for which neither proxy nor checksum database is asked.
  package static let goPrivate: StaticString = "GOPRIVATE"

  /// The modules for which no proxy is asked.
  package static let goNoProxy: StaticString = "GONOPROXY"

  /// The modules for which the checksum database is not asked.
  package static let goNoSumDatabase: StaticString = "GONOSUMDB"

  /// What Go knew before version 1.13 and now passes over.
  package static let goNoSumCheck: StaticString = "GONOSUMCHECK"

  /// The modules that may come over connections without encryption.
  package static let goInsecure: StaticString = "GOINSECURE"

  /// The unfinished features that everything is built with.
  package static let goExperiment: StaticString = "GOEXPERIMENT"

  /// The system that Go builds for.
  package static let goSystem: StaticString = "GOOS"

  /// The processor that Go builds for.
  package static let goArchitecture: StaticString = "GOARCH"

  /// The level of 386 processors that Go builds for.
  package static let go386: StaticString = "GO386"

  /// The level of amd64 processors that Go builds for.
  package static let goAMD64: StaticString = "GOAMD64"

  /// The level of arm processors that Go builds for.
  package static let goARM: StaticString = "GOARM"

  /// The level of arm64 processors that Go builds for.
  package static let goARM64: StaticString = "GOARM64"

  /// The level of mips processors that Go builds for.
  package static let goMIPS: StaticString = "GOMIPS"

  /// The level of mips64 processors that Go builds for.
  package static let goMIPS64: StaticString = "GOMIPS64"

  /// The level of ppc64 processors that Go builds for.
  package static let goPPC64: StaticString = "GOPPC64"

  /// The level of riscv64 processors that Go builds for.
  package static let goRISCV64: StaticString = "GORISCV64"

  /// The features of WebAssembly that Go builds for.
  package static let goWasm: StaticString = "GOWASM"

  /// Whether Go builds files that import C: `0` or `1`.
  package static let cgoEnabled: StaticString = "CGO_ENABLED"

  /// The C compiler.
  package static let cCompiler: StaticString = "CC"
}
#endif
