package import Resolution

extension RustStore {
  /// The pin that a text of the user's makes: `latest`, as well as none, is the newest stable release.
  ///
  /// - Throws: ``RustError/resolution(_:)`` for what can be no toolchain's name.
  func pin(_ text: Bytes?) throws(RustError) -> Pin {
    if let minimum = try minimum(text) { return minimum }
    let stable = Bytes("stable")
    let written = text ?? stable
    return try RustError.resolving { () throws(ResolutionError) in
      let name = written.equals("latest") ? stable : written
      let request = try RustRequest(name[...], host: host, .commandLine)
      return Pin(.rust(request), text: written, .commandLine)
    }
  }

  /// The request of a ``pin(_:)``.
  package func request(_ text: Bytes?) throws(RustError) -> RustRequest {
    try RustStore.request(of: pin(text))
  }

  /// What `msrv` stands for: the `rust-version` of the nearest Cargo.toml, met by the newest release of
  /// it that is installed, if one is; nil for other words, and where a toolchain has this name.
  package func minimum(_ word: Bytes?) throws(RustError) -> Pin? {
    guard let word, word.equals(RustStore.minimumWord),
      case .pins(let pins)? = try firstRequest(word)?.finding, let pin = pins.first,
      case .rust(.newest(let release)) = pin.request
    else { return nil }
    let request = installedNewest(.newest(release)) ?? .release(release)
    return Pin(.rust(request), text: pin.text, pin.source)
  }

  /// The word that stands for what a Cargo.toml asks for.
  static let minimumWord: StaticString = "msrv"

  /// The first candidate that asks for a toolchain here.
  private func firstRequest(_ argument: Bytes) throws(RustError) -> Candidate? {
    let query = Query(.rust, program: Bytes(Language.rust.mainProgram), request: argument)
    let found = resolver.firstRequest(query)
    if case .failure(let error) = found?.finding { throw .resolution(error) }
    return found
  }

  /// The installed release that meets a minimum best; nil where there is none, and for other requests.
  private func installedNewest(_ request: RustRequest) -> RustRequest? {
    guard case .newest = request,
      let found = installed.toolchain(for: request, program: Bytes(Language.rust.mainProgram))
    else { return nil }
    return RustRequest(name: found.name[...], host: host)
  }

  private static func request(of pin: Pin) throws(RustError) -> RustRequest {
    guard case .rust(let request) = pin.request else {
      throw .resolution(.rust(.malformedName(text: pin.text, source: pin.source)))
    }
    return request
  }

  /// Whether what a pin asks for is there.
  private func isInstalled(_ pin: Pin) -> Bool {
    guard case .rust(let request) = pin.request else { return pin.request == .system }
    return installed.toolchain(for: request, program: Bytes(Language.rust.mainProgram)) != nil
  }

  /// What a place that asks for a toolchain comes to: the first of several that is there, or else the
  /// first, which need not have all that is wished for; nil for nothing.
  func asked(by candidate: Candidate) throws(RustError) -> Asked? {
    switch candidate.finding {
    case .failure(let error): throw .resolution(error)
    case .pins(let pins):
      guard let pin = pins.first(where: isInstalled) ?? pins.first else { return nil }
      guard case .rust(let request) = pin.request else { return .installed(pin.text, pin.source) }
      let wanted = installedNewest(request) ?? request
      return .pin(Pin(.rust(wanted), text: pin.text, pin.source))
    default: return nil
    }
  }

  /// What a request comes to that is to be used.
  ///
  /// - Throws: ``RustError``.
  func choice(_ text: Bytes?) throws(RustError) -> Choice {
    let pin = try pin(text)
    let request = try RustStore.request(of: pin)
    if case .path(let path) = request { throw .unnamed(path) }
    return Choice(
      pin: pin, written: channel(of: request, text ?? Bytes("stable")), asDefault: request.name)
  }

  /// What a toolchain file says for a request: what was typed, but without this machine's platform,
  /// for a file is for everybody.
  private func channel(of request: RustRequest, _ text: Bytes) -> Bytes {
    if text.equals("latest") { return Bytes("stable") }
    guard case .release(let release) = request else { return text }
    if text.equals(RustStore.minimumWord) { return release.channel }
    guard release.target == host,
      let written = RustRelease(text[...].withoutTrailingSlashes), !written.target.isEmpty
    else { return text }
    return written.withoutTarget.name
  }

