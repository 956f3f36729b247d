private import CLibc
package import Resolution

/// The toolchains of one language: what every command asks, whatever the language.
package enum Store: Sendable {
  /// Go's.
  case go(GoStore)
  /// Rust's.
  case rust(RustStore)

  /// The toolchains of a language in the home of a resolver; `events` are told what goes on.
  package init(
    _ language: Language, _ resolver: Resolver, _ world: World, network: Network,
    events: InstallEvents
  ) throws {
    switch language {
    case .go: self = .go(GoStore(resolver, world, network: network, events: events))
    case .rust: self = .rust(try RustStore(resolver, world, network: network, events: events))
    }
  }

  /// The language.
  package var language: Language {
    switch self {
    case .go: .go
    case .rust: .rust
    }
  }

  // MARK: - Installing

  /// The pin that a text of the user's makes; without one, the newest stable release.
  package func pin(_ text: Bytes?) throws -> Pin {
    switch self {
    case .go(let store): try store.pin(text)
    case .rust(let store): try store.pin(text)
    }
  }

  /// Whether a word of the user's stands for what a project's file asks for.
  package func isAnsweredByProject(_ text: Bytes?) -> Bool {
    guard let text else { return true }
    return language == .rust && text.equals(RustStore.minimumWord)
  }

  /// What a place that asks for a toolchain comes to; nil for nothing that could be installed.
  package func asked(by candidate: Candidate) throws -> Asked? {
    switch self {
    case .go(let store): try store.asked(by: candidate)
    case .rust(let store): try store.asked(by: candidate)
    }
  }

  /// Installs what a pin asks for, unless all of it is there.
  package func install(_ pin: Pin, _ options: InstallOptions) throws -> InstallResult {
    try checkAccess()
    do {
      switch self {
      case .go(let store):
        var result = try GoInstall(store).install(pin, replacing: options.repairs)
        if options.mayBecomeDefault {
          do { result.isNewDefault = try store.makeDefault(result) } catch {
            // What was asked for is there, where nothing can be written, too.
            if result.outcome != .present { throw error }
          }
        }
        return result
      case .rust(var store):
        let skips = store.events.skips
        store.events.skips = { skips(AskedError.naming(pin.source, $0)) }
        return try store.install(pin, options)
      }
    } catch {
      throw AskedError.naming(pin.source, error)
    }
  }

  // MARK: - Choosing

  /// What a request comes to that is to be used; for a project file one release.
  package func choice(_ text: Bytes?, forProjectFile: Bool = false) throws -> Choice {
    switch self {
    case .go(let store): try store.choice(text, isExact: forProjectFile)
    case .rust(let store): try store.choice(text)
    }
  }

  /// Sees that nobody else can change what is going to be run.
  ///
  /// - Throws: ``StoreError/exposed(_:_:)``; root is only told whose a home is, and everybody of a folder
  ///   in which others can add something and change nothing.
  private func checkAccess() throws(StoreError) {
    let (paths, events) =
      switch self {
      case .go(let store): (store.home.guarded, store.events)
      case .rust(let store): (store.home.guarded + home.guarded, store.events)
      }
    var note: String?
    for path in paths + home.own(.live).guarded {
      guard let access = ForeignAccess(of: path) else { continue }
      let isNoted = access.isForeign ? geteuid() == 0 : Folder.isSticky(path)
      guard isNoted else { throw .exposed(path, access) }
      note = note ?? "\(path.bytes.shown) \(access)"
    }
    if let note { events.warns(note) }
  }

  /// Installs what is to be pinned in a directory, or with nil to be the user-wide default; nil where
  /// nothing had to be looked at.
  package func install(_ choice: Choice, for directory: Path?) throws -> InstallResult? {
    try checkAccess()
    switch self {
    case .go(let store):
      try store.installIfNeeded(choice.pin)
      return nil
    case .rust(let store): return try store.install(choice, for: directory)
    }
  }

  /// The pin of a directory, in the file that decides there, as it will be; nothing is written yet.
  package func pin(_ choice: Choice, in directory: Path) throws -> VersionPin {
    let (kind, file) = language.deciding(in: directory)
    return switch kind {
    case .goVersion: try GoPin(file: file).pin(choice.written)
    case .rustToolchain, .rustToolchainTOML: try RustPin(file: file).pin(choice.written)
    case .toolVersions: try ToolVersionsPin(file: file, language: language).pin(choice.written)
    }
  }

  /// The toolchain line of the project file that decides in a directory, as it will be, maybe further
  /// up; nil for a language whose project files have none.
  package func projectPin(_ choice: Choice, in directory: Path) throws -> VersionPin? {
    guard case .go(let store) = self else { return nil }
    return try store.modulePin(choice, in: directory)
  }

  /// Sees that a pin meets what the project of a directory needs at least.
  package func checkMinimum(of choice: Choice, in directory: Path) throws {
    if case .go(let store) = self { try store.checkMinimum(of: choice.pin, in: directory) }
  }

  /// What is to be said of a pin before it is written.
  package func notes(onPinning choice: Choice) throws -> [StoreNote] {
    switch self {
    case .go: []
    case .rust(let store): try store.notes(onPinning: choice)
    }
  }

  /// The user-wide default as it is written; nil for none.
  package var defaultRequest: Bytes? {
    switch self {
    case .go(let store): store.defaultRequest
    case .rust(let store): store.settings.defaultToolchain?.name
    }
  }

  /// Sets the user-wide default, or removes it with nil.
  package func setDefault(_ choice: Choice?) throws {
    switch self {
    case .go(let store): try GoDefault(store.home).write(choice?.asDefault)
    case .rust(let store): try RustSettingsFile(store.home).setDefault(choice?.asDefault)
    }
  }

  /// What makes a request, which must be installed, hold for a process and all its children; or for a
  /// shell wherever it goes, where it may be overridden in turn.
  package func override(_ text: Bytes?, isForShell: Bool) throws -> EnvironmentEdit {
    switch self {
    case .go(let store):
      let pin = try store.pin(text)
      try store.checkIsInstalled(pin)
      return EnvironmentEdit(Variables.goVersion, pin.text)
    case .rust(let store):
      let request = try store.installedRequest(text)
      // rustup's own variable comes before all others, and children may have set it.
      guard isForShell else { return EnvironmentEdit(Variables.rustToolchain, request.name) }
      // There is another project with another minimum.
      let isFixed = text.map { !isAnsweredByProject($0) } ?? false
      return EnvironmentEdit(Variables.rustVersion, isFixed ? text : request.name)
    }
  }

  // MARK: - Updating

  /// The toolchains that follow what is released under their names; nil where nothing ever changes
  /// under a name.
  private var moving: RustStore? {
    switch self {
    case .go: nil
    case .rust(let store): store
    }
  }

  /// Whether newer releases of the language appear under the names of older ones.
  package var hasChannels: Bool { moving != nil }

  /// The installed toolchains that an update may change.
  package func updatable() throws -> [Bytes] {
    try moving.map { try RustUpdate($0).candidates.map(\.name.bytes) } ?? []
  }

  /// Brings a toolchain up to date; nil where nothing ever changes under its name.
  package func update(_ name: Bytes, _ options: InstallOptions) throws -> UpdateOutcome? {
    guard let moving else { return nil }
    try checkAccess()
    return try RustUpdate(moving, options: RustInstall.Options(options)).update(moving.name(name))
  }

  /// The version to which an update would bring a toolchain; nil where it would leave it.
  package func newer(than name: Bytes, _ options: InstallOptions) throws -> String? {
    guard let moving else { return nil }
    return try RustUpdate(moving, options: RustInstall.Options(options))
      .newer(than: moving.toolchain(moving.name(name)))
  }

  /// The full name of the toolchain that a text asks for.
  package func fullName(_ text: Bytes?) throws -> Bytes {
    try moving?.name(text).bytes ?? pin(text).text
  }

  /// The toolchains of which it is kept what they were before their last update.
  package var kept: [Bytes] { moving.map { RustPrevious($0).names.map(\.bytes) } ?? [] }

  /// Goes back to what a toolchain was before its last update, or forth again: the version that is
  /// there now; nil where nothing ever changes under its name.
  package func rollBack(_ name: Bytes) throws -> String? {
    try moving.map { try RustPrevious($0).rollBack(RustToolchainName(name)) }
  }

  /// Removes what a toolchain was before its last update; how many bytes that frees.
  package func prune(_ name: Bytes) throws -> Int {
    try moving.map { try RustPrevious($0).prune(RustToolchainName(name)) } ?? 0
  }

  /// Removes what processes that died have left, and gives back what one of them had in its hands.
  package func clean() {
    switch self {
    case .go(let store): Staging.clean(store.home)
    case .rust(let store): store.clean()
    }
  }

  // MARK: - Removing and linking

  /// The installed toolchain that a text names, which must be exactly one.
  package func find(_ text: Bytes) throws -> Bytes {
    switch self {
    case .go(let store): try store.find(text)
    case .rust(let store): try store.find(text).bytes
    }
  }

  /// Why a user should not be surprised that a toolchain is gone.
  package func notes(on name: Bytes, _ active: Active?) -> [StoreNote] {
    var notes: [StoreNote] = []
    if let active, active.name == name { notes.append(.isActive(language, name, active.source)) }
    switch self {
    case .go(let store): notes += store.notes(on: name, active)
    case .rust(let store): notes += store.notes(on: name)
    }
    return notes
  }

  /// Removes a toolchain that ``find(_:)`` has found, by force even while a process runs from it; of a
  /// link only the link.
  package func remove(_ name: Bytes, force: Bool) throws {
    switch self {
    case .go(let store): try GoUninstall(store).remove(name, force: force)
    case .rust(let store):
      try RustUninstall(store).remove(RustToolchainName(name), force: force)
    }
  }

  /// The language whose toolchain a physical folder is: the one that the user has named, if any.
  package static func language(of folder: Path, named: Language?) throws(StoreError) -> Language {
    let held = Language.allCases.filter { language in
      switch language {
      case .go: GoLink.isToolchain(folder)
      case .rust: RustLink.isToolchain(folder)
      }
    }
    // Rust's own tree may bring a Go along for its tests, and not the other way round.
    guard let found = named ?? held.last, held.contains(found) else {
      throw .notAToolchain(folder, named, holds: held.first)
    }
    return found
  }

  /// Links a physical folder under a name; false where the link led there already.
  package func link(_ name: Bytes, to folder: Path) throws -> Bool {
    switch self {
    case .go(let store): try GoLink(store).make(name, to: folder)
    case .rust(let store): try RustLink(store).make(name, to: folder)
    }
  }

  // MARK: - Listing

  /// The installed toolchains; throws where they cannot be read.
  package func list() throws -> [InstalledToolchain] {
    var toolchains =
      switch self {
      case .go(let store): try store.list()
      case .rust(let store): try store.list()
      }
    let folders = toolchains.indices.filter { toolchains[$0].link == nil }
    let sizes = KnownSizes(language, in: home).sizes(of: folders.map { toolchains[$0].root })
    for (index, size) in zip(folders, sizes) { toolchains[index].size = size }
    return toolchains
  }

  /// The names of the installed toolchains as they are typed.
  package var names: [Bytes] {
    switch self {
    case .go(let store): store.installed.versions.sorted().map(\.name) + store.installed.links
    case .rust(let store): store.shortNames
    }
  }

  /// The names of releases that are known without asking anybody, as they are typed.
  package var knownReleases: [Bytes] {
    switch self {
    case .go(let store): store.index.copyAtHand?.releases.map(\.version.name) ?? []
    case .rust: RustRelease.channels.map { Bytes($0.utf8) }
    }
  }

  /// The releases that can be had, oldest first; without a request all of them, prereleases only on
  /// demand.
  package func releases(
    matching text: Bytes?, includesPrereleases: Bool, _ freshness: Freshness
  ) throws -> ReleaseList {
    switch self {
    case .go(let store):
      try store.releases(matching: text, includesPrereleases: includesPrereleases, freshness)
    case .rust(let store):
      try store.releases(matching: text, includesPrereleases: includesPrereleases, freshness)
    }
  }

  /// Which toolchain a place that asks for one means today, in lines that are the same on every machine.
  package func keyLines(of candidate: Candidate) throws -> [String] {
    if case .pins(let pins) = candidate.finding, pins.first?.request == .system {
      return ["\(language.name) system"]
    }
    switch self {
    case .go(let store): return try store.keyLines(of: candidate)
    case .rust(let store): return try store.keyLines(of: candidate)
    }
  }

  private var home: Home {
    switch self {
    case .go(let store): store.home
    case .rust(let store): store.resolver.home
    }
  }
}
