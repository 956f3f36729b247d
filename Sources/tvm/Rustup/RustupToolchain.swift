import ArgumentParser
import Resolution
import Toolchains

/// `rustup toolchain`.
struct RustupToolchain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "toolchain", abstract: "List, install, remove or link toolchains.",
    subcommands: [List.self, Install.self, Uninstall.self, Link.self])

  /// `rustup toolchain list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the installed toolchains.")

    @Flag(name: .shortAndLong) var verbose = false
    @Flag(name: .shortAndLong) var quiet = false

    func run() throws {
      let session = try Session()
      let store = try session.rustStore()
      let list = RustupList(session, store)
      if store.toolchains.isEmpty { return Output.print("no installed toolchains") }
      if quiet { return list.names.forEach { Output.print($0) } }
      for line in verbose ? list.verboseLines : list.lines { Output.print(line) }
    }
  }

  /// `rustup toolchain install` and `rustup install`.
  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Install toolchains, or bring them up to date.", aliases: ["add"])

    @Argument var toolchains: [String] = []
    @Option var profile: String?
    @Option(name: .shortAndLong) var component: [String] = []
    @Option(name: .shortAndLong) var target: [String] = []
    @Flag var noUpdate = false
    @Flag var allowDowngrade = false
    @Flag(help: "Leave out what is missing.") var force = false
    @Flag var forceNonHost = false
    @OptionGroup var network: RustupNetwork

    func run() throws {
      let session = try Session()
      let store = try network.options.rustStore(session)
      var options = RustInstall.Options()
      options.allowsDowngrade = allowDowngrade
      options.skipsMissing = force
      options.forcesNonHost = forceNonHost
      let installer = RustInstaller(store: store, options: options, isQuiet: true)
      let words = { (list: [String]) in list.flatMap { $0.split(separator: ",").map(String.init) } }
      let wish = RustWish(
        profile: profile, components: words(component), targets: words(target))
      if toolchains.isEmpty {
        guard let candidate = try session.firstRequest(.rust),
          case .pins(let pins) = candidate.finding,
          let pin = pins.first, case .rust(let request) = pin.request
        else { throw RustupFault.noActiveToolchain }
        try installer.install(request, try session.rustWish(pin))
        return
      }
      for name in toolchains {
        let request = try ToolRequest(language: .rust, text: Bytes(name.utf8)).rust(store)
        let full = request.name.text
        let wasThere = store.toolchain(full).kind == .complete
        var outcome = wasThere ? "unchanged" : "installed"
        if wasThere, !noUpdate, case .release(let release) = request, release.isTracking,
          case .updated = try RustUpdate(store, options: options).update(full)
        {
          outcome = "updated"
        }
        try installer.install(request, wish)
        if store.settings.defaultToolchain == nil, !wasThere {
          try RustSettingsFile(store.home).setDefault(request.name)
        }
        Output.print(
          "\n  \(full) \(outcome) - rustc \(try store.toolchain(full).manifest().version)\n")
      }
    }
  }

  /// `rustup toolchain uninstall` and `rustup uninstall`.
  struct Uninstall: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove toolchains.", aliases: ["remove"])

    @Argument var toolchains: [String]

    func run() throws {
      let store = try Session().rustStore()
      for name in toolchains {
        let full = try ToolRequest(language: .rust, text: Bytes(name.utf8)).rust(store).name.text
        guard Folder.isOccupied(store.toolchain(full).root) else {
          RustupFault.note("no toolchain installed for '\(full)'")
          continue
        }
        RustupFault.note("uninstalling toolchain \(full)")
        try RustUninstall(store).remove(full, force: true)
        RustupFault.note("toolchain \(full) uninstalled")
      }
    }
  }

  /// `rustup toolchain link`.
  struct Link: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Give a toolchain a name.")

    @Argument var name: String
    @Argument var path: String

    func run() throws {
      let session = try Session()
      var folder = Path(Bytes(path.utf8))
      if !folder.isAbsolute, let directory = session.world.workingDirectory() {
        folder = directory.appending(folder.bytes)
      }
      _ = try RustLink(try session.rustStore().home).make(Bytes(name.utf8), to: folder)
    }
  }
}

/// `rustup override`.
struct RustupOverride: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "override", abstract: "Set toolchains for directories.",
    subcommands: [List.self, Set.self, Unset.self])

  /// `rustup override list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the overrides.")

    func run() throws {
      let overrides = try Session().rustStore().settings.overrides
      if overrides.isEmpty { return Output.print("no overrides") }
      for override in overrides.sorted(by: {
        $0.directory.bytes.lexicographicallyPrecedes($1.directory.bytes)
      }) {
        let directory = override.directory.text
        let padding = String(repeating: " ", count: max(0, 40 - directory.count))
        let isGone = !Folder.exists(override.directory)
        Output.print(
          "\(directory)\(isGone ? " (not exist)" : "")\(padding)\t\(override.toolchain.name.text)")
      }
    }
  }

  /// `rustup override set`.
  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set the toolchain of a directory.", aliases: ["add"])

    @Argument var toolchain: String
    @Option var path: String?

    func run() throws {
      let session = try Session()
      let store = try NetworkOptions.forRustup().rustStore(session)
      let request = try ToolRequest(language: .rust, text: Bytes(toolchain.utf8)).rust(store)
      try RustInstaller(store: store, options: .init(), isQuiet: true).install(request)
      let directory = try RustupOverride.directory(path, session)
      try RustSettingsFile(store.home).setOverride(request.name, for: directory)
      RustupFault.note("override toolchain for \(directory.text) set to \(request.name.text)")
    }
  }

  /// `rustup override unset`.
  struct Unset: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove the toolchain of a directory.", aliases: ["remove"])

    @Option var path: String?
    @Flag(help: "Remove those of directories that do not exist any more.") var nonexistent = false

    func run() throws {
      let session = try Session()
      let store = try session.rustStore()
      let all = store.settings.overrides.map(\.directory)
      let given = try RustupOverride.directory(path, session)
      let wanted = nonexistent ? all.filter { !Folder.exists($0) } : [given]
      for directory in wanted {
        guard all.contains(directory) else {
          RustupFault.note("no override toolchain for '\(directory.text)'")
          continue
        }
        try RustSettingsFile(store.home).setOverride(nil, for: directory)
        RustupFault.note("override toolchain for '\(directory.text)' removed")
      }
    }
  }

  private static func directory(_ path: String?, _ session: Session) throws -> Path {
    guard let current = session.world.workingDirectory() else {
      throw CommandError.resolution(.workingDirectoryGone)
    }
    guard let path else { return current }
    let written = Path(Bytes(path.utf8))
    let absolute = written.isAbsolute ? written : current.appending(written.bytes)
    return session.world.physical(absolute) ?? absolute
  }
}
