package import Resolution

/// A place that serves Rust's releases by the dist protocol.
package struct RustServer: Sendable {
  /// The place as given, without slashes at its end: a URL or a folder.
  package let base: String

  private let network: Network

  /// Where Rust's own releases are, and what manifests say wherever they come from.
  package static let official = "https://static.rust-lang.org"

  /// The server that a user has chosen: `RUSTUP_DIST_SERVER`, else the older
  /// `RUSTUP_DIST_ROOT`, else the settings, else Rust's own.
  ///
  /// - Parameters:
  ///   - settings: may name a mirror.
  ///   - world: where variables are looked up.
  ///   - network: how to reach the outside.
  package init(_ settings: Settings, _ world: World, network: Network) {
    let chosen = world.setVariable(Variables.rustServer)?.text
    let root = world.setVariable(Variables.rustServerRoot).map { RustServer.server(of: $0.text) }
    base = RustServer.trimmed(
      chosen ?? root ?? settings.rustMirror?.text ?? RustServer.official)
    self.network = network
  }

  /// The server of a `RUSTUP_DIST_ROOT`, which names the folder of the manifests.
  private static func server(of root: String) -> String {
    let root = trimmed(root)
    return root.hasSuffix("/dist") ? String(root.dropLast("/dist".count)) : root
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    return text
  }

  /// The SHA-256 of the newest manifest of a release, in hex; nil where there is no such release.
  ///
  /// - Parameters:
  ///   - release: the channel or version.
  ///   - date: the day, if not the release's own.
  /// - Returns: 64 digits in lower case.
  /// - Throws: ``RustError/download(_:)``, ``RustError/manifest(url:_:)``.
  package func hash(of release: RustRelease, on date: String? = nil) throws(RustError) -> String? {
    let manifest = location(of: release, on: date)
    let url = manifest + ".sha256"
    guard let document = try document(Download(mirrors: [url])) else {
      // Of another day than was asked for nobody expects a manifest.
      if date == nil, try document(Download(mirrors: [manifest])) != nil {
        throw .manifest(url: manifest, .noHash)
      }
      return nil
    }
    let fileName = url.split(separator: "/").last.map { String($0.dropLast(".sha256".count)) } ?? ""
    guard let hash = ChecksumText.sha256(in: document.bytes, of: fileName) else {
      let kind = BodyKind(document.bytes)
      if kind != .other { throw .download(.notExpected(url: url, kind)) }
      throw .manifest(url: url, .hash(component: "the manifest"))
    }
    return hash
  }

  /// The newest manifest of a release; nil where there is no such release.
  ///
  /// - Parameters:
  ///   - release: the channel or version.
  ///   - date: the day, if not the release's own.
  /// - Returns: the manifest and its SHA-256.
  /// - Throws: ``RustError/download(_:)``, ``RustError/manifest(url:_:)``,
  ///   ``RustError/notTheRelease(_:found:server:)``.
  package func manifest(
    of release: RustRelease, on date: String? = nil
  ) throws(RustError) -> (manifest: RustManifest, hash: String)? {
    let url = location(of: release, on: date)
    var tries = 2
    while true {
      tries -= 1
      guard let hash = try hash(of: release, on: date) else { return nil }
      do throws(RustError) {
        guard let document = try document(Download(mirrors: [url], sha256: hash)) else {
          return nil
        }
        let manifest = try RustManifest(document.bytes, url: url)
        guard manifest.isFor(release) else {
          throw .notTheRelease(release, found: manifest.version, server: base)
        }
        return (manifest, hash)
      } catch {
        // A release may have come out between the two requests.
        guard case .download(.checksumMismatch) = error, tries > 0 else { throw error }
      }
    }
  }

  /// The list of all manifests that ever were, one a line.
  ///
  /// - Parameter etag: the validator of the copy at hand.
  /// - Returns: the list, or nil where the copy at hand is still good.
  /// - Throws: ``RustError/download(_:)``, ``RustError/noServer(_:)``.
  func list(etag: String?) throws(RustError) -> Document? {
    do throws(DownloadError) {
      return try Document.fetch(
        Download(mirrors: ["\(base)/manifests.txt"]), etag: etag, network: network)
    } catch { throw failure(error) }
  }

  /// Where an archive of a manifest is fetched: always below this server.
  ///
  /// Manifests keep the official URL wherever they come from, so that a toolchain never sticks to
  /// the mirror it was installed from. Some mirrors write their own into it.
  ///
  /// - Parameters:
  ///   - archive: the archive as the manifest names it.
  ///   - component: what is in it, for the error.
  ///   - manifest: the manifest.
  /// - Returns: a URL or path.
  /// - Throws: ``RustError/foreignArchive(component:url:manifest:server:)``.
  func location(
    of archive: RustManifest.Archive, _ component: ComponentID, in manifest: RustManifest
  ) throws(RustError) -> String {
    // Manifests of a mirror do not hold a user's name and password.
    for start in [RustServer.official, base, base.withoutCredentials]
    where archive.url.hasPrefix(start + "/") {
      let path = archive.url.dropFirst(start.count)
      if RustServer.leadsDown(path) { return base + path }
    }
    throw .foreignArchive(
      component: component.name, url: archive.url, manifest: manifest.origin, server: base)
  }

  /// Whether a path of plain names, as all of Rust's archives have, stays below where it starts.
  private static func leadsDown(_ path: Substring) -> Bool {
    path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).allSatisfy { name in
      !name.isEmpty && name != "." && name != ".." && name.utf8.allSatisfy(\.isPlain)
    }
  }

  /// Fetches and unpacks an archive.
  func unpack(_ unpack: Unpack, _ progress: @escaping @Sendable (UInt64, UInt64?) -> Void)
    throws(ArchiveError)
  {
    _ = try unpack.run(network: network, progress: progress)
  }

  private func location(of release: RustRelease, on date: String?) -> String {
    let day = date ?? release.date?.text
    let folder = day.map { "dist/\($0)" } ?? "dist"
    return "\(base)/\(folder)/channel-rust-\(release.channel.text).toml"
  }

  /// Keeps nothing any more of archives that are in place.
  func forget(_ archives: [RustManifest.Archive]) {
    network.kept?.remove(archives.map(\.sha256))
  }

  private func document(_ download: Download) throws(RustError) -> Document? {
    do throws(DownloadError) {
      return try Document.fetch(download, network: network)
    } catch {
      let failure = failure(error)
      if case .download(.notFound) = failure { return nil }
      throw failure
    }
  }

  /// What it means that a document could not be had.
  private func failure(_ error: DownloadError) -> RustError {
    switch error {
    case .unsupportedURL: return .noServer(error)
    case .notFound:
      guard let folder = try? LocalFile.path(of: base), !Folder.exists(Path(Bytes(folder.utf8)))
      else { return .download(error) }
      return .noServer(.notFound(url: base))
    default: return .download(error)
    }
  }
}

extension UInt8 {
  /// Whether the byte means itself in URLs, paths and records alike: a letter, a digit, or `._-+~`.
  var isPlain: Bool {
    isLetter || isDigit || [".", "_", "-", "+", "~"].contains(Unicode.Scalar(self))
  }
}
