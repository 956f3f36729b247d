private import CLibc
package import Resolution

/// Gets Go's index from mirrors, with a copy in the cache.
package struct GoIndexLoader: Sendable {
  private let home: Home
  private let mirrors: [GoMirror]
  private let network: Network
  private let platform: Platform

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
    mirrors =
      resolver.settings.goIndex.map { [GoMirror($0.text)] }
      ?? GoMirror.all(resolver.settings, world)
    self.network = network
    self.platform = platform
  }

  /// The index.
  ///
  /// Where no mirror can be reached, an older copy is used if there is one.
  ///
  /// - Parameter freshness: how old a copy may be.
  /// - Returns: the index, and why the copy it comes from could not be renewed, if so.
  /// - Throws: ``IndexError``.
  package func load(
    _ freshness: Freshness
  ) throws(IndexError) -> (index: GoIndex, stale: DownloadError?) {
    let copy = cached()
    if let copy, isFresh(copy, freshness) { return (copy.index, nil) }
    do throws(IndexError) { return (try fetch(renewing: copy), nil) } catch {
      guard let copy, case .download(let reason) = error else { throw error }
      return (copy.index, reason)
    }
  }

  /// Why what the index has cannot be fetched, if that is known without an attempt.
  var unreachable: String? {
    network.isOffline && mirrors.contains { $0.folder == nil }
      ? "nothing is fetched offline" : nil
  }

  /// The copy at hand, however old, without any network.
  package var copyAtHand: GoIndex? { cached()?.index }

  // MARK: - The copy

  private struct Copy {
    let index: GoIndex
    /// What the server said of it, behind the place that it came from.
    let etag: String?
    let age: Int

    /// The server's word for the copy, which means nothing to another server: the file has the
    /// place that it came from before it.
    func etag(of source: String) -> String? {
      guard let etag, etag.hasPrefix(source + " ") else { return nil }
      let own = String(etag.dropFirst(source.count + 1))
      return own.isEmpty ? nil : own
    }
  }

  /// One file for each list of mirrors, so that another mirror's releases are never taken for this
  /// one's.
  private var file: Path {
    let hash = NameHash.of(Bytes(mirrors.map(\.base).joined(separator: ",").utf8), digits: 16)
    return home.cache.appending("go-index").appending(
      hash + Bytes("-\(platform.system)-\(platform.architecture).json".utf8))
  }

  private var etagFile: Path { Path(file.bytes + Bytes(".etag")) }

  private func cached() -> Copy? {
    guard case .contents(let contents) = World.live.read(file, 32 << 20),
      // A damaged copy is as good as none: the cache may be deleted at any time.
      var index = try? GoIndex(json: contents, for: platform)
    else { return nil }
    var status = stat()
    let isKnown = file.bytes.withCString { stat($0, &status) } == 0
    var etag: String?
    if case .contents(let text) = World.live.read(etagFile, 4096) { etag = text.text }
    index.origin = etag.flatMap { origin(of: $0) }
    return Copy(
      index: index, etag: etag,
      age: isKnown ? time(nil) - clibc_modified_seconds(&status) : Int.max)
  }

  /// The place that stands before a server's word for the copy.
  private func origin(of etag: String) -> String? {
    let numbers = etag.prefix { $0 != " " }.split(separator: ".").compactMap { Int($0) }
    guard numbers.count == 2, mirrors.indices.contains(numbers[0]) else { return nil }
    let locations = mirrors[numbers[0]].indexLocations
    return locations.indices.contains(numbers[1]) ? locations[numbers[1]] : nil
  }

  private func isFresh(_ copy: Copy, _ freshness: Freshness) -> Bool {
    // Another look at a folder costs nothing, and what was put there since is to be seen.
    if mirrors.first?.folder != nil { return false }
    return switch freshness {
    case .any: true
    case .hour: network.isOffline || copy.age >= 0 && copy.age < 3600
    case .now: false
    }
  }

  private func keep(_ index: GoIndex, etag: String?) {
    // Without a copy the next command asks again: nothing is lost but time.
    guard let json = try? index.json(for: platform),
      (try? AtomicFile.write(json, to: file, links: .never)) != nil
    else { return }
    try? AtomicFile.write(Bytes((etag ?? "").utf8), to: etagFile, links: .never)
    if let newest = index.newestStable {
      let minor = GoVersion(newest.major, newest.minor).asWritten + Bytes("\n")
      if case .contents(minor) = World.live.read(home.goStable, 64) { return }
      try? AtomicFile.write(minor, to: home.goStable, links: .never)
    }
  }

  // MARK: - The mirrors

  private func fetch(renewing copy: Copy?) throws(IndexError) -> GoIndex {
    var errors: [DownloadError] = []
    for (number, mirror) in mirrors.enumerated() {
      if let folder = mirror.folder, !Folder.exists(folder) {
        errors.append(.notFound(url: mirror.base))
        continue
      }
      for (position, location) in mirror.indexLocations.enumerated() {
        let source = "\(number).\(position)"
        let document: Document?
        do throws(DownloadError) {
          document = try Document.fetch(
            Download(mirrors: [location]), etag: copy?.etag(of: source), network: network)
        } catch {
          if case .noCurl = error { throw .download(error) }
          errors.append(error)
          // A mirror that cannot be reached at all has no second place either.
          guard error.allowsAnotherLocation else { break }
          continue
        }
        guard let document else {
          if let copy {
            keep(copy.index, etag: copy.etag)
            return copy.index
          }
          continue
        }
        if var index = try? GoIndex(json: document.bytes, for: platform) {
          keep(index, etag: "\(source) \(document.etag ?? "")")
          index.origin = location
          return index
        }
        // A plain file server answers `?mode=json` with a page: the next place may have the index.
        guard position + 1 < mirror.indexLocations.count else { throw .notAnIndex(url: location) }
      }
      if let folder = mirror.folder, var index = GoIndex(folder: folder, platform) {
        index.origin = mirror.base
        return index
      }
    }
    throw .download(errors.count == 1 ? errors[0] : .everyMirror(errors))
  }
}

extension DownloadError {
  /// Whether the same mirror may still have the index at another place.
  fileprivate var allowsAnotherLocation: Bool {
    switch self {
    case .notFound, .status: true
    default: false
    }
  }
}
