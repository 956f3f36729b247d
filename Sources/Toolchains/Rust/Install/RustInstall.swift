package import Resolution

/// Installs Rust releases and completes installed ones: invisible until complete.
package struct RustInstall: Sendable {
  /// What an installation may do beyond the usual.
  package struct Options: Sendable {
    /// Whether an older nightly may be taken where the newest lacks a component.
    package var allowsDowngrade = false
    /// Whether components that do not exist or were not built are left out.
    package var skipsMissing = false
    /// Whether a toolchain may be one that cannot run here.
    package var forcesNonHost = false
    /// Whether what is there is replaced whole.
    package var repairs = false

    /// The usual options.
    package init() {}
  }

  private let store: RustStore
  private let options: Options

  /// An installer.
  ///
  /// - Parameters:
  ///   - store: where to.
  ///   - options: what it may do.
  package init(_ store: RustStore, options: Options = Options()) {
    self.store = store
    self.options = options
  }

  /// Installs a release unless it is there, with all that is wished for.
  ///
  /// - Parameters:
  ///   - release: the release; its platform is complete.
  ///   - wish: what it is to have.
  /// - Returns: what was done.
  /// - Throws: ``RustError``; the installed toolchains are as before then.
  package func install(
    _ release: RustRelease, _ wish: RustContents
  ) throws(RustError) -> InstallOutcome {
    let name = RustToolchainName(release)
    let toolchain = store.toolchain(name)
    if !options.repairs, toolchain.kind == .complete, store.updateHash(of: name) != nil,
      toolchain.missingFiles.isEmpty, has(toolchain, wish)
    {
      store.clean()
      return .present
    }
    if toolchain.kind == nil, !options.forcesNonHost, !release.target.runs(on: store.host) {
      throw .nonHost(name, target: release.target.name.text)
    }
    let outcome: InstallOutcome
    do throws(RustError) { outcome = try settle(toolchain, release, wish) } catch {
      // rustup, which takes no lock, may just have installed the same.
      guard case .changedMeanwhile = error, options.repairs || toolchain.kind != .incomplete else {
        throw error
      }
      outcome = try settle(toolchain, release, wish)
    }
    if outcome != .present { store.events.ends("rust \(name)", nil) }
    return outcome
  }

  /// Sees that a toolchain of the user's own has all that is wished for; it is never changed.
  ///
  /// - Parameters:
  ///   - name: the toolchain's name.
  ///   - wish: what it is to have.
  /// - Throws: ``RustError/linked(_:)`` where something would have to be done,
  ///   ``StoreError/notAToolchain(_:_:holds:)``, ``StoreError/notInstalled(_:_:nearest:)``.
  package func check(_ name: RustToolchainName, _ wish: RustContents) throws(RustError) {
    let toolchain = store.toolchain(name)
    guard toolchain.kind != nil else { throw store.notInstalled(name) }
    guard RustLink.isToolchain(toolchain.root) else {
      throw .store(.notAToolchain(toolchain.root, .rust))
    }
    if options.repairs { throw .linked(name) }
    if wish.isEmpty { return }
    guard toolchain.hasRecords,
      try missing(in: toolchain, try toolchain.manifest(), wish).isNothing
    else { throw .linked(name) }
  }

  /// Whether all that is wished for is there: needs no lock, so that it can be asked where nothing may
  /// be written.
  private func has(_ toolchain: RustToolchain, _ wish: RustContents) -> Bool {
    if wish.isEmpty { return true }
    // What is wrong is said by who holds the lock: here another process may be at work.
    guard let manifest = try? toolchain.manifest(),
      let missing = try? missing(in: toolchain, manifest, wish)
    else { return false }
    return missing.isNothing
  }

  /// What is wished for and not there.
  private struct Missing {
    /// What has to be there.
    var components: [ComponentID] = []
    /// What need not be there and was not built.
    var unbuilt: [ComponentID] = []
    /// Why other parts, which need not be there either, cannot be had.
    var unknown: [RustError] = []

    var isNothing: Bool { components.isEmpty && unbuilt.isEmpty && unknown.isEmpty }
  }

  private func missing(
    in toolchain: RustToolchain, _ manifest: RustManifest, _ wish: RustContents
  ) throws(RustError) -> Missing {
    let selection = store.selection(manifest, toolchain.name)
    let installed = try toolchain.components()
    var missing = Missing()
    for (name, found) in selection.parts(of: wish) {
      let isOptional = options.skipsMissing || wish.optional.contains(name)
      switch found {
      case .failure(let error):
        guard isOptional else { throw error }
        missing.unknown.append(error)
      case .success(let component) where installed.contains(component): break
      case .success(let component):
        // An older nightly may have it.
        let isOptional = isOptional && !options.allowsDowngrade
        if isOptional, manifest.archive(of: component) == nil {
          missing.unbuilt.append(component)
        } else {
          missing.components.append(component)
        }
      }
    }
    if wish.completesProfile, let profile = wish.profile {
      missing.components += try selection.profile(profile).filter { !installed.contains($0) }
    }
    missing.components = missing.components.uniqued
    return missing
  }

  /// Does what the state of the toolchain calls for.
  private func settle(
    _ toolchain: RustToolchain, _ release: RustRelease, _ wish: RustContents
  ) throws(RustError) -> InstallOutcome {
    let name = toolchain.name
    return try store.locked(name) { () throws(RustError) -> InstallOutcome in
      switch toolchain.kind {
      case nil:
        // A link that leads nowhere is somebody's all the same.
        guard !Folder.isOccupied(toolchain.root) else {
          throw .store(.occupied(.rust, name.bytes, by: toolchain.link ?? toolchain.root))
        }
        return try put(release, wish, over: nil)
      case .custom?:
        try check(name, wish)
        return .present
      case .incomplete?:
        guard options.repairs else { throw .incomplete(name) }
        return try put(release, wish, over: toolchain)
      case .complete?:
        if options.repairs { return try put(release, wish, over: toolchain) }
        try toolchain.checkIsWhole()
        return try complete(toolchain, wish)
      }
    }
  }

  /// Adds what is missing, from the manifest that the toolchain was installed from; where that lacks
  /// it and another nightly may be taken, from that.
  private func complete(
    _ toolchain: RustToolchain, _ wish: RustContents
  ) throws(RustError) -> InstallOutcome {
    let manifest = try toolchain.manifest()
    if store.updateHash(of: toolchain.name) == nil {
      // Whoever installed it died before the last step.
      try store.writeUpdateHash(manifest.sha256, of: toolchain.name)
    }
    let selection = store.selection(manifest, toolchain.name)
    let installed = try toolchain.components()
    let found = try missing(in: toolchain, manifest, wish)
    for error in found.unknown { store.events.skips(error) }
    if !found.unbuilt.isEmpty {
      let newest = RustFittingManifest.nightly(
        toolchain.name, with: installed + found.unbuilt, store)
      store.events.skips(
        RustError.unavailable(
          selection.unavailable(among: found.unbuilt), release: toolchain.name,
          newest: newest?.manifest.date))
    }
    let missing = found.components
    if missing.isEmpty { return .present }
    let unavailable = selection.unavailable(among: missing)
    if !unavailable.isEmpty {
      let newest = RustFittingManifest.nightly(toolchain.name, with: installed + missing, store)
      guard options.allowsDowngrade, isMoving(toolchain.name), let newest else {
        throw .unavailable(
          unavailable, release: toolchain.name, newest: newest?.manifest.date)
      }
      try RustBuild(
        store: store, name: toolchain.name, manifest: newest.manifest, hash: newest.hash,
        wanted: newest.components
      ).run(over: toolchain, keepsPrevious: true)
      return .installed(version: newest.manifest.version)
    }
    try RustBuild(
      store: store, name: toolchain.name, manifest: manifest, hash: nil,
      wanted: installed + missing
    ).run(over: toolchain)
    return .completed(missing.map { manifest.shortName(of: $0, host: selection.host) })
  }

  /// Whether another day's nightly may stand under the name: it must not name a day.
  private func isMoving(_ name: RustToolchainName) -> Bool {
    name.release?.isMovingNightly ?? false
  }

  private func put(
    _ release: RustRelease, _ wish: RustContents, over existing: RustToolchain?
  ) throws(RustError) -> InstallOutcome {
    let name = RustToolchainName(release)
    // What a damaged toolchain once had is had again, as far as that can be read.
    let former = (try? existing?.components()) ?? []
    let manifest = try? existing?.manifest()
    let hash = existing.flatMap { store.updateHash(of: $0.name) }
    if let existing, let manifest, try restore(existing, manifest, wish, former) {
      return .installed(version: manifest.version)
    }
    // What it was may be an older nightly, taken for what newer ones lack.
    let allowsDowngrade = options.allowsDowngrade || !former.isEmpty
    let offer = try RustFittingManifest(
      release, store, allowsDowngrade: allowsDowngrade && release.isMovingNightly,
      skipsMissing: options.skipsMissing
    ) { (selection) throws(RustError) in try components(selection, wish, former) }
    try RustBuild(
      store: store, name: name, manifest: offer.manifest, hash: offer.hash,
      wanted: offer.components
    ).run(over: existing, isRepair: true)
    let version = offer.manifest.version
    let isKnown = manifest != nil || hash != nil
    let isSame =
      manifest?.contents == offer.manifest.contents || hash == RustStore.updateHash(offer.hash)
    return release.isTracking && isKnown && !isSame
      ? .replaced(former: manifest?.version, version: version) : .installed(version: version)
  }

  /// Puts the release in place again that a toolchain is of, if its archives can still be had.
  ///
  /// - Returns: whether that was done.
  private func restore(
    _ toolchain: RustToolchain, _ manifest: RustManifest, _ wish: RustContents,
    _ former: [ComponentID]
  ) throws(RustError) -> Bool {
    let selection = store.selection(manifest, toolchain.name)
    let wanted = try components(selection, wish, former).uniqued
    guard selection.unavailable(among: wanted).isEmpty else { return false }
    do throws(RustError) {
      try RustBuild(
        store: store, name: toolchain.name, manifest: manifest, hash: nil, wanted: wanted
      ).run(over: toolchain, isRepair: true)
    } catch {
      switch error {
      case .archive(_, .download(.notFound)), .archive(_, .download(.status)), .foreignArchive:
        return false
      default: throw error
      }
    }
    if store.updateHash(of: toolchain.name) == nil {
      try store.writeUpdateHash(manifest.sha256, of: toolchain.name)
    }
    return true
  }

  /// What a toolchain is to consist of that once had some components.
  private func components(
    _ selection: RustSelection, _ wish: RustContents, _ former: [ComponentID]
  ) throws(RustError) -> [ComponentID] {
    var profile: [ComponentID] = []
    if former.isEmpty || wish.profile != nil {
      profile = try selection.profile(wish.profile ?? store.profile)
    } else if !former.contains(where: \.isCompiler) {
      profile = try selection.profile("minimal")
    }
    var named: [ComponentID] = []
    for (_, found) in selection.parts(of: wish) {
      do throws(RustError) { named.append(try found.get()) } catch {
        guard options.skipsMissing else { throw error }
        store.events.skips(error)
      }
    }
    return profile + former + named
  }
}

extension RustTarget {
  /// Whether programs of this platform can be expected to run on a host.
  fileprivate func runs(on host: RustTarget) -> Bool {
    guard system == host.system else { return false }
    if architecture == host.architecture { return true }
    let (own, others) = (architecture?.text, host.architecture?.text)
    // 32 bits beside 64, and what Rosetta translates.
    return own == "i686" && others == "x86_64"
      || own == "x86_64" && others == "aarch64" && system?.text == "apple-darwin"
  }
}

extension RustStore {
  /// Finds components in a toolchain's manifest.
  func selection(_ manifest: RustManifest, _ name: RustToolchainName) -> RustSelection {
    let target = name.release?.target ?? host
    return RustSelection(manifest: manifest, host: target.name.text, release: name)
  }
}

extension Array where Element: Hashable {
  /// The elements without repetitions, in their order.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
