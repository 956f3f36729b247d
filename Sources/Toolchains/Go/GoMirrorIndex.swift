private import CLibc
internal import Resolution

/// The index of one mirror, with a copy in the cache.
struct GoMirrorIndex {
  let mirror: GoMirror
  let home: Home
  let network: Network
  let platform: Platform

  /// A copy in the cache.
  struct Copy {
    let index: GoIndex
    /// What the server said of it, behind the number of the place that it came from.
    let etag: String?
    let age: Int

    /// The server's word for the copy, which means nothing at another place.
    func etag(of location: Int) -> String? {
      guard let etag, etag.hasPrefix("\(location) ") else { return nil }
      let own = String(etag.dropFirst("\(location) ".count))
      return own.isEmpty ? nil : own
    }
  }

  /// The index.
  ///
  /// Where the mirror has none now, an older copy is used if there is one.
  ///
  /// - Parameters:
  ///   - freshness: how old a copy may be.
  ///   - isLast: whether there is no other mirror to ask.
  /// - Returns: the index, and why the copy it comes from could not be renewed, if so.
  /// - Throws: any ``DownloadError``.
  func load(
    _ freshness: Freshness, isLast: Bool
  ) throws(DownloadError) -> (index: GoIndex, stale: DownloadError?) {
    let copy = copy()
    if let copy, isFresh(copy, freshness) { return (copy.index, nil) }
    do throws(DownloadError) { return (try fetch(renewing: copy, isLast: isLast), nil) } catch {
      if case .noCurl = error { throw error }
      guard let copy else { throw error }
      return (copy.index, error)
    }
  }

  // MARK: - The copy

  private var file: Path {
    let hash = NameHash.of(Bytes(mirror.base.utf8), digits: 16)
    return home.own(.live).cache.appending("go-index").appending(
      hash + Bytes("-\(platform.system)-\(platform.architecture).json".utf8))
  }

  private var etagFile: Path { Path(file.bytes + Bytes(".etag")) }

  /// The copy at hand, however old; nil where there is none that can be used.
  func copy() -> Copy? {
    guard case .contents(let contents) = World.live.read(file, 32 << 20),
      // A damaged copy is as good as none: the cache may be deleted at any time.
      let index = try? GoIndex(json: contents, for: platform)
    else { return nil }
    var status = stat()
    let isKnown = file.bytes.withCString { stat($0, &status) } == 0
    var etag: String?
    if case .contents(let text) = World.live.read(etagFile, 4096) { etag = text.text }
    return Copy(
      index: index.from(etag.flatMap { location(of: $0) }), etag: etag,
      age: isKnown ? time(nil) - clibc_modified_seconds(&status) : Int.max)
  }

  /// The place whose number stands before a server's word for the copy.
  private func location(of etag: String) -> String? {
    guard let number = Int(etag.prefix { $0 != " " }),
      mirror.indexLocations.indices.contains(number)
    else { return nil }
    return mirror.indexLocations[number]
  }

  private func isFresh(_ copy: Copy, _ freshness: Freshness) -> Bool {
    // Another look at a folder costs nothing, and what was put there since is to be seen.
    if mirror.folder != nil { return false }
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
  }

  // MARK: - The mirror

  private func fetch(renewing copy: Copy?, isLast: Bool) throws(DownloadError) -> GoIndex {
    if let folder = mirror.folder, !Folder.exists(folder) { throw .notFound(url: mirror.base) }
    var errors: [DownloadError] = []
    for (number, location) in mirror.indexLocations.enumerated() {
      let isLastLocation = isLast && number + 1 == mirror.indexLocations.count
      do throws(DownloadError) {
        let document = try Document.fetch(
          Download(mirrors: [location]), etag: copy?.etag(of: number),
          network: isLastLocation ? network : network.withAlternative)
        guard let document else {
          guard let copy else { continue }
          keep(copy.index, etag: copy.etag)
          return copy.index
        }
        if let index = try? GoIndex(json: document.bytes, for: platform) {
          keep(index, etag: "\(number) \(document.etag ?? "")")
          return index.from(location)
        }
        errors.append(.notExpected(url: location, BodyKind(document.bytes)))
      } catch {
        if case .noCurl = error { throw error }
        errors.append(error)
        // A mirror that cannot be reached at all has no second place either.
        guard error.allowsAnotherLocation else { break }
      }
    }
    if let folder = mirror.folder, let index = GoIndex(folder: folder, platform) {
      return index.from(mirror.base)
    }
    throw errors.count == 1 ? errors[0] : .everyMirror(errors)
  }
}

extension DownloadError {
  /// Whether the same mirror may still have the index at another place.
  fileprivate var allowsAnotherLocation: Bool {
    switch self {
    case .notFound, .status, .redirect, .notExpected: true
    default: false
    }
  }
}
