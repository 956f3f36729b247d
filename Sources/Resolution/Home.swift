/// Where everything of tvm's lives; the only place that computes these paths.
///
///     <root>/                    $TVM_HOME, else $XDG_DATA_HOME/tvm, else ~/.local/share/tvm
///       go/<version>/            a GOROOT; a symbolic link is a linked toolchain
///       go-links/go<version>     the shim, for Go's own switching: one name an installed version
///       go-return/               the shim, by the name that leads every go back to it
///       go-installed             which versions are installed, so that the folder need not be read
///       go-stable                the newest stable minor version known, such as `1.27`
///       allow/                   approvals and denials of the user's
///       projects/<name>-<hash>/  of one project: go, rust: links to the active toolchains, which
///                                editors' settings name; directory: a link to the project
///       records/                 what tvm has noted, in versioned files:
///         go/<version>           what an installed toolchain was unpacked from
///         projects/<hash>        a directory in which something was pinned or installed
///       environments/            what is needed to undo the environments that shells are in
///       direnv                   a link to the program, for environment files
///       tvm                      a link to the program
///       told-path                the mark that it was said how the shims get on PATH
///       shims/                   hard links to one file, and a link to tvm: the first folder on PATH
///       tmp/                     staging, on the file system of the toolchains
///       locks/                   files to `flock`
///     <settings>                 $TVM_HOME/config.toml, else $XDG_CONFIG_HOME/tvm/config.toml, …
///     <cache>/                   $TVM_HOME/cache, else $XDG_CACHE_HOME/tvm, else ~/.cache/tvm
///       program/<digest>/        what a release writes out of itself for other programs to read
package struct Home: Equatable, Sendable {
  /// The folder that holds toolchains, shims, staging and locks; absolute.
  package let root: Path

  /// The settings file; absolute, may not exist.
  package let settings: Path

  #if !hasFeature(Embedded)
  /// The folder for downloads and indexes, which may be deleted at any time; absolute.
  ///
  /// No shim needs it.
  package let cache: Path
  #endif

  /// The home that the environment names.
  ///
  /// - Parameter world: where variables are looked up; empty ones count as unset.
  /// - Throws: ``ResolutionError/relativeHome(value:)`` for a `TVM_HOME` that is not absolute,
  ///   ``ResolutionError/homeUnknown(instead:)`` where it is not set and the user's folder is not known.
  package init(_ world: World) throws(ResolutionError) {
    if let value = world.setVariable(Variables.home) {
      guard Path(value).isAbsolute else { throw .relativeHome(value: value) }
      self = Home(at: Path(value))
      return
    }
    root = try Home.base(Variables.dataHome, else: ".local/share", world).appending("tvm")
    settings = try Home.base(Variables.configHome, else: ".config", world)
      .appending("tvm/config.toml")
    #if !hasFeature(Embedded)
    cache = try Home.base(Variables.cacheHome, else: ".cache", world).appending("tvm")
    #endif
  }

  @inline(never)
  private init(at root: Path) {
    self.root = root
    settings = root.appending("config.toml")
    #if !hasFeature(Embedded)
    cache = root.appending("cache")
    #endif
  }

  /// What a user has alone: the home itself; where `TVM_HOME` names one of others that this user may not
  /// write, another one in `$XDG_DATA_HOME/tvm`.
  ///
  /// It has the user's default, approvals, links, and what tvm notes. What an exact pin needs is never
  /// looked for in it.
  ///
  /// - Parameter world: where variables and owners are looked up.
  /// - Returns: a home, of which nothing need exist.
  @inline(never)
  package func own(_ world: World) -> Home {
    guard world.setVariable(Variables.home) != nil, world.isOthers(root),
      // Whoever has no folder has nothing of their own.
      let folder = try? Home.base(Variables.dataHome, else: ".local/share", world)
    else { return self }
    return Home(at: folder.appending("tvm"))
  }

  /// A relative XDG variable is invalid by its specification and ignored.
  private static func base(
    _ variable: StaticString, else fallback: StaticString, _ world: World
  ) throws(ResolutionError) -> Path {
    if let value = world.setVariable(variable) {
      let path = Path(value)
      if path.isAbsolute { return path }
    }
    return try ofUser(fallback, instead: Variables.home, world)
  }

  /// The user's own folder: `HOME`, else what the system has for him, as services run without it.
  ///
  /// - Parameters:
  ///   - world: where variables and the list of users are looked up.
  ///   - variable: the one that would make the user's own folder unnecessary.
  /// - Returns: an absolute path, which may not exist.
  /// - Throws: ``ResolutionError/homeUnknown(instead:)`` where that is not an absolute path.
  package static func ofUser(
    _ world: World, instead variable: StaticString? = nil
  ) throws(ResolutionError) -> Path {
    guard let home = world.setVariable(Variables.userHome) ?? PasswordFile.home(world),
      Path(home).isAbsolute
    else { throw .homeUnknown(instead: variable.map { Literal($0) }) }
    return Path(home)
  }

  /// A folder below the user's own.
  static func ofUser(
    _ path: StaticString, instead variable: StaticString, _ world: World
  ) throws(ResolutionError) -> Path {
    try ofUser(world, instead: variable).appending(path)
  }

  #if !hasFeature(Embedded)
  /// The folder of what a release writes out of itself for other programs to read.
  package var programFiles: Path { cache.appending("program") }
  #endif

  /// The folder of Go toolchains, one folder or link a version.
  package var goToolchains: Path { root.appending("go") }

  /// The folder of the names `goX.Y.Z` that Go's own toolchain selection finds on `PATH`.
  package var goLinks: Path { root.appending("go-links") }

  /// The folder of ``GoEntry/returnName``, which Go's own toolchain selection finds on `PATH`.
  package var goReturn: Path { root.appending("go-return") }

  /// The list of the installed versions; see ``GoInstalledList``.
  package var goInstalled: Path { root.appending("go-installed") }

  /// The file that says which minor version is the newest stable one.
  package var goStable: Path { root.appending("go-stable") }

  /// The program by the name that makes it answer as direnv does.
  package var direnv: Path { root.appending("direnv") }

  /// The folder of shims.
  package var shims: Path { root.appending("shims") }

  /// The shim under its own name, which all shims are hard links to.
  package var shimProgram: Path { shims.appending("tvm-shim") }

  #if !hasFeature(Embedded)
  /// The mark that somebody has been told how the shims get on `PATH`.
  package var toldPath: Path { root.appending("told-path") }
  #endif

  /// The link to the tvm program, which a shim hands over to.
  package var program: Path { root.appending("tvm") }

  /// The folder of what the user has allowed and denied to run.
  package var approvals: Path { root.appending("allow") }

  /// The folder of the links that editors' settings name, one folder a project.
  package var projects: Path { root.appending("projects") }

  /// What is noted of an installed Go toolchain of a name.
  package func goRecord(of name: Bytes) -> Path { goRecords.appending(name) }

  /// The folder of what is noted of installed Go toolchains.
  package var goRecords: Path { root.appending("records/go") }

  /// The folder of the directories in which something was pinned or installed.
  package var projectRecords: Path { root.appending("records/projects") }

  /// The folder of what undoes the environments that shells are in.
  package var environments: Path { root.appending("environments") }

  /// The folder for what is not complete yet.
  package var staging: Path { root.appending("tmp") }

  /// The folder of lock files.
  package var locks: Path { root.appending("locks") }

  #if !hasFeature(Embedded)
  /// Everything of tvm's: what it has made in this home, and nothing that somebody else may keep there.
  package var everything: [Path] {
    [
      goToolchains, goLinks, goReturn, goInstalled, goStable, approvals, projects,
      root.appending("records"), environments, direnv, program, shims, staging, locks, settings,
      toldPath, cache,
    ]
  }
  #endif
}
