private import CLibc
package import Resolution

/// All releases that ever came out, from the server's list of manifests.
package struct RustIndex: Sendable {
  /// One release.
  package struct Release: Equatable, Sendable {
    /// `1.95.0`, `1.96.0-beta.2`, or for a day's channel `nightly-2026-05-20`.
    package let name: String
    /// The day, as `YYYY-MM-DD`.
    package let date: String
    /// Whether it is a release version, no prerelease and no day of a channel.
    package let isStable: Bool
  }

  /// The releases, oldest first.
  package let releases: [Release]

  /// Whether the server has a list; else these are what its channels mean now.
  package let isList: Bool

  /// The releases of a list with one manifest a line:
  /// `static.rust-lang.org/dist/2015-05-15/channel-rust-1.0.0.toml`.
  ///
  /// - Parameter list: the list.
  package init(_ list: Bytes) {
    var releases: [Release] = []
    for line in list.split(separator: UInt8(ascii: "\n")) {
      let parts = Bytes(line.trimmed).text.split(separator: "/")
      guard parts.count >= 2, let file = parts.last, file.hasPrefix("channel-rust-"),
        file.hasSuffix(".toml")
      else { continue }
      let date = String(parts[parts.count - 2])
      let channel = String(file.dropFirst("channel-rust-".count).dropLast(".toml".count))
      guard let release = RustRelease(Bytes(channel.utf8)[...]), release.target.isEmpty,
        CalendarDay(date) != nil
      else { continue }
      let isVersion = channel.first?.isNumber == true
      // The day's `stable` is also listed under its version.
      if channel == "stable" { continue }
      releases.append(
        Release(
          name: isVersion ? channel : "\(channel)-\(date)", date: date,
          isStable: release.version != nil))
    }
    self.releases = releases
    isList = true
  }

  /// What the channels of a server without a list mean now: rustup does without one, so some mirrors do.
  private init(channelsOf server: RustServer) throws(RustError) {
    var releases: [Release] = []
    for channel in RustRelease.channels {
      guard let release = RustRelease(Bytes(channel.utf8)[...]),
        let (manifest, _) = try server.manifest(of: release)
      else { continue }
      let version = manifest.version.prefix { $0 != " " }
      let isStable = channel == "stable"
      releases.append(
        Release(
          name: isStable ? String(version) : "\(channel)-\(manifest.date)", date: manifest.date,
          isStable: isStable))
    }
    self.releases = releases.sorted { $0.date < $1.date }
    isList = false
  }

  /// The releases, from the server or from the copy of its list.
  ///
  /// - Parameters:
  ///   - server: where they come from.
  ///   - home: where the copy is kept.
  ///   - maxAge: how old the copy may be, in seconds; nil for any age.
  /// - Returns: the releases, and why the copy could not be renewed, if so.
  /// - Throws: ``RustError/download(_:)``, ``RustError/noServer(_:)``.
  package static func load(
    from server: RustServer, _ home: Home, maxAge: Int?
  ) throws(RustError) -> (index: RustIndex, stale: DownloadError?) {
    let file = copy(of: server, home)
    let etagFile = Path(file.bytes + Bytes(".etag"))
    var cached: Bytes?
    if case .contents(let list) = World.live.read(file, 64 << 20) { cached = list }
    if let cached {
      var status = stat()
      let isKnown = file.bytes.withCString { stat($0, &status) } == 0
      let age = isKnown ? time(nil) - clibc_modified_seconds(&status) : Int.max
      if maxAge.map({ age >= 0 && age < $0 }) ?? true { return (RustIndex(cached), nil) }
    }
    var etag: String?
    if cached != nil, case .contents(let text) = World.live.read(etagFile, 4096) {
      etag = text.text
    }
    do throws(RustError) {
      guard let document = try server.list(etag: etag) else {
        if let cached { try? AtomicFile.write(cached, to: file, links: .never) }
        return (RustIndex(cached ?? []), nil)
      }
      // Without a copy the next command asks again: nothing is lost but time.
      try? AtomicFile.write(document.bytes, to: file, links: .never)
      try? AtomicFile.write(Bytes((document.etag ?? "").utf8), to: etagFile, links: .never)
      return (RustIndex(document.bytes), nil)
    } catch {
      guard case .download(let reason) = error else { throw error }
      if let cached { return (RustIndex(cached), reason) }
      guard case .notFound = reason else { throw error }
      let index = try RustIndex(channelsOf: server)
      if index.releases.isEmpty { throw .noServer(reason) }
      return (index, nil)
    }
  }

  private static func copy(of server: RustServer, _ home: Home) -> Path {
    home.own(.live).cache.appending("rust-index").appending(
      NameHash.of(Bytes(server.base.utf8), digits: 16) + Bytes(".txt"))
  }
}

extension RustRelease {
  /// The names under which ever newer releases come out, the steadiest first.
  package static let channels = ["stable", "beta", "nightly"]
}
