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
    store = try options.rustStore(session)
  }

  /// The active toolchain, that of the `+toolchain` before all others.
  ///
  /// - Throws: ``RustupFault/notInstalled(_:command:)``,
  ///   ``RustupFault/customNotInstalled(_:file:)``, ``RustupFault/nothingChosen``, and what the
  ///   resolver throws for files that cannot be understood.
  func active() throws -> RustupActive {
    try resolve { name, _ in
      .notInstalled(name, command: isRelease(name) ? "rustup toolchain install" : nil)
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
        .overrideNotInstalled(name, reason: complaint(about: source), isVerbose: isVerbose)
      }
    } catch RustupFault.nothingChosen { throw RustupFault.noActiveToolchain }
  }

  private func resolve(
    _ missing: (_ name: String, _ source: Source) -> RustupFault
  ) throws -> RustupActive {
    do {
      let active = try session.active(.rust, request: argument)
      guard case .toolchain(let toolchain) = active.choice else { throw RustupFault.nothingChosen }
      return RustupActive(
        name: toolchain.name.text, root: toolchain.root, reason: reason(for: active.source))
    } catch CommandError.resolution(.rust(.notInstalled(let pins, _))) {
      guard let pin = pins.first, case .rust(let request) = pin.request else {
        throw RustupFault.nothingChosen
      }
      let name = request.name.text
      if case .file(let path, _) = pin.source, !isRelease(name) {
        throw RustupFault.customNotInstalled(name, file: path.text)
      }
      throw missing(name, pin.source)
    } catch CommandError.resolution(.nothingActive) { throw RustupFault.nothingChosen }
  }

  private func isRelease(_ name: String) -> Bool {
    RustRelease(Bytes(name.utf8)[...]) != nil
  }

  /// The full name of the toolchain that an option names, else of the active one.
  func name(_ option: String?) throws -> String {
    guard let option else { return try active().name }
    return try request(option).name.text
  }

  /// What an argument names.
  func request(_ text: String) throws -> RustRequest {
    try ToolRequest(language: .rust, text: Bytes(text.utf8)).rust(store)
  }

  /// The installed toolchain that an argument names.
  ///
  /// - Throws: ``RustError/notInstalled(_:nearest:)``.
  func installed(_ text: String) throws -> RustToolchain {
    let toolchain = store.toolchain(try request(text).name.text)
    guard toolchain.kind != nil else { throw RustError.notInstalled(toolchain.name, nearest: nil) }
    return toolchain
  }

  /// What the compiler of a toolchain says of itself.
  func compiler(of name: String, _ root: Path) -> String {
    let toolchain = Toolchain(name: Bytes(name.utf8), root: root)
    let reply = session.reply(
      of: root.appending("bin/rustc"), to: "--version",
      Active(language: .rust, choice: .toolchain(toolchain), source: .commandLine))
    return reply.status == 0 ? reply.output : "(error reading rustc version)"
  }

  /// Tells something beside the result, as rustup does.
  func note(_ message: String) {
    if !isQuiet { Output.error(bytes: Bytes("info: \(message)\n".utf8)) }
  }

  private func reason(for source: Source) -> String {
    switch source {
    case .argument, .commandLine: "overridden by +toolchain on the command line"
    case .default, .system: "it's the default toolchain"
    case .file(let path, _), .minimum(let path, _): "overridden by '\(path.text)'"
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
  let name: String
  /// Its folder.
  let root: Path
  /// Why it is active, in rustup's words.
  let reason: String

  /// The reason in parentheses behind a name.
  var mark: String { reason == "it's the default toolchain" ? "default" : reason }
}
