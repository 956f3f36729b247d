/// Looks at everything that may ask for a Rust toolchain.
///
/// Source: `find_override_config` in rustup's `config.rs`.
final class RustCandidates {
  /// Nil where there is no home: then nothing is installed or set, and a file may still ask.
  private let home: RustHome?
  private let query: Query
  private let resolver: Resolver
  private let settings: RustSettings
  private let world: World

  init(for query: Query, _ resolver: Resolver, _ world: World) throws(ResolutionError) {
    self.query = query
    self.resolver = resolver
    self.world = world
    do throws(ResolutionError) { home = try resolver.rustHome() } catch {
      guard case .homeUnknown = error else { throw error }
      home = nil
    }
    settings =
      try home.map { home throws(ResolutionError) in
        try RustSettings(at: home.settings, world)
      } ?? RustSettings()
  }

  private lazy var host = RustTarget.host(settings, world)

  private func isInstalled(_ name: Bytes) -> Bool {
    home.map { RustInstalled($0, world).contains(name) } ?? false
  }

  /// The file that holds the user's settings, else the administrator's.
  private var settingsFile: Path { home?.settings ?? RustSettings.fallback(world) }

  /// Visits the candidates, most binding first; the switch that turns tvm off is not among them.
  ///
  /// - Parameters:
  ///   - includingAbsent: whether to visit what is not there.
  ///   - visit: is given each candidate; returns whether to go on.
  func visit(includingAbsent: Bool, _ visit: (Candidate) -> Bool) {
    for name in [Variables.rustToolchain, Variables.rustVersion]
    where includingAbsent || world.setVariable(name) != nil {
      guard visit(variable(name)) else { return }
    }
    let start: Start
    do throws(ResolutionError) { start = try query.start(world) } catch {
      _ = visit(Candidate(place: .workingDirectory, finding: .failure(error)))
      return
    }
    // In each directory rustup's override comes before the files.
    var level = 0
    while let (override, above) = nearestOverride(start, from: level) {
      guard visitFiles(start, level..<above, includingAbsent, visit), visit(candidate(override))
      else { return }
      guard visitFiles(start, above..<(above + 1), includingAbsent, visit) else { return }
      level = above + 1
    }
    guard visitFiles(start, level..<start.levels, includingAbsent, visit),
      visit(defaultCandidate)
    else { return }
    _ = visit(Candidate(place: .path, finding: .system))
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
  func argument(_ text: Bytes) -> Candidate {
    Candidate(place: .argument) { () throws(ResolutionError) in
      if text.equals("msrv"), !isInstalled(text) {
        return .pins([try minimum()])
      }
      let source = Source.argument(text)
      let request = try RustRequest(text[...], host: host, source)
      return .pins([Pin(.rust(request), text: text, source)])
    }
  }

  private func minimum() throws(ResolutionError) -> Pin {
    let start = try query.start(world)
    let (written, path, line) = try CargoManifest.minimum(nearestTo: start, world)
    let source = Source.minimum(path, line: line)
    // To cargo 1 is a version, too.
    let text = written[...].decimal == nil ? written : written + ".0"
    guard let release = RustRelease(text[...]), release.version != nil else {
      throw .rust(.malformedName(text: written, source: source))
    }
    return Pin(.rust(.newest(release.completed(by: host))), text: text, source)
  }

  private func variable(_ name: StaticString) -> Candidate {
    let source = Source.variable(Literal(name))
    return Candidate(place: .variable(Literal(name))) { () throws(ResolutionError) in
      guard let value = world.setVariable(name) else { return .absent }
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

  private static let files = [
    RustToolchainFile.legacyName, RustToolchainFile.name, VersionFile.toolVersions.name,
  ]

  /// Visits the version files of some directories.
  private func visitFiles(
    _ start: Start, _ levels: Range<Int>, _ includingAbsent: Bool, _ visit: (Candidate) -> Bool
  ) -> Bool {
    let ascent = UpwardSearch(
      start: start, names: RustCandidates.files, levels: levels, limit: VersionFile.sizeLimit)
    var shadowed: UpwardSearch.Step?
    return world.visitFiles(ascent, includingAbsent: includingAbsent, visit) { step, reading in
      let path = ascent.path(step)
      switch step.index {
      case 0:
        // Of the two names in one directory the one without extension wins, as in rustup.
        let newer = ascent.step(after: step)
        if !world.read(ascent.path(newer), ascent.limit).isAbsent {
          shadowed = newer
          let loser = Candidate(place: .file(ascent.path(newer)), finding: .shadowed(by: path))
          guard visit(loser) else { return false }
        }
        return visit(candidate(reading, at: path))
      case 1: return step == shadowed || visit(candidate(reading, at: path))
      default: return visit(toolVersions(reading, at: path))
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
      throw .rust(.pathWithoutPrograms(folder.name, source: source))
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

  private var defaultCandidate: Candidate {
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
