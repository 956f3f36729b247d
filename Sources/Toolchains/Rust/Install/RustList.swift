internal import Resolution

extension RustStore {
  /// What is kept of toolchains that somebody else has removed, then the installed toolchains, those of
  /// rustup's included.
  func list() throws(RustError) -> [InstalledToolchain] {
    let entries = try self.entries
    return RustPrevious(self).orphans.map { orphan in
      InstalledToolchain(
        name: orphan.name.bytes, root: orphan.root, link: nil,
        problem: "uninstalled; a rollback copy remains: "
          + "tvm uninstall rust@\(orphan.name.quoted)")
    }
      + entries.map { toolchain in
        InstalledToolchain(
          name: toolchain.name.bytes, root: toolchain.root, link: toolchain.link,
          problem: toolchain.problem)
      }
  }

  /// Why a user should not be surprised that a toolchain is gone.
  func notes(on name: Bytes) -> [StoreNote] {
    settings.defaultToolchain?.name == name ? [.isDefault(.rust, name, request: nil)] : []
  }

  /// The releases whose names begin with a channel or a part of a version, or all, oldest first.
  func releases(
    matching prefix: Bytes?, includesPrereleases: Bool, _ freshness: Freshness
  ) throws(RustError) -> ReleaseList {
    let maxAge = isOffline || freshness == .any ? nil : freshness == .now ? 0 : 3600
    let (index, stale) = try RustIndex.load(from: server, resolver.home, maxAge: maxAge)
    var notes = stale.map { ["warning: using the cached list: \($0)"] } ?? []
    if !index.isList {
      notes.append("note: the mirror has no list of releases; these are its current channels")
    }
    let releases = index.releases.filter { release in
      guard let prefix = prefix?.text else { return includesPrereleases || release.isStable }
      return release.name == prefix || release.name.hasPrefix(prefix + ".")
        || release.name.hasPrefix(prefix + "-")
    }
    return ReleaseList(
      releases: releases.map { release in
        let name = Bytes(release.name.utf8)
        let full = RustRelease(name[...])?.completed(by: host).name
        return ReleaseList.Release(
          name: name, isStable: release.isStable,
          isInstalled: toolchain(RustToolchainName(full ?? name)).kind == .complete, size: nil)
      }, notes: notes)
  }

  /// The names of the installed toolchains, without this machine's platform.
  var shortNames: [Bytes] {
    let platform = Bytes("-") + host.name
    // A completion has nobody to tell an error to.
    return ((try? toolchains) ?? []).filter { $0.kind != .incomplete }.map { toolchain in
      let name = toolchain.name.bytes
      return name.suffix(platform.count) == platform[...]
        ? Bytes(name.dropLast(platform.count)) : name
    }
  }
}

extension RustToolchain {
  /// What is wrong with it, and the command that helps.
  fileprivate var problem: String? {
    switch kind {
    case .incomplete: return "incomplete: tvm install --repair rust@\(name.quoted)"
    case .custom where !RustLink.isToolchain(root):
      return "empty: tvm uninstall rust@\(name.quoted)"
    case nil: return "broken link: tvm uninstall rust@\(name.quoted)"
    case .complete:
      return missingFiles.first.map {
        "damaged (no \($0.shown)): tvm install --repair rust@\(name.quoted)"
      }
    case .custom: return nil
    }
  }
}
