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
  package init(of name: RustToolchainName, _ store: RustStore) {
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
    /// The same without the target: `clippy`, `rust-std`.
    package let packageName: String
    /// Whether the toolchain has it, or before a change had it.
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
    let installed = try toolchain.components()
    let selection = store.selection(try toolchain.manifest(), toolchain.name)
    let offered = selection.manifest.components(for: selection.host)
      .filter { selection.manifest.archive(of: $0) != nil }
    return (onlyInstalled ? installed : offered + installed).uniqued
      .map { selection.entry($0, isInstalled: installed.contains($0)) }
      .sorted { ($0.component.name, $0.shortName) < ($1.component.name, $1.shortName) }
  }

  /// Adds components.
  ///
  /// - Parameters:
  ///   - wish: what to add; its profile does not count.
  ///   - target: the target of the components, if not the host.
  /// - Returns: what the wish names, and whether that was there before.
  /// - Throws: ``RustError``; the toolchain is as before then.
  package func add(
    _ wish: RustContents, target: String? = nil
  ) throws(RustError) -> [Entry] {
    try change { (selection, installed) throws(RustError) in
      var named: [ComponentID] = []
      for name in wish.components { named.append(try selection.component(name, target: target)) }
      let asked = (named + (try selection.components(of: RustContents(targets: wish.targets))))
        .uniqued
      let added = asked.filter { !installed.contains($0) }
      let unavailable = selection.unavailable(among: added)
      if !unavailable.isEmpty {
        let newest = RustFittingManifest.nightly(toolchain.name, with: installed + added, store)
        throw .unavailable(
          unavailable, release: toolchain.name, newest: newest?.manifest.date)
      }
      return Plan(
        wanted: installed + added, extensions: named.filter { added.contains($0) },
        entries: asked.map { selection.entry($0, isInstalled: installed.contains($0)) })
    }
  }

  /// Removes components.
  ///
  /// - Parameters:
  ///   - wish: what to remove; its profile does not count.
  ///   - target: the target of the components, if not the host.
  /// - Returns: what was removed.
  /// - Throws: ``RustError``; the toolchain is as before then.
  package func remove(
    _ wish: RustContents, target: String? = nil
  ) throws(RustError) -> [Entry] {
    try change { (selection, installed) throws(RustError) in
      var removed: [ComponentID] = []
      for name in wish.components { removed.append(try selection.component(name, target: target)) }
      removed += try selection.components(of: RustContents(targets: wish.targets))
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
      return Plan(
        wanted: installed.filter { !removed.contains($0) },
        entries: removed.uniqued.map { selection.entry($0, isInstalled: true) })
    }
  }

  /// What a change comes to.
  private struct Plan {
    /// All components that the toolchain is to have.
    let wanted: [ComponentID]
    /// Those of them that are new and were named.
    var extensions: [ComponentID] = []
    /// What was asked for.
    let entries: [Entry]
  }

  private func change(
    _ plan: (RustSelection, [ComponentID]) throws(RustError) -> Plan
  ) throws(RustError) -> [Entry] {
    try store.locked(toolchain.name) { () throws(RustError) in
      try toolchain.checkIsComplete()
      let manifest = try toolchain.manifest()
      let installed = try toolchain.components()
      let plan = try plan(store.selection(manifest, toolchain.name), installed)
      if plan.wanted != installed {
        try RustBuild(
          store: store, name: toolchain.name, manifest: manifest, hash: nil, wanted: plan.wanted,
          added: plan.extensions
        ).run(over: toolchain)
      }
      return plan.entries
    }
  }
}

extension RustSelection {
  /// A component as lists show it.
  fileprivate func entry(_ component: ComponentID, isInstalled: Bool) -> RustComponents.Entry {
    let name = manifest.shortName(of: component.package)
    return RustComponents.Entry(
      component: component, shortName: manifest.shortName(of: component, host: host),
      fullName: component.target.map { "\(name)-\($0)" } ?? name,
      packageName: name, isInstalled: isInstalled)
  }
}
