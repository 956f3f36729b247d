internal import Resolution

/// Brings toolchains of moving channels up to date.
package struct RustUpdate: Sendable {
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
    get throws(RustError) {
      try store.toolchains.filter { toolchain in
        toolchain.kind == .complete && toolchain.name.release?.isTracking == true
      }
    }
  }

  /// The version to which an update would bring a toolchain, or nil where it would leave it.
  ///
  /// - Parameter toolchain: the toolchain.
  /// - Returns: the version for people.
  /// - Throws: ``RustError``.
  package func newer(than toolchain: RustToolchain) throws(RustError) -> String? {
    guard case .newer(let offer) = try plan(for: toolchain) else { return nil }
    return offer.manifest.version
  }

  /// Brings a toolchain up to date with all its components; the old one works until then and is kept
  /// for ``RustPrevious``.
  ///
  /// - Parameter name: the toolchain's full name.
  /// - Returns: what was done.
  /// - Throws: ``RustError``; the toolchain is as before then.
  package func update(_ name: RustToolchainName) throws(RustError) -> UpdateOutcome {
    let toolchain = store.toolchain(name)
    return try store.locked(name) { () throws(RustError) in
      switch try plan(for: toolchain) {
      case .renewHash(let hash, let version):
        try toolchain.checkIsWhole()
        try store.writeUpdateHash(hash, of: name)
        return .unchanged(version: version, lacking: [])
      case .stay(let version, let lacking):
        try toolchain.checkIsWhole()
        return .unchanged(version: version, lacking: lacking)
      case .newer(let offer):
        let version = try toolchain.manifest().version
        try RustBuild(
          store: store, name: name, manifest: offer.manifest, hash: offer.hash,
          wanted: offer.components
        ).run(over: toolchain, keepsPrevious: true)
        store.events.ends("rust \(name)", nil)
        return .updated(from: version, to: offer.manifest.version)
      }
    }
  }

  /// What an update would do.
  private enum Plan {
    /// There is something newer that has all components.
    case newer(RustFittingManifest)
    /// It is the newest, and only the note of that is missing or wrong.
    case renewHash(String, version: String)
    /// It is the newest that has all components; the newest of all lacks some.
    case stay(version: String, lacking: [String])
  }

  private func plan(for toolchain: RustToolchain) throws(RustError) -> Plan {
    let name = toolchain.name
    try toolchain.checkIsComplete()
    guard let release = name.release else { throw .linked(name) }
    let old = try toolchain.manifest()
    let newest = try hash(of: release)
    if store.updateHash(of: name) == RustStore.updateHash(newest) {
      return .stay(version: old.version, lacking: [])
    }
    let installed = try toolchain.components()
    let offer: RustFittingManifest
    do throws(RustError) {
      offer = try RustFittingManifest(
        release, store, allowsDowngrade: options.allowsDowngrade,
        skipsMissing: options.skipsMissing, after: old.date
      ) { $0.renamed(installed) }
    } catch {
      guard release.isMovingNightly, case .unavailable(let missing, _, let newest) = error else {
        throw error
      }
      guard let newest else { return .stay(version: old.version, lacking: missing) }
      throw .unavailableUpdate(missing, toolchain: name, newest: newest)
    }
    return offer.manifest.contents == old.contents
      ? .renewHash(offer.hash, version: old.version) : .newer(offer)
  }

  private func hash(of release: RustRelease) throws(RustError) -> String {
    guard let hash = try store.server.hash(of: release) else {
      throw .noRelease(RustToolchainName(release), server: store.server.base, newest: nil)
    }
    return hash
  }
}
