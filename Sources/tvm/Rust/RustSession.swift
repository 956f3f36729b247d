import Resolution
import Toolchains

extension NetworkOptions {
  /// The Rust toolchains of a session.
  func rustStore(_ session: Session, _ events: InstallEvents? = nil) throws -> RustStore {
    try RustStore(
      session.resolver, session.world, network: network(session.world),
      events: events ?? ProgressReport(isQuiet: quiet).events)
  }
}

extension RustStore {
  /// Whether a toolchain becomes the default when it is installed: there is neither it nor a default.
  func wouldBeDefault(_ name: Bytes) -> Bool {
    settings.defaultToolchain == nil && toolchain(name.text).kind == nil
  }
}

extension Session {
  /// The Rust toolchains, for reading only.
  func rustStore() throws -> RustStore {
    var options = NetworkOptions()
    options.offline = true
    options.quiet = true
    return try options.rustStore(self)
  }

  /// The full name of the active Rust toolchain, or of the one that a `--toolchain` option names.
  func rustToolchain(_ name: String?, _ store: RustStore) throws -> String {
    if let name {
      return try rust(ToolRequest(language: .rust, text: Bytes(name.utf8)), store).name.text
    }
    let active = try active(.rust)
    guard case .toolchain(let toolchain) = active.choice else {
      throw RustError.notInstalled(active.name.text, nearest: nil)
    }
    return toolchain.name.text
  }

  /// What a request means for Rust.
  func rust(_ request: ToolRequest, _ store: RustStore) throws -> RustRequest {
    try rustMinimum(request.text, store)?.request ?? request.rust(store)
  }

  /// What `msrv` stands for: the `rust-version` of the nearest Cargo.toml, met by the newest release of
  /// it that is installed, if one is; nil for other words, and where a toolchain has this name.
  func rustMinimum(
    _ word: Bytes?, _ store: RustStore
  ) throws -> (request: RustRequest, pin: Pin)? {
    guard let word, word.equals("msrv"),
      case .pins(let pins)? = try firstRequest(.rust, argument: word)?.finding,
      let pin = pins.first, case .rust(let wanted) = pin.request, case .newest(let release) = wanted
    else { return nil }
    let installed = RustInstalled(store.home, world)
    let found = installed.toolchain(for: wanted, program: Bytes("rustc"))
    let request = found.flatMap { RustRequest(name: $0.name[...], host: store.host) }
    return (request ?? .release(release), pin)
  }

  /// What a request means for Rust, which must be installed.
  func installedRust(_ request: ToolRequest, _ store: RustStore) throws -> RustRequest {
    let minimum = try rustMinimum(request.text, store)
    let wanted = try minimum?.request ?? request.rust(store)
    let installed = RustInstalled(store.home, world)
    if installed.toolchain(for: wanted, program: Bytes("rustc")) != nil { return wanted }
    let text = request.text ?? Bytes("stable")
    throw CommandError.resolution(
      .notInstalled(
        .rust, pins: [minimum?.pin ?? Pin(.rust(wanted), text: text, .argument(text))],
        nearest: installed.nearest(to: wanted)))
  }

  /// What the toolchain file of a pin wishes for beside its channel.
  func rustWish(_ pin: Pin) throws -> RustContents {
    guard case .file(let path, _) = pin.source else { return RustContents() }
    return try rustWish(at: path)
  }

  /// What a toolchain file wishes for beside its channel; nothing in particular where there is none.
  func rustWish(at path: Path) throws -> RustContents {
    guard
      VersionFile(name: path.name)?.isRustup == true,
      case .contents(let contents) = world.read(path, VersionFile.sizeLimit)
    else { return RustContents() }
    let file = try CommandError.resolving { () throws(ResolutionError) in
      try RustToolchainFile(contents, at: path)
    }
    var wish = RustContents(
      profile: file.profile?.text, components: file.components.map(\.text),
      targets: file.targets.map(\.text))
    wish.optional = Set(wish.components + wish.targets)
    return wish
  }
}

extension ToolRequest {
  /// The request, understood as Rust's: `latest` is the newest stable release.
  ///
  /// - Parameter store: whose platform completes it.
  /// - Returns: the request.
  /// - Throws: ``CommandError/resolution(_:)`` for what can be no toolchain's name.
  func rust(_ store: RustStore) throws(CommandError) -> RustRequest {
    var text = self.text ?? Bytes("stable")
    if text[...].equals("latest") { text = Bytes("stable") }
    return try CommandError.resolving { () throws(ResolutionError) in
      try RustRequest(text[...], host: store.host, .argument(text))
    }
  }
}
