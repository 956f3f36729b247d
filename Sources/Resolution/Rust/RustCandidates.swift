/// What may ask for a Rust toolchain.
final class RustCandidates: Candidates {
  /// Nil where there is no home: then nothing is installed or set, and a file may still ask.
  private let home: RustHome?
  private let query: Query
  private let resolver: Resolver
  private let world: World

  /// What rustup has noted, or why it cannot be read; then everything that depends on it fails.
  private let settings: RustSettings
  private let settingsFailure: ResolutionError?

  init(for query: Query, _ resolver: Resolver, _ world: World) {
    self.query = query
    self.resolver = resolver
    self.world = world
    var home: RustHome?
    var settings = RustSettings()
    var failure: ResolutionError?
    do throws(ResolutionError) {
      home = try resolver.rustHome()
      if let home { settings = try RustSettings(at: home.settings, world) }
    } catch {
      if case .homeUnknown = error {} else { failure = error }
    }
    self.home = home
    self.settings = settings
    settingsFailure = failure
  }

  private lazy var host = RustTarget.host(settings, world)

  private func isInstalled(_ name: Bytes) -> Bool {
    home.map { RustInstalled($0, world).contains(name) } ?? false
  }

  /// The file that holds the user's settings, else the administrator's.
  private var settingsFile: Path { home?.settings ?? RustSettings.fallback(world) }

  /// A candidate for what cannot be judged without rustup's settings.
  private func candidate(
    place: Place, find: () throws(ResolutionError) -> Candidate.Finding
  ) -> Candidate {
    if let settingsFailure {
      return Candidate(place: .settings, finding: .failure(settingsFailure))
    }
    return Candidate(place: place, find: find)
  }

  override func visitDirectories(
    from start: Start, includingAbsent: Bool, _ visit: (Candidate) -> Bool
  ) -> Bool {
    if let settingsFailure {
      _ = visit(Candidate(place: .settings, finding: .failure(settingsFailure)))
      return false
    }
    // In each directory rustup's override comes before the files.
    var level = 0
    while let (override, above) = nearestOverride(start, from: level) {
      guard visitFiles(start, level..<above, includingAbsent, visit), visit(candidate(override)),
        visitFiles(start, above..<(above + 1), includingAbsent, visit)
      else { return false }
      level = above + 1
    }
    return visitFiles(start, level..<start.levels, includingAbsent, visit)
  }

  /// The override for the nearest directory from a level on, and its level.
  private func nearestOverride(
    _ start: Start, from level: Int
  ) -> (override: RustSettings.Override, level: Int)? {
    var nearest: (override: RustSettings.Override, level: Int)?
    for override in settings.overrides {
      guard let above = start.level(of: override.directory), above >= level else { continue }
      if let nearest, nearest.level <= above { continue }
      nearest = (override, above)
    }
    return nearest
  }

  // MARK: - Arguments and variables

  /// What a `+` argument asks for; a toolchain that is named `msrv` comes before the word's meaning.
  override func argument(_ text: Bytes) -> Candidate {
    candidate(place: .argument) { () throws(ResolutionError) in
      if text.equals("msrv"), !isInstalled(text) {
        return .pins([try minimum()])
      }
      let source = Source.argument(text)
      let request = try RustRequest(text[...], host: host, source)
      return .pins([Pin(.rust(request), text: text, source)])
    }
  }

  private func minimum() throws(ResolutionError) -> Pin {
    let start = try Start(query.directory, world)
    let (written, path, line) = try CargoManifest.minimum(nearestTo: start, world)
    let source = Source.minimum(path, line: line)
    // To cargo 1 is a version, too.
    let text = written[...].decimal == nil ? written : written + ".0"
    guard let release = RustRelease(text[...]), release.version != nil else {
      throw .rust(.malformedName(text: written, source: source))
    }
    return Pin(.rust(.newest(release.completed(by: host))), text: text, source)
  }

  override func variable(_ name: StaticString) -> Candidate {
    candidate(place: .variable(Literal(name))) { () throws(ResolutionError) in
      guard let value = world.setVariable(name) else { return .absent }
      let source = Source(name, holding: value, mark: Variables.rustSource, world)
      // Only tvm's own variable knows words that rustup would take for names of toolchains.
      if Literal(name) == Literal(Variables.rustVersion), let pin = word(value[...], source) {
        return .pins([pin])
      }
      let request = try RustRequest(value[...], host: host, source)
      return .pins([Pin(.rust(request), text: value, source)])
    }
  }

  /// The words of other version managers' that are no names of rustup's.
  private func word(_ text: BytesSlice, _ source: Source) -> Pin? {
    if text.equals("system") { return Pin(.system, text: Bytes(text), source) }
    guard text.equals("latest"), let stable = RustRelease(Bytes("stable")[...]) else { return nil }
    return Pin(.rust(.release(stable.completed(by: host))), text: Bytes(text), source)
  }

  // MARK: - Files

  private func candidate(_ override: RustSettings.Override) -> Candidate {
    Candidate(place: .override(settingsFile, override.directory)) { () throws(ResolutionError) in
      .pins([try pin(override.toolchain, .override(settingsFile, line: override.toolchain.line))])
    }
  }

