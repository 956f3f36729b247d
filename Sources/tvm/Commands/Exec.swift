import ArgumentParser
import CLibc
import Environment
import Resolution
import Toolchains

/// Runs a command with given toolchains.
struct Exec: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a command with other toolchains",
    discussion: """
      The toolchains must be installed. Version files are ignored by the command and everything it starts.

      A directory instead of a toolchain, or before it, adds the environment of that directory: what \
      its .envrc sets (if allowed) and the toolchains it asks for. The command runs where you are. \
      A word without a slash is a directory only if it contains an .envrc and is not a version or a \
      linked toolchain; ./NAME always is one.

      EXAMPLES:
        tvm exec 1.21.6 -- go test ./...
        tvm exec go@1.22 -- make
        tvm x 1.20 -- sh -c 'go version'
        tvm exec nightly go@1.22 -- make
        tvm exec rust@msrv -- cargo test   with the rust-version of Cargo.toml
        tvm exec ~/shop/ -- npm test
      """,
    aliases: ["x"])

  // ArgumentParser takes one list of arguments only; this way of parsing keeps the `--` in it.
  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp(
      "A directory or toolchains, then -- and the command",
      valueName: "directory | [tool] request> ... -- <command"),
    completion: .custom(Completion.installed))
  var words: [String] = []

  func validate() throws {
    if let first = words.first, ["-h", "--help"].contains(first) {
      throw CleanExit.helpRequest(self)
    }
    if command.isEmpty {
      throw ValidationError("no command after --")
    }
    if before.isEmpty {
      throw ValidationError("no toolchain before --")
    }
  }

  private var before: [String] { Array(words.prefix { $0 != "--" }) }

  private var command: [Bytes] {
    words.dropFirst(before.count + 1).map { Bytes(argument: $0) }
  }

  /// The directory whose environment is wanted: what no request could be, or what has an environment
  /// file and is no request.
  private func directory(_ world: World) -> Path? {
    guard let first = before.first, !first.contains("@") else { return nil }
    let path = Path(argument: first)
    if first.contains("/") || [".", ".."].contains(first) { return path }
    let hasFile = [EnvironmentFile.name, EnvironmentFile.dotenvName].contains {
      Folder.isOccupied(path.appending($0))
    }
    return hasFile && !isRequest(path.bytes, world) ? path : nil
  }

  /// Whether a word asks for a toolchain: by a version, a channel, a tool or the name of a link.
  private func isRequest(_ word: Bytes, _ world: World) -> Bool {
    if Language(word[...]) != nil || ToolRequest.isRustChannel(word[...]) { return true }
    let request = Request(go: word[...])
    guard case .go(.link)? = request else { return request != nil }
    return !ToolRequest.owners(of: word, world).isEmpty
  }

  func run() throws {
    let command = command
    let directory = directory(.live)
    let requests = before.dropFirst(directory == nil ? 0 : 1)
    if let directory { try enter(directory) }
    let session = try Session()
    let wanted = try session.requests(Array(requests))
    if let directory {
      try pin(toolchainsOf: directory, session, except: wanted.map(\.language))
    }
    for request in wanted {
      let edit = try session.store(request.language).override(request.text, isForShell: false)
      setenv(edit.name.bytes.text, (edit.value ?? []).text, 1)
    }
    // Without them a child would find the system's tools, and nobody would notice.
    try session.ensureShims()
    // What a directory's file puts before the shims stays there, unless a toolchain is asked for.
    let path = ShimPath(session, keepsPlace: directory != nil && requests.isEmpty)
    path.bytes.withCString { _ = setenv(Variables.path.text, $0, 1) }
    let error = Spawn(command, Spawn.environment()).replaceProcess()
    throw CommandError.cannotRun(command[0], errno: error.errno)
  }

  /// Takes this process into the environment of a directory, and leaves it where it is.
  private func enter(_ path: Path) throws {
    EnvironmentLocations.restore()
    let world = World.live
    guard let directory = world.physical(path), Folder.exists(directory) else {
      throw CommandError.noDirectory(path, errno: clibc_errno())
    }
    let home = try CommandError.resolving { () throws(ResolutionError) in try Home(world) }
    _ = try EnvironmentSession(home, leavesMissing: true).enter(directory)
  }

  /// Pins what a directory asks for, where that is not what is asked for here, too.
  ///
  /// Elsewhere the version files decide, as they do for a shell that is in the directory.
  private func pin(toolchainsOf path: Path, _ session: Session, except: [Language]) throws {
    guard let directory = session.world.physical(path) else { return }
    for language in Language.allCases where !except.contains(language) {
      let there = Result { try session.active(language, in: directory) }
      let here = Result { try session.active(language) }
      switch (there, here) {
      case (.success(let there), .success(let here)) where there.choice == here.choice: continue
      case (.success(let there), _): pin(there)
      case (.failure(CommandError.resolution(.nothingActive)), _): continue
      case (.failure(let error), _): throw error
      }
    }
  }

  private func pin(_ active: Active) {
    let name =
      switch (active.language, active.choice) {
      case (.go, _): Variables.goVersion
      case (.rust, .toolchain): Variables.rustToolchain
      case (.rust, .system): Variables.rustVersion
      }
    setenv("\(name)", active.name.text, 1)
  }
}
