import Resolution
import Toolchains

extension NetworkOptions {
  /// The Rust toolchains of a session.
  func rustStore(_ session: Session) throws -> RustStore {
    try RustStore(
      session.resolver, session.world, network: network(session.world),
      events: ProgressReport(isQuiet: quiet).events)
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
      return try ToolRequest(language: .rust, text: Bytes(name.utf8)).rust(store).name.text
    }
    let active = try active(.rust)
    guard case .toolchain(let toolchain) = active.choice else {
      throw RustError.notInstalled(active.name.text, nearest: nil)
    }
    return toolchain.name.text
  }

  /// What the toolchain file of a pin wishes for beside its channel.
  func rustWish(_ pin: Pin) throws -> RustWish {
    guard case .file(let path, _) = pin.source else { return RustWish() }
    return try rustWish(at: path)
  }

  /// What a toolchain file wishes for beside its channel; nothing in particular where there is none.
  func rustWish(at path: Path) throws -> RustWish {
    guard
      path.name.equals(RustToolchainFile.name) || path.name.equals(RustToolchainFile.legacyName),
      case .contents(let contents) = world.read(path, VersionFile.sizeLimit)
    else { return RustWish() }
    let file = try CommandError.resolving { () throws(ResolutionError) in
      try RustToolchainFile(contents, at: path)
    }
    var wish = RustWish(
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