  /// What is to be said of a pin before it is written.
  ///
  /// - Throws: ``RustError/resolution(_:)`` for a platform in a name that nothing here has.
  func notes(onPinning choice: Choice) throws(RustError) -> [StoreNote] {
    guard case .rust(.release(let release)) = choice.pin.request, release.target != host else {
      return []
    }
    guard toolchain(RustToolchainName(release)).kind != nil else {
      throw .resolution(.rust(.targetInName(text: choice.written, source: .commandLine)))
    }
    return [.namesPlatform(.rust, choice.written)]
  }

  /// What a text asks for, which must be installed.
  ///
  /// - Throws: ``RustError/resolution(_:)``.
  func installedRequest(_ text: Bytes?) throws(RustError) -> RustRequest {
    let pin = try pin(text)
    let request = try RustStore.request(of: pin)
    if isInstalled(pin) { return request }
    throw .resolution(
      .notInstalled(.rust, pins: [pin], nearest: installed.nearest(to: request), in: nil))
  }

  /// The installed toolchain that a text names, or of which something is kept.
  ///
  /// - Throws: ``StoreError/notInstalled(_:_:nearest:)``, ``RustError/resolution(_:)``.
  func find(_ text: Bytes) throws(RustError) -> RustToolchainName {
    let name = RustToolchainName(try request(text))
    guard home.keepsPrevious(name) || Folder.isOccupied(toolchain(name).root) else {
      throw notInstalled(name)
    }
    return name
  }

  /// The toolchain that a text names, else the active one.
  ///
  /// - Throws: ``RustError/resolution(_:)``, ``StoreError/notInstalled(_:_:nearest:)`` where that is
  ///   the system's.
  package func name(_ text: Bytes?) throws(RustError) -> RustToolchainName {
    if let text { return RustToolchainName(try request(text)) }
    let active = try RustError.resolving { () throws(ResolutionError) in
      try resolver.resolve(Query(.rust, program: Bytes(Language.rust.mainProgram)))
    }
    guard case .toolchain(let toolchain) = active.choice else {
      throw .store(.notInstalled(.rust, active.name, nearest: nil))
    }
    return RustToolchainName(toolchain.name)
  }

  // MARK: - What a toolchain file wants beside its channel

  /// What the toolchain file of a pin wishes for beside its channel.
  ///
  /// - Throws: ``RustError/resolution(_:)``.
  package func contents(of pin: Pin) throws(RustError) -> RustContents {
    guard case .file(let path, _) = pin.source else { return RustContents() }
    return try contents(at: path)
  }

  /// What a toolchain file wishes for beside its channel; nothing in particular where there is none.
  func contents(at path: Path) throws(RustError) -> RustContents {
    guard
      path.name.equals(VersionFile.rustToolchainTOML.name)
        || path.name.equals(VersionFile.rustToolchain.name),
      case .contents(let contents) = world.read(path, VersionFile.sizeLimit)
    else { return RustContents() }
    let file = try RustError.resolving { () throws(ResolutionError) in
      try RustToolchainFile(contents, at: path)
    }
    var wish = RustContents(
      profile: file.profile?.text, components: file.components.map(\.text),
      targets: file.targets.map(\.text))
    wish.optional = Set(wish.components + wish.targets)
    return wish
  }

  /// What is installed for what a place asks for, before and after that: of a channel that is there
  /// already its own release.
  func keyLines(of candidate: Candidate) throws(RustError) -> [String] {
    guard case .pin(let pin)? = try asked(by: candidate) else { return [] }
    let request = try RustStore.request(of: pin)
    let wish = try contents(of: pin)
    var lines = ["rust \(request.name.text)"]
    if case .release(let release) = request, release.isTracking {
      // Without the server the name alone decides, as it does for what never changes.
      let hash = updateHash(of: RustToolchainName(release)) ?? (try? server.hash(of: release))
      if let hash { lines.append("manifest \(RustStore.updateHash(hash))") }
    }
    if let profile = wish.profile { lines.append("profile \(profile)") }
    lines += wish.components.sorted().map { "component \($0)" }
    return lines + wish.targets.sorted().map { "target \($0)" }
  }
}
