internal import Resolution

/// Adds components to installed toolchains and removes them.
package struct RustComponents: Sendable {
  private let store: RustStore
  private let toolchain: RustToolchain

  /// For one toolchain.
  ///
  /// - Parameters:
  ///   - name: the toolchain's full name.
  ///   - store: where it is.
  package init(of name: String, _ store: RustStore) {
    self.store = store
    toolchain = store.toolchain(name)
  }

  /// A component that a toolchain may have.
  package struct Entry: Equatable, Sendable {
    /// The component.
    package let component: ComponentID
    /// The name for people: `clippy`, `rust-std-wasm32-wasip1`.
    package let shortName: String
    /// The same with the target in any case, as rustup lists it: `clippy-x86_64-unknown-linux-gnu`.
    package let fullName: String
    /// Whether the toolchain has it.
    package let isInstalled: Bool
  }

  /// The components that the toolchain has or can have, by name; needs no network.
  ///
  /// - Parameter onlyInstalled: whether only those that it has are wanted.
  /// - Returns: the components.
  /// - Throws: ``RustError``.
  package func list(onlyInstalled: Bool = false) throws(RustError) -> [Entry] {
    // One that lives elsewhere may be read.
    if !toolchain.hasRecords { try toolchain.checkIsComplete() }
    let manifest = try toolchain.manifest()
    let installed = try toolchain.components()
    let host = store.selection(manifest, toolchain.name).host
    let offered = manifest.components(for: host).filter { manifest.archive(of: $0) != nil }
    return (onlyInstalled ? installed : offered + installed).uniqued.map { component in
      let name = manifest.shortName(of: component.package)
      return Entry(
        component: component, shortName: manifest.shortName(of: component, host: host),
        fullName: component.target.map { "\(name)-\($0)" } ?? name,
        isInstalled: installed.contains(component))
    }.sorted { ($0.component.name, $0.shortName) < ($1.component.name, $1.shortName) }
  }

  /// Adds components.
  ///
  /// - Parameters:
  ///   - wish: what to add; its profile does not count.
  ///   - target: the target of the components, if not the host.
  /// - Returns: the names for people of those that were not there.
  /// - Throws: ``RustError``; the toolchain is as before then.
  package func add(
    _ wish: RustWish, target: String? = nil
  ) throws(RustError) -> [String] {
    try change { (selection, installed) throws(RustError) in
      var added: [ComponentID] = []
      for name in wish.components { added.append(try selection.component(name, target: target)) }
      let named = added.uniqued.filter { !installed.contains($0) }
      added += try selection.components(of: RustWish(targets: wish.targets))
      added = added.uniqued.filter { !installed.contains($0) }
      let unavailable = selection.unavailable(among: added)
      if !unavailable.isEmpty {
        let newest = RustOffer.nightly(toolchain.name, with: installed + added, store)
        throw .unavailable(
          unavailable, release: toolchain.name, newest: newest?.manifest.date)
      }
      return (installed + added, added, named)
    }
  }

  /// Removes components.
  ///
  /// - Parameters:
  ///   - wish: what to remove; its profile does not count.
  ///   - target: the target of the components, if not the host.
  /// - Returns: the names for people of those that were removed.
  /// - Throws: ``RustError``; the toolchain is as before then.
  package func remove(
    _ wish: RustWish, target: String? = nil
  ) throws(RustError) -> [String] {
    try change { (selection, installed) throws(RustError) in
      var removed: [ComponentID] = []
      for name in wish.components { removed.append(try selection.component(name, target: target)) }
      removed += try selection.components(of: RustWish(targets: wish.targets))
      for component in removed where !installed.contains(component) {
        throw .notInstalledComponent(
          selection.manifest.shortName(of: component, host: selection.host),
          toolchain: toolchain.name)
      }
      for component in removed where selection.isIndispensable(component) {
        throw .indispensable(
          selection.manifest.shortName(of: component, host: selection.host),
          toolchain: toolchain.name)
      }
      return (installed.filter { !removed.contains($0) }, removed.uniqued, [])
    }
  }

  private func change(
    _ plan: (RustSelection, [ComponentID]) throws(RustError) -> (
      wanted: [ComponentID], changed: [ComponentID], named: [ComponentID]
    )
  ) throws(RustError) -> [String] {
    try store.locked(toolchain.name) { () throws(RustError) in
      try toolchain.checkIsComplete()
      let manifest = try toolchain.manifest()
      let selection = store.selection(manifest, toolchain.name)
      let (wanted, changed, named) = try plan(selection, try toolchain.components())
      if !changed.isEmpty {
        try RustBuild(
          store: store, name: toolchain.name, manifest: manifest, hash: nil, wanted: wanted,
          added: named
        ).run(over: toolchain)
      }
      return changed.map { manifest.shortName(of: $0, host: selection.host) }
    }
  }
}
