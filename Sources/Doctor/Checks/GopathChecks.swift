import Resolution
import Shells
import Toolchains

extension Check {
  /// Whether Go can keep modules, programs and results of builds where it is told to.
  package static let gopath: [Check] = [
    Check(
      "gopath.goroot", .gopath, "GOPATH and caches are outside toolchains",
      looksAt: "GOPATH, GOBIN, GOMODCACHE, GOCACHE, and the directories that contain them",
      explanation:
        "Go does not work with a GOPATH that is its GOROOT, and what is kept in a toolchain is lost with it"
    ) { machine in
      // What nobody has set lies in GOPATH, or where no toolchain is.
      let folders =
        machine.goFolders(.path)
        + machine.goFolders(.bin, .modules, .builds).filter { $0.layer != .builtIn }
      return folders.compactMap { folder in
        guard let root = machine.goToolchain(around: folder.path) else { return nil }
        return machine.finding(
          .failure, "\(folder.text) is in the toolchain \(machine.show(root))", folder)
      }
    },
    Check(
      "gopath.entries", .gopath, "GOPATH is one directory", looksAt: "GOPATH",
      explanation: "go install and the module cache use only the first; tools look in all of them"
    ) { machine in
      let value = GoSettings(machine).goPath
      let entries = value.text.split(separator: ":", omittingEmptySubsequences: false)
      guard entries.count > 1, let first = machine.goFolders(.path).first else {
        return [Finding(.ok, "GOPATH is \(value.text), from \(machine.show(value.layer))")]
      }
      return [
        machine.finding(.warning, "GOPATH has \(entries.count) entries: \(value.text)", first)
      ]
    },
    Check(
      "gopath.absolute", .gopath, "all directories are absolute",
      looksAt: "GOPATH, GOBIN, GOMODCACHE, GOCACHE",
      explanation: "go stops at once: the path must be absolute"
    ) { machine in
      machine.goFolders(.path, .bin, .modules, .builds).compactMap { folder in
        guard !folder.path.isAbsolute, folder.path.bytes != Bytes("off") else { return nil }
        // The modules lie in GOPATH, which this check names.
        if folder.use == .modules, folder.layer == .builtIn { return nil }
        let finding = machine.finding(.failure, "\(folder.text) is not absolute", folder)
        let mends = machine.mends(ofTildeIn: folder)
        guard !mends.isEmpty else { return finding }
        return Finding(
          finding.verdict, finding.summary, evidence: finding.evidence,
          remedy: Remedy(
            "write $HOME, since a shell does not replace what stands within these quotes",
            fixes: mends, lines: machine.newShell))
      }
    },
    Check(
      "gopath.characters", .gopath, "paths contain only ASCII and no spaces",
      looksAt: "GOPATH, GOMODCACHE, GOCACHE",
      explanation: "cgo, make and many scripts cannot deal with such a path"
    ) { machine in
      machine.goFolders(.path, .modules, .builds).compactMap { folder in
        let bytes = folder.path.bytes
        guard bytes.contains(where: { $0.isBlank || $0 >= 0x80 }) else { return nil }
        // A home with such a name cannot be helped by a line in a file.
        let isOwn = folder.layer != .builtIn
        return machine.finding(
          isOwn ? .warning : .note, "\(folder.text) contains a space or a character beyond ASCII",
          folder)
      }
    },
    Check(
      "gopath.writable", .gopath, "all directories are writable",
      looksAt: "GOPATH, GOBIN, GOMODCACHE, GOCACHE and what is above them",
      explanation: "go get, go install and go build stop with: permission denied", examine: writable
    ),
    Check(
      "gopath.file-system", .gopath, "all directories are on a local disk",
      looksAt: "the file systems of GOPATH, GOBIN, GOMODCACHE and GOCACHE",
      explanation:
        "builds are slow or fail for lack of locks on a network, and a memory file system is lost"
    ) { machine in
      let home = FileStatus(machine.userHome)?.device
      return machine.goFolders(.path, .bin, .modules, .builds).compactMap { folder in
        guard folder.path.isAbsolute, let status = FileStatus(folder.path.nearestExisting),
          // Where the whole home is, the folders of Go may be, too.
          status.device != home
        else { return nil }
        let (verdict, place): (Verdict, String)
        switch folder.path.nearestExisting.fileSystem {
        case .local: return nil
        case .kernel: (verdict, place) = (.failure, "of the kernel, which stores nothing")
        case .memory: (verdict, place) = (.warning, "in memory")
        case .network: (verdict, place) = (.warning, "of a network")
        }
        return machine.finding(verdict, "\(folder.text) is on a file system \(place)", folder)
      }
    },
    Check(
      "gopath.cache-off", .gopath, "the build cache is not turned off", looksAt: "GOCACHE",
      explanation: "go build stops: build cache is disabled by GOCACHE=off, but required"
    ) { machine in
      machine.goFolders(.builds).compactMap { folder in
        guard folder.path.bytes == Bytes("off") else { return nil }
        return machine.finding(.failure, "GOCACHE is off", folder)
      }
    },
    Check(
      "gopath.project", .gopath, "GOPATH is not a project or your home directory",
      looksAt: "GOPATH, go.mod in it",
      explanation:
        "Go stops: go.mod exists but should not, or fills the home directory with pkg and bin"
    ) { machine in
      machine.goFolders(.path).compactMap { folder in
        if FileStatus(folder.path.appending(ProjectFile.goModule.name)) != nil {
          return machine.finding(.failure, "\(folder.text) is a project with a go.mod", folder)
        }
        if folder.path == machine.userHome {
          return machine.finding(.warning, "\(folder.text) is the home directory", folder)
        }
        return nil
      }
    },
    Check(
      "gopath.leftovers", .gopath, "GOPATH contains no pre-module sources",
      looksAt: "GOPATH/src",
      explanation: "nothing breaks: with modules Go does not look there"
    ) { machine in
      machine.goFolders(.path).compactMap { folder in
        let source = folder.path.appending("src")
        guard let names = machine.world.names(source), !names.isEmpty else { return nil }
        return Finding(.note, "\(machine.show(source)) holds sources, which modules do not use")
      }
    },
  ]

