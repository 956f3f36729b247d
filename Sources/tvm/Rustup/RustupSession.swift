import Resolution
import Toolchains

/// What rustup's commands start from.
struct RustupSession {
  /// The session of this process.
  let session: Session

  /// The toolchains.
  let store: RustStore

  private let argument: Bytes?
  private let isQuiet: Bool

  /// What a command starts from.
  ///
  /// - Parameter rustup: what stood before the subcommand.
  /// - Throws: what the settings of tvm and rustup throw.
  init(_ rustup: RustupCommand) throws {
    session = try Session()
    argument = rustup.toolchain.map { Bytes($0.utf8) }
    isQuiet = rustup.isQuiet
    var options = NetworkOptions()
    options.offline = false
    options.quiet = isQuiet
    var events = ProgressReport(isQuiet: isQuiet, isTold: false).events
    events.skips = RustupSession.warn(of:)
    store = try options.rustStore(session, events)
  }

  /// Warns of what is done without.
  private static func warn(of error: any Error) {
    let names =
      switch error {
      case RustError.unavailable(let names, _, _): names
      case RustError.unknownComponent(let name, _, _, _): [name]
      case RustError.unknownTarget(let target, _, _): ["rust-std for target \(target)"]
      default: ["\(error)"]
      }
    for name in names {
      Output.error("warn: skipping unavailable component \(name)")
    }
  }

  /// The active toolchain, that of the `+toolchain` before all others.
  ///
  /// - Throws: ``RustupFault/notInstalled(_:command:)``,
  ///   ``RustupFault/customNotInstalled(_:file:)``, ``RustupFault/nothingChosen``, and what the
  ///   resolver throws for files that cannot be understood.
  func active() throws -> RustupActive {
    try resolve { name, _ in
      .notInstalled(
        name.text, command: name.release == nil ? nil : "rustup toolchain install")
    }
  }

  /// The active toolchain for `show active-toolchain`, which has errors of its own.
  ///
  /// - Parameter isVerbose: whether an error takes several lines.
  /// - Returns: the toolchain.
  /// - Throws: ``RustupFault/overrideNotInstalled(_:reason:isVerbose:)``,
  ///   ``RustupFault/noActiveToolchain``, and as ``active()``.
  func activeForShow(isVerbose: Bool) throws -> RustupActive {
    do {
      return try resolve { name, source in
        .overrideNotInstalled(name.text, reason: complaint(about: source), isVerbose: isVerbose)
      }
    } catch RustupFault.nothingChosen { throw RustupFault.noActiveToolchain }
  }

  private func resolve(
    _ missing: (_ name: RustToolchainName, _ source: Source) -> RustupFault
  ) throws -> RustupActive {
    do {
      let active = try session.active(.rust, request: argument)
      guard case .toolchain(let toolchain) = active.choice else { throw RustupFault.nothingChosen }
      return RustupActive(
        name: RustToolchainName(toolchain.name), root: toolchain.root,
        reason: reason(for: active.source))
    } catch CommandError.resolution(.notInstalled(_, let pins, _, _)) {
      guard let pin = pins.first, case .rust(let request) = pin.request else {
        throw RustupFault.nothingChosen
      }
      let name = RustToolchainName(request)
      if case .file(let path, _) = pin.source, name.release == nil {
        throw RustupFault.customNotInstalled(name.text, file: path.text)
      }
      throw missing(name, pin.source)
    } catch CommandError.resolution(.nothingActive) { throw RustupFault.nothingChosen }
  }

  /// The full name of the toolchain that an option names, else of the active one.
  func name(_ option: String?) throws -> RustToolchainName {
    guard let option else { return try active().name }
    return RustToolchainName(try release(option, for: "--toolchain <TOOLCHAIN>"))
  }

  /// The release that an argument names.
  ///
  /// - Parameters:
  ///   - text: the argument.
  ///   - argument: what rustup calls it.
  /// - Returns: the release, its platform complete.
  /// - Throws: ``RustupFault/invalidRelease(_:argument:)`` for what is no release's name.
  func release(_ text: String, for argument: String) throws -> RustRequest {
    guard let request = RustRequest(name: Bytes(text.utf8)[...], host: store.host),
      case .release = request
    else { throw RustupFault.invalidRelease(text, argument: argument) }
    return request
  }

  /// What an argument names.
  func request(_ text: String) throws -> RustRequest {
    let bytes = Bytes(text.utf8)
    if case .rust(let minimum)? = try store.minimum(bytes)?.request { return minimum }
    return try CommandError.resolving { () throws(ResolutionError) in
      try RustRequest(bytes[...], host: store.host, .argument(bytes))
    }
  }

  /// The installed toolchain that an argument names.
  ///
  /// - Throws: ``StoreError/notInstalled(_:_:nearest:)``.
  func installed(_ text: String) throws -> RustToolchain {
    let toolchain = store.toolchain(RustToolchainName(try request(text)))
    guard toolchain.kind != nil else { throw store.notInstalled(toolchain.name) }
    return toolchain
  }

  /// A component as rustup names it in a sentence.
  func words(for entry: RustComponents.Entry) -> String {
    guard let target = entry.component.target, target != store.host.name.text else {
      return entry.packageName
    }
    return "\(entry.packageName) for target \(target)"
  }

  /// What the compiler of a toolchain says of itself.
  func compiler(of name: RustToolchainName, _ root: Path) -> String {
    let toolchain = Toolchain(name: name.bytes, root: root)
    let reply = session.reply(
      of: root.appending("bin/rustc"), to: "--version",
      Active(language: .rust, choice: .toolchain(toolchain), source: .commandLine))
    return reply.status == 0 ? reply.output : "(error reading rustc version)"
  }

  /// Warns of something, as rustup does.
  func warn(_ message: String) { Output.error("warn: \(message)") }

  /// Tells something beside the result, as rustup does.
  func note(_ message: String) {
    if !isQuiet { Output.error("info: \(message)") }
  }

  private func reason(for source: Source) -> String {
    switch source {
    case .argument, .commandLine: "overridden by +toolchain on the command line"
    case .default, .system: "it's the default toolchain"
    case .environmentFile(let path, _), .file(let path, _), .minimum(let path, _):
      "overridden by '\(path.text)'"
    case .override: "directory override for '\(directory(of: source))'"
    case .variable(let name): "overridden by environment variable \(name.bytes.text)"
    }
  }

  private func complaint(about source: Source) -> String {
    switch source {
    case .argument, .commandLine:
      "the +toolchain on the command line specifies an uninstalled toolchain"
    case .default, .system: "the default toolchain does not describe an installed toolchain"
    case .file(let path, _), .minimum(let path, _):
      "the toolchain file at '\(path.text)' specifies an uninstalled toolchain"
    case .environmentFile(let path, _):
      "the environment file at '\(path.text)' specifies an uninstalled toolchain"
    case .override:
      "the directory override for '\(directory(of: source))' specifies an uninstalled toolchain"
    case .variable(let name):
      "the \(name.bytes.text) environment variable specifies an uninstalled toolchain"
    }
  }

  /// The directory of a line of the settings.
  private func directory(of source: Source) -> String {
    guard case .override(_, let line) = source else { return "" }
    return store.settings.overrides.first { $0.toolchain.line == line }?.directory.text ?? ""
  }
}

/// The active toolchain as rustup shows it.
struct RustupActive {
  /// Its full name, or the path of a folder.
  let name: RustToolchainName
  /// Its folder.
  let root: Path
  /// Why it is active, in rustup's words.
  let reason: String

  /// The reason in parentheses behind a name.
  var mark: String { reason == "it's the default toolchain" ? "default" : reason }
}
