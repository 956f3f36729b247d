import Resolution
import Toolchains

extension Check {
  /// Whether toolchains are whole, once there, and have room.
  package static let stores: [Check] = [
    Check(
      "stores.incomplete", .stores, "every Go toolchain of tvm is whole",
      looksAt: "the folder of Go toolchains",
      explanation: "a pin that asks for it fails, or an older one is taken", examine: incomplete),
    Check(
      "stores.machine", .stores, "every Go toolchain is built for this machine",
      looksAt: "bin/go of the toolchains of tvm",
      explanation: "go does not run: exec format error"
    ) { machine in
      GoStore.toolchains(of: machine, .tvm).compactMap { toolchain in
        guard let reason = Executable(toolchain.path.appending("bin/go"))?.reasonNotToRun else {
          return nil
        }
        return Finding(
          .failure, "\(machine.show(toolchain.path)) cannot run: \(reason)",
          remedy: Remedy(
            "install it again",
            lines: ShellLines(
              "tvm uninstall go \(toolchain.name)", "tvm install go \(toolchain.version)")))
      }
    },
    Check(
      "stores.duplicates", .stores, "no Go toolchain is there twice",
      looksAt:
        "tvm, ~/sdk, the module cache, goenv, gvm, asdf, mise, /usr/local/go, the distribution",
      explanation: "nothing breaks; each one takes some 250 MB", examine: duplicates),
    Check(
      "stores.leftovers", .stores, "nothing is left of interrupted installs",
      looksAt: "the folders where toolchains are put together",
      explanation: "nothing breaks, but the space is lost", examine: leftovers),
    Check(
      "stores.space", .stores, "there is room for another toolchain",
      looksAt: "the file systems of tvm's home and rustup's",
      explanation: "installs and builds stop with: no space left on device"
    ) { machine in
      var folders = [machine.home.root]
      // Without a home there is none, which other checks say.
      if let rust = try? RustHome(machine.world) { folders.append(rust.rustup) }
      var seen: [UInt64] = []
      return folders.compactMap { folder in
        let existing = folder.nearestExisting
        guard let device = FileStatus(existing)?.device, !seen.contains(device),
          let free = existing.freeBytes
        else { return nil }
        seen.append(device)
        let text = "\(free >> 20) MB are free where \(machine.show(folder)) is"
        if free > 1 << 30 { return Finding(.ok, text) }
        return Finding(
          free > 200 << 20 ? .warning : .failure, "only \(text)",
          remedy: Remedy(
            "make room; caches may be deleted at any time",
            lines: ShellLines("go clean -cache -modcache", "tvm list")))
      }
    },
  ]

  private static func incomplete(_ machine: Machine) -> [Finding] {
    let folder = machine.home.goToolchains
    return (machine.world.names(folder) ?? []).map(\.text).sorted().compactMap { name in
      let path = folder.appending(Bytes(name.utf8))
      let shown = machine.show(path)
      if let target = Folder.target(of: path), FileStatus(path) == nil {
        return Finding(
          .warning, "the link \(shown) leads to \(machine.show(target)), which does not exist",
          remedy: Remedy("remove the link", fixes: [.removeLink(path)]))
      }
      guard let version = Version(Bytes(name.utf8)[...]), version.name == Bytes(name.utf8),
        Folder.target(of: path) == nil
      else { return nil }
      let again = Remedy(
        "install it again",
        lines: ShellLines(
          "rm -rf \(Machine.quoted(path.bytes, for: machine.hookShell).text)",
          "tvm install go \(name)"))
      if machine.world.program(path.appending("bin/go")) == nil {
        return Finding(.failure, "\(shown) has no bin/go that can be run", remedy: again)
      }
      if let found = path.goVersion, found != name {
        return Finding(.failure, "\(shown) holds Go \(found)", remedy: again)
      }
      return nil
    }
  }

  private static func duplicates(_ machine: Machine) -> [Finding] {
    let all = GoStore.allCases.flatMap { GoStore.toolchains(of: machine, $0) }
    var versions: [String] = []
    for toolchain in all where !versions.contains(toolchain.version) {
      versions.append(toolchain.version)
    }
    // Counting takes tens of milliseconds for each toolchain.
    var sizesLeft = 4
    return versions.compactMap { version in
      let same = all.filter { $0.version == version }
      guard same.count > 1 else { return nil }
      let evidence = same.map { toolchain in
        sizesLeft -= 1
        let size = sizesLeft < 0 ? "" : ", \(Folder.size(of: toolchain.path) >> 20) MB"
        return "\(machine.show(toolchain.path)) (\(toolchain.store.rawValue)\(size))"
      }
      let lines = same.filter { $0.store.mayBeRemoved }.map {
        $0.store.removal($0, machine)
      }
      return Finding(
        .note, "Go \(version) is installed \(same.count) times", evidence: evidence,
        remedy: lines.isEmpty
          ? nil
          : Remedy(
            "remove those that nothing else uses", lines: ShellLines(posix: lines, fish: lines)))
    }
  }

  private static func leftovers(_ machine: Machine) -> [Finding] {
    var folders = [(machine.home.staging, machine.home.locks)]
    if let rust = try? RustHome(machine.world) {
      // Who has no rustup's home has nothing left in it.
      folders.append((rust.staging.appending("tmp"), rust.staging.appending("locks")))
    }
    return folders.flatMap { folder, locks -> [Finding] in
      (machine.world.names(folder) ?? []).sorted { $0.lexicographicallyPrecedes($1) }.compactMap {
        name in
        let path = folder.appending(name)
        guard FileStatus(link: path)?.kind == .folder, !name.text.hasPrefix("."),
          // An install that is under way holds the lock of this name.
          FileStatus(locks.appending(name)) == nil || Lock(free: name, folder: locks) != nil
        else { return nil }
        let size = Folder.size(of: path) >> 20
        return Finding(
          .warning, "\(machine.show(path)) is left of an interrupted install, \(size) MB",
          remedy: Remedy("clean it up, as the next install does", fixes: [.cleanUp(path)]))
      }
    }
  }
}