  private static func writable(_ machine: Machine) -> [Finding] {
    machine.goFolders(.path, .bin, .modules, .builds).compactMap { folder in
      guard folder.path.isAbsolute else { return nil }
      if let link = folder.path.brokenLink { return machine.finding(link, folder) }
      let existing = folder.path.nearestExisting
      guard let status = FileStatus(existing) else { return nil }
      if status.kind != .folder {
        return machine.finding(
          .failure, "\(folder.text) is not a directory: \(machine.show(existing)) is a file", folder
        )
      }
      if existing.allows(.write, .run), existing != folder.path || status.mode & 0o300 == 0o300 {
        return machine.lockedPart(of: folder)
      }
      let owner = FileStatus(machine.userHome)?.owner ?? status.owner
      let word = Shell.bash.word(existing.bytes).text
      let isOwn = existing.isInside(machine.userHome)
      var lines =
        status.owner == owner
        ? "chmod -R u+rwX \(word)" : machine.asAdministrator("chown -R \"$(id -u)\" \(word)")
      if !isOwn { lines = folder.unset }
      return Finding(
        .failure, "\(folder.text) cannot be written",
        evidence: [
          "\(machine.show(existing)) belongs to user \(status.owner), with mode "
            + String(status.mode, radix: 8)
        ] + folder.places(machine),
        remedy: Remedy(
          isOwn ? "take ownership" : "let Go use a directory of yours",
          fixes: isOwn ? [] : folder.fixes(machine),
          lines: ShellLines(lines)))
    }
  }
}

extension Machine {
  /// A folder that Go has made in one of its folders, and that this user may not write.
  ///
  /// This is what `sudo go get` leaves behind; modules themselves are read-only on purpose.
  fileprivate func lockedPart(of folder: GoFolder) -> Finding? {
    let locked = folder.parts(world).filter { part in
      guard let status = FileStatus(part), status.kind == .folder else { return false }
      return !part.allows(.write, .run) || status.mode & 0o300 != 0o300
    }
    guard let first = locked.first, let status = FileStatus(first) else { return nil }
    let isOwn = status.owner == FileStatus(userHome)?.owner
    let words = locked.prefix(8).map { Shell.bash.word($0.bytes).text }
      .joined(separator: " ")
    return Finding(
      .failure, "\(show(first)) in \(folder.text) cannot be written",
      evidence: locked.prefix(3).map { part in
        let status = FileStatus(part) ?? status
        return "\(show(part)) belongs to user \(status.owner), with mode "
          + String(status.mode, radix: 8)
      },
      remedy: Remedy(
        "take ownership",
        lines: ShellLines(
          isOwn
            ? "chmod u+rwx \(words)"
            : asAdministrator(
              "chown -R \"$(id -u)\" \(locked.count > 8 ? quotedFolder(folder) : words)"))))
  }

  private func quotedFolder(_ folder: GoFolder) -> String {
    Shell.bash.word(folder.path.bytes).text
  }

  /// What writes `$HOME` in the lines that give a folder a tilde or a variable within quotes.
  fileprivate func mends(ofTildeIn folder: GoFolder) -> [Fix] {
    guard ["~/", "$HOME/"].contains(where: folder.path.bytes.text.hasPrefix) else { return [] }
    let name = folder.use.variable
    return startup.exports(of: name).filter {
      $0.file.isUsers && Bytes($0.assignment.value.utf8) == folder.path.bytes
    }.compactMap { setting in
      setting.line.withHome(in: name).map {
        .edit(setting.file.path, .replace(setting.line.bytes, with: $0))
      }
    }
  }

  /// A folder of Go's behind a link that leads nowhere; several may be behind the same one.
  fileprivate func finding(_ link: (path: Path, target: Path), _ folder: GoFolder) -> Finding {
    Finding(
      .failure, "\(folder.text) is under \(show(link.path)), which is a broken link",
      evidence: ["\(show(link.path)) points to \(show(link.target))"] + folder.places(self),
      remedy: Remedy(
        "remove the link, or create its target", fixes: [.removeLink(link.path)]))
  }
}
