import Resolution
import Toolchains

/// What every command starts from: the environment, the user's settings, the options all share.
struct Session {
  let world: World
  let resolver: Resolver

  /// The session of this process.
  init() throws {
    world = .live
    resolver = try CommandError.resolving { () throws(ResolutionError) in try Resolver(.live) }
  }

  var home: Home { resolver.home }

  /// The active toolchain of a language here, or in another physical directory; `request` is that of a
  /// `+REQUEST` argument.
  func active(
    _ language: Language, program: Bytes? = nil, request: Bytes? = nil, in directory: Path? = nil
  ) throws -> Active {
    try CommandError.resolving { () throws(ResolutionError) in
      try resolver.resolve(
        Query(
          language, program: program ?? Bytes(language.mainProgram), request: request,
          directory: directory))
    }
  }

  /// The folder of what `cargo install` installs, where there are Rust toolchains.
  ///
  /// The shim hides from cargo that it is not on `PATH`, so cargo does not say so.
  var cargoPrograms: Path? {
    // Whoever has no home for Rust has none of its programs.
    guard let home = try? RustHome(world), Folder.exists(home.toolchains) else { return nil }
    return home.cargoPrograms
  }

  /// The first candidate that asks for a toolchain here, unless that is only the system's; `argument`
  /// is that of a `+REQUEST`.
  func firstRequest(_ language: Language, argument: Bytes? = nil) throws -> Candidate? {
    let found = resolver.firstRequest(
      Query(language, program: Bytes(language.mainProgram), request: argument))
    if case .failure(let error) = found?.finding { throw CommandError.resolution(error) }
    return found
  }
}

extension Session {
  /// The toolchains of a language, without a network; who is waited for is said unless it is quiet.
  func store(_ language: Language, isQuiet: Bool = true) throws -> Store {
    try localOptions(isQuiet).store(language, self)
  }

  /// Rust's toolchains, without a network, for what only they have.
  func rustStore() throws -> RustStore { try localOptions(true).rustStore(self) }

  private func localOptions(_ isQuiet: Bool) -> NetworkOptions {
    var options = NetworkOptions()
    options.offline = true
    options.quiet = isQuiet
    return options
  }

  /// Moves the links of projects to what is active there now.
  func refreshProjects() throws { try ProjectLinks(home).refresh(world) }

  /// Notes that something was pinned or installed for a directory.
  func note(project directory: Path?) {
    if let directory { KnownProjects(home).note(directory) }
  }
}

extension CommandError {
  /// Runs something that asks the resolver, with its error as one of a command.
  static func resolving<Result>(
    _ body: () throws(ResolutionError) -> Result
  ) throws(CommandError) -> Result {
    do throws(ResolutionError) { return try body() } catch { throw .resolution(error) }
  }
}