  @inline(never)
  private func pin(
    _ entry: RustSettings.Entry, _ source: Source
  ) throws(ResolutionError) -> Pin {
    guard let request = RustRequest(name: entry.name[...], host: host) else {
      throw .rust(.malformedName(text: entry.name, source: source))
    }
    return Pin(.rust(request), text: entry.name, source)
  }

  /// Visits the version files of some directories.
  private func visitFiles(
    _ start: Start, _ levels: Range<Int>, _ includingAbsent: Bool, _ visit: (Candidate) -> Bool
  ) -> Bool {
    let files = Language.rust.versionFiles
    let search = UpwardSearch(for: .rust, from: start, levels: levels)
    var shadowed: UpwardSearch.Step?
    return world.visitFiles(search, includingAbsent: includingAbsent, visit) { step, reading in
      let path = search.path(step)
      switch files[step.index] {
      case .rustToolchain:
        // Of the two names in one directory the one without extension wins, as in rustup.
        let newer = search.step(after: step)
        if !world.read(search.path(newer), search.limit).isAbsent {
          shadowed = newer
          let loser = Candidate(place: .file(search.path(newer)), finding: .shadowed(by: path))
          guard visit(loser) else { return false }
        }
        return visit(candidate(reading, at: path))
      case .rustToolchainTOML: return step == shadowed || visit(candidate(reading, at: path))
      case .goVersion, .toolVersions: return visit(toolVersions(reading, at: path))
      }
    }
  }

  private func candidate(_ reading: FileReading, at path: Path) -> Candidate {
    Candidate(place: .file(path)) { () throws(ResolutionError) in
      guard let contents = try reading.contents(of: path) else { return .absent }
      return .pins([try pin(RustToolchainFile(contents, at: path))])
    }
  }

  private func pin(_ file: RustToolchainFile) throws(ResolutionError) -> Pin {
    if let channel = file.channel {
      let source = Source.file(file.path, line: channel.line)
      let name = channel.name[...].withoutTrailingSlashes
      // A file is for everybody, so it may name a platform only where it changes nothing.
      if name.contains(UInt8(ascii: "-")), let release = RustRelease(name),
        !release.target.isEmpty,
        !isInstalled(Bytes(name))
      {
        throw .rust(.targetInName(text: channel.name, source: source))
      }
      return try pin(channel, source)
    }
    if let folder = file.folder { return try pin(file, folder) }
    guard let entry = try defaultToolchain()?.entry else {
      throw .rust(.noDefault(file.path, line: file.line))
    }
    return try pin(entry, .file(file.path, line: file.line))
  }

  private func pin(
    _ file: RustToolchainFile, _ folder: RustSettings.Entry
  ) throws(ResolutionError) -> Pin {
    let source = Source.file(file.path, line: folder.line)
    let written = Path(folder.name)
    guard written.isAbsolute else {
      throw .rust(.relativePath(text: folder.name, source: source))
    }
    guard let root = world.physical(written), world.names(root.appending("bin")) != nil else {
      throw resolver.obstacle(in: written, written.appending("bin"))
        ?? .rust(.pathWithoutPrograms(folder.name, source: source))
    }
    guard Trust(resolver.home, world).isAllowed(file.path, file.approved(leadingTo: root)) else {
      throw .rust(.notTrusted(file.path, line: folder.line, folder: folder.name))
    }
    return Pin(.rust(.path(root)), text: folder.name, source)
  }

  private func toolVersions(_ reading: FileReading, at path: Path) -> Candidate {
    Candidate(place: .file(path)) { () throws(ResolutionError) in
      guard let contents = try reading.contents(of: path) else { return .absent }
      var pins: [Pin] = []
      try VersionFile.toolVersions.visitTexts(in: contents, at: path, for: .rust) {
        (text, source) throws(ResolutionError) in
        let entry = RustSettings.Entry(name: Bytes(text), line: 0)
        if let pin = word(text, source) {
          pins.append(pin)
        } else {
          pins.append(try pin(entry, source))
        }
      }
      return pins.isEmpty ? .absent : .pins(pins)
    }
  }

  // MARK: - Default

  override var byDefault: Candidate {
    do throws(ResolutionError) {
      guard let (entry, path) = try defaultToolchain() else {
        return Candidate(place: .default(settingsFile), finding: .absent)
      }
      return Candidate(place: .default(path)) { () throws(ResolutionError) in
        .pins([try pin(entry, .default(path, line: entry.line))])
      }
    } catch {
      return Candidate(
        place: .default(RustSettings.fallback(world)), finding: .failure(error))
    }
  }

  /// The user's default, else the system administrator's.
  private func defaultToolchain() throws(ResolutionError) -> (
    entry: RustSettings.Entry, path: Path
  )? {
    if let entry = settings.defaultToolchain { return (entry, settingsFile) }
    let path = RustSettings.fallback(world)
    guard let entry = try RustSettings(fallback: path, world).defaultToolchain else { return nil }
    return (entry, path)
  }
}
