internal import Resolution

/// Brings toolchains of moving channels up to date.
package struct RustUpdate: Sendable {
  /// What came of it.
  package enum Outcome: Equatable, Sendable {
    /// The toolchain was the newest already, or the newest that has all its components: the newest
    /// of all then lacks some.
    case unchanged(version: String, lacking: [String])
    /// The toolchain went from one version to another.
    case updated(from: String, to: String)
  }

  private let store: RustStore
  private let options: RustInstall.Options

  /// For the toolchains of a user.
  ///
  /// - Parameters:
  ///   - store: where they are.
  ///   - options: what an update may do.
  package init(_ store: RustStore, options: RustInstall.Options = .init()) {
    self.store = store
    self.options = options
  }

  /// The toolchains whose channels move.
  package var candidates: [RustToolchain] {
    store.toolchains.filter { toolchain in
      toolchain.kind == .complete
        && RustRelease(Bytes(toolchain.name.utf8)[...])?.isTracking == true
    }
  }

  /// The newest version of a toolchain's channel, or nil where the toolchain is that.
  ///
  /// - Parameter toolchain: a complete toolchain.
  /// - Returns: the version for people.
  /// - Throws: ``RustError``.
  package func newer(than toolchain: RustToolchain) throws(RustError) -> String? {
    guard let release = RustRelease(Bytes(toolchain.name.utf8)[...]) else { return nil }
    let hash = try hash(of: release)
    if store.updateHash(of: toolchain.name) == String(hash.prefix(20)) { return nil }
    guard let (manifest, _) = try store.server.manifest(of: release),
      manifest.contents != (try toolchain.manifest().contents)
    else { return nil }
    return manifest.version
  }

  /// Brings a toolchain up to date with all its components; the old one works until then and is kept
  /// for ``RustPrevious``.
  ///
  /// - Parameter name: the toolchain's full name.
  /// - Returns: what was done.
  /// - Throws: ``RustError``; the toolchain is as before then.
  package func update(_ name: String) throws(RustError) -> Outcome {
    let toolchain = store.toolchain(name)
    return try store.locked(name) { () throws(RustError) in
      switch toolchain.kind {
      case nil: throw .notInstalled(name, nearest: nil)
      case .custom?: throw .linked(name)
      case .incomplete?: throw .incomplete(name)
      case .complete?: break
      }
      guard let release = RustRelease(Bytes(name.utf8)[...]) else { throw .linked(name) }
      let old = try toolchain.manifest()
      let newest = try hash(of: release)
      if store.updateHash(of: name) == String(newest.prefix(20)) {
        return .unchanged(version: old.version, lacking: [])
      }
      let installed = try toolchain.components()
      let offer: RustOffer
      do throws(RustError) {
        offer = try RustOffer(
          release, store, allowsDowngrade: options.allowsDowngrade,
          skipsMissing: options.skipsMissing, after: old.date
        ) { $0.renamed(installed) }
      } catch {
        guard release.isMovingNightly, case .unavailable(let missing, _, let newest) = error else {
          throw error
        }
        guard let newest else { return .unchanged(version: old.version, lacking: missing) }
        throw .unavailableUpdate(missing, toolchain: name, newest: newest)
      }
      if offer.manifest.contents == old.contents {
        try store.writeUpdateHash(offer.hash, of: name)
        return .unchanged(version: old.version, lacking: [])
      }
      try RustBuild(
        store: store, name: name, manifest: offer.manifest, hash: offer.hash,
        wanted: offer.components
      ).run(over: toolchain, keepsPrevious: true)
      store.events.ends("rust \(name)", nil)
      return .updated(from: old.version, to: offer.manifest.version)
    }
  }

  private func hash(of release: RustRelease) throws(RustError) -> String {
    guard let hash = try store.server.hash(of: release) else {
      throw .noRelease(release.name.text, server: store.server.base)
    }
    return hash
  }
}
