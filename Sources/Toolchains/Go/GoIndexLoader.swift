package import Resolution

/// Gets Go's index: what several mirrors have together is one index.
package struct GoIndexLoader: Sendable {
  private let home: Home
  private let mirrors: [GoMirror]
  private let network: Network
  private let platform: Platform
  /// The variable that names other places for the index.
  private let variable: StaticString

  /// A loader for the mirrors that a user has set.
  ///
  /// - Parameters:
  ///   - resolver: whose home and settings count.
  ///   - world: where variables are looked up.
  ///   - network: how to reach the outside.
  ///   - platform: whose releases count.
  package init(
    _ resolver: Resolver, _ world: World, network: Network, platform: Platform = .current
  ) {
    home = resolver.home
    let own = GoMirror.indexes(resolver.settings, world)
    mirrors = own.isEmpty ? GoMirror.all(resolver.settings, world) : own
    variable = own.isEmpty ? Variables.goMirror : Variables.goIndex
    self.network = network
    self.platform = platform
  }

  /// The index.
  ///
  /// Of a mirror that cannot be reached an older copy is used if there is one; one that has none is left
  /// out as long as another one has.
  ///
  /// - Parameters:
  ///   - freshness: how old a copy may be.
  ///   - isEnough: whether what some mirrors have is enough, so that the next ones are not asked.
  /// - Returns: the index, and what is to be said of mirrors whose word is old or missing.
  /// - Throws: ``IndexError``.
  package func load(
    _ freshness: Freshness, until isEnough: (GoIndex) -> Bool = { _ in false }
  ) throws(IndexError) -> (index: GoIndex, notes: [IndexNote]) {
    var indexes: [GoIndex] = []
    var notes: [IndexNote] = []
    var errors: [DownloadError] = []
    for (number, source) in sources.enumerated() {
      do throws(DownloadError) {
        let (index, stale) = try source.load(freshness, isLast: number + 1 == sources.count)
        indexes.append(index)
        if let stale { notes.append(.stale(stale)) }
        if isEnough(index) { return (GoIndex(union: indexes), notes) }
      } catch {
        if case .noCurl = error { throw .download(error, variable: variable.text) }
        notes.append(.leftOut(error))
        if case .everyMirror(let each) = error { errors += each } else { errors.append(error) }
      }
    }
    if indexes.isEmpty {
      let error = errors.count == 1 ? errors[0] : DownloadError.everyMirror(errors)
      throw .download(error, variable: variable.text)
    }
    let index = GoIndex(union: indexes)
    remember(index)
    return (index, notes)
  }

  /// The copies at hand, however old, without any network.
  package var copyAtHand: GoIndex? {
    let copies = sources.compactMap { $0.copy()?.index }
    return copies.isEmpty ? nil : GoIndex(union: copies)
  }

  /// Why what the index has cannot be fetched, if that is known without an attempt.
  var unreachable: String? {
    network.isOffline && mirrors.contains { $0.folder == nil }
      ? "nothing is fetched offline" : nil
  }

  /// One for each mirror, so that another mirror's releases are never taken for this one's.
  private var sources: [GoMirrorIndex] {
    mirrors.map { GoMirrorIndex(mirror: $0, home: home, network: network, platform: platform) }
  }

  /// Notes the newest stable minor version, for those who ask without an index.
  private func remember(_ index: GoIndex) {
    guard let newest = index.newestStable else { return }
    let minor = GoVersion(newest.major, newest.minor).asWritten + Bytes("\n")
    if case .contents(minor) = World.live.read(home.goStable, 64) { return }
    // Without it what is installed decides.
    try? AtomicFile.write(minor, to: home.goStable, links: .never)
  }
}
