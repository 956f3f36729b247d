internal import Resolution

/// Puts a toolchain together beside the one that is in its place, and exchanges the two at the end.
struct RustBuild {
  let store: RustStore
  let name: RustToolchainName
  let manifest: RustManifest
  /// The SHA-256 of the manifest as it was served; nil where the toolchain keeps its own.
  let hash: String?
  /// All components of the new toolchain.
  let wanted: [ComponentID]
  /// Those of them that a user has named to `component add`.
  var added: [ComponentID] = []

  /// Builds and places the toolchain; the caller holds its lock.
  ///
  /// - Parameters:
  ///   - existing: the toolchain in its place, whose files are used as far as they fit.
  ///   - isRepair: whether nothing of what is in its place is to be used.
  ///   - keepsPrevious: whether the old toolchain is kept to go back to.
  /// - Throws: ``RustError``; what is in its place is as before then.
  func run(
    over existing: RustToolchain?, isRepair: Bool = false, keepsPrevious: Bool = false
  ) throws(RustError) {
    let bench = try store.workbench(for: name)
    let former = store.updateHash(of: name)
    let record: ToolchainRecord
    if existing != nil { store.tellWhoRuns(store.toolchain(name).root, "rust \(name)") }
    Checkpoint.staged.pass()
    do throws(RustError) {
      let before = existing?.state
      let new = bench.appending("new")
      record = self.record(try fill(new, bench, from: isRepair ? nil : existing))
      // A power cut must not leave a toolchain of empty files under the name.
      try RustError.files { () throws(FileError) in try Folder.synchronize(new) }
      Checkpoint.unpacked.pass()
      let toolchain = store.toolchain(name)
      if let existing {
        // rustup takes no lock.
        guard existing.state == before else { throw .changedMeanwhile(name) }
        try RustError.files { () throws(FileError) in
          try RustSwap.exchange(new, with: toolchain.folder, on: bench)
          if keepsPrevious { try keep(new) }
        }
      } else {
        guard !Folder.isOccupied(toolchain.root) else { throw .changedMeanwhile(name) }
        try RustError.files { () throws(FileError) in
          try RustSwap.place(new, at: toolchain.root)
        }
      }
    } catch {
      store.discard(bench)
      throw error
    }
    Checkpoint.renamed.pass()
    store.server.forget(wanted.compactMap { manifest.archive(of: $0) })
    // First, so that nothing is left and a full disk has room for the rest.
    store.discard(bench)
    // Without it the toolchain is no less what it is.
    try? record.write(to: store.home.record(name))
    guard let hash else { return }
    try store.writeUpdateHash(hash, of: name)
    if keepsPrevious {
      // Without it the next update after going back looks into the manifest.
      try? KeptRecord(own: former, successor: RustStore.updateHash(hash))
        .write(to: store.home.previous(name).hash)
    }
  }

  /// What is to be noted: what has been unpacked now, and before of what is still there.
  private func record(_ packages: [ComponentPackage]) -> ToolchainRecord {
    let hashes = Set(wanted.compactMap { manifest.archive(of: $0)?.sha256 })
    let former = ToolchainRecord(at: store.home.record(name))
    let fresh = packages.map { ToolchainRecord.Archive(url: $0.location, sha256: $0.sha256) }
    let kept = (former?.archives ?? []).filter { old in
      hashes.contains(old.sha256) && !fresh.contains { $0.sha256 == old.sha256 }
    }
    // The manifest and its checksum come from where the archives are.
    return ToolchainRecord(
      kept + fresh, trust: .sameHost,
      checksums: hash == nil ? former?.checksums : manifest.origin, manifest: manifest.sha256)
  }

  /// Puts the new toolchain together.
  ///
  /// - Returns: the components that have been unpacked for it.
  private func fill(
    _ new: Path, _ bench: Path, from existing: RustToolchain?
  ) throws(RustError) -> [ComponentPackage] {
    let kept = try copy(existing, to: new)
    let extensions = (try existing?.extensions() ?? []).union(added)
    let fresh = wanted.filter { !kept.contains($0) }
    var packages: [ComponentPackage] = []
    for component in fresh {
      guard let archive = manifest.archive(of: component) else {
        throw .unavailable([component.name], release: name, newest: nil)
      }
      guard Digest.isHex(archive.sha256) else {
        throw .manifest(url: manifest.origin, .hash(component: component.name))
      }
      packages.append(
        ComponentPackage(
          component: component,
          location: try store.server.location(of: archive, component, in: manifest),
          sha256: archive.sha256,
          folder: bench.appending(Bytes("package-\(packages.count)".utf8))))
    }
    if !packages.isEmpty {
      store.events.begins("rust \(name)", store.server.base)
      let order = packages.sorted { $0.turn < $1.turn }
      try ComponentPackages(order, from: store.server, events: store.events).unpack()
    }
    for package in packages { try package.place(in: new) }
    try RustError.files { () throws(FileError) in
      try RustRecords.write(
        in: new, manifest: manifest.contents, installed: wanted, extensions: extensions)
    }
    return packages
  }

  /// Copies what stays of the toolchain in place.
  ///
  /// - Returns: the components that the copy has.
  private func copy(
    _ existing: RustToolchain?, to new: Path
  ) throws(RustError) -> Set<ComponentID> {
    guard let existing else {
      try RustError.files { () throws(FileError) in try Folder.create(new) }
      return []
    }
    let old = try existing.manifest()
    let installed = try existing.components()
    let kept = installed.filter { component in
      wanted.contains(component)
        && (hash == nil || old.archive(of: component) == manifest.archive(of: component))
    }
    // A component without a record is what another program's mishap has left: its files are replaced.
    let remains = wanted.filter { !installed.contains($0) && existing.files(of: $0) != nil }
    let omitted = installed.filter { !kept.contains($0) } + remains
    let copy = try RustTreeCopy(of: existing, to: new, without: omitted)
    try RustError.files { () throws(FileError) in try copy.make() }
    return Set(kept)
  }

  /// Keeps the old toolchain in place of an older one.
  private func keep(_ old: Path) throws(FileError) {
    let previous = store.home.previous(name)
    store.tellWhoRuns(previous.root, "what rust \(name) was before its last update")
    for path in [previous.hash, previous.record, previous.root] { try Folder.remove(path) }
    try Folder.create(store.home.previous)
    try Folder.rename(old, to: previous.root)
    // What is not noted is only less well known.
    try? Folder.rename(store.home.record(name), to: previous.record)
  }
}

extension ComponentPackage {
  /// When it is unpacked: first what takes as long as all others together, last what does not fit into
  /// the memory beside that and would only wait.
  fileprivate var turn: Int {
    switch component.package {
    case "rustc": 1
    case "llvm-tools-preview", "rust-docs", "rust-std", "rustc-dev": 3
    default: 2
    }
  }
}
