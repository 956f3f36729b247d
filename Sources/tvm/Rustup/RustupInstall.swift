import ArgumentParser
import Resolution
import Toolchains

/// `rustup install`.
struct RustupInstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Install toolchains, or bring them up to date.",
    aliases: ["add"])

  @ParentCommand var rustup: RustupCommand
  @OptionGroup var options: RustupInstallOptions

  func run() throws { try options.run(RustupSession(rustup)) }
}

/// What `rustup install` and `rustup toolchain install` have in common.
struct RustupInstallOptions: ParsableArguments {
  @Argument var toolchains: [String] = []
  @Option var profile: String?
  @Option(name: .shortAndLong) var component: [String] = []
  @Option(name: .shortAndLong) var target: [String] = []
  @Flag var noUpdate = false
  @Flag var allowDowngrade = false
  @Flag(help: "Leave out what is missing.") var force = false
  @Flag var forceNonHost = false
  @OptionGroup var network: RustupNetwork

  /// Installs the toolchains, or what the directory asks for.
  func run(_ session: RustupSession) throws {
    var options = RustInstall.Options()
    options.allowsDowngrade = allowDowngrade
    options.skipsMissing = force
    options.forcesNonHost = forceNonHost
    let wish = RustContents(
      profile: profile, components: InstallationOptions.words(component),
      targets: InstallationOptions.words(target))
    if let profile {
      guard RustContents.profiles.contains(profile) else {
        throw RustupFault.invalidProfile(profile)
      }
      if profile == "complete" {
        session.warn(
          "downloading with complete profile isn't recommended unless you are a developer of the "
            + "rust language")
      }
    }
    if toolchains.isEmpty {
      guard let candidate = try session.session.firstRequest(.rust),
        case .pins(let pins) = candidate.finding,
        let pin = pins.first, case .rust(let request) = pin.request
      else { throw RustupFault.noActiveToolchain }
      try session.installActive(request, try session.store.contents(of: pin), options)
      return
    }
    for name in toolchains {
      let request = try session.release(name, for: "[TOOLCHAIN]...")
      let name = RustToolchainName(request)
      guard session.store.wouldBeDefault(name) else {
        try session.install(request, wish, options, noUpdate: noUpdate)
        continue
      }
      try session.store.becomingDefault(name) {
        try session.install(request, wish, options, noUpdate: noUpdate)
      }
      try RustSettingsFile(session.store.home).setDefault(request.name)
      session.note("default toolchain set to \(request.name.text)")
    }
  }
}

extension RustupSession {
  /// Installs or completes a toolchain, brings it up to date if it moves, and says so.
  func install(
    _ request: RustRequest, _ wish: RustContents = RustContents(),
    _ options: RustInstall.Options = .init(), noUpdate: Bool
  ) throws {
    let name = RustToolchainName(request)
    let wasThere = store.toolchain(name).kind != nil
    let install = RustInstall(store, options: options)
    guard case .release(let release) = request, !noUpdate || !wasThere else {
      guard wasThere else { throw store.notInstalled(name) }
      if case .release(let release) = request {
        _ = try install.install(release, wish)
        note("using existing install for \(name)")
      }
      return RustupSummary([("\(name)", "unchanged", compilerVersion(name))]).print()
    }
    note("syncing channel updates for \(name)")
    var former = wasThere ? compilerVersion(name) : nil
    var isNew = !wasThere
    if wasThere, release.isTracking,
      case .updated(let from, _) = try RustUpdate(store, options: options).update(name)
    {
      former = "rustc \(from)"
      isNew = true
    }
    if try install.install(release, wish) != .present { isNew = true }
    if isNew { noteRelease(name) }
    let outcome = !isNew ? "unchanged" : wasThere ? "updated" : "installed"
    let version = compilerVersion(name)
    let end = isNew ? former.map { " (from \($0))" } ?? "" : ""
    RustupSummary([("\(name)", outcome, version + end)]).print()
  }

  /// Installs or completes the active toolchain, and says so.
  func installActive(
    _ request: RustRequest, _ wish: RustContents, _ options: RustInstall.Options
  ) throws {
    let name = RustToolchainName(request)
    if store.toolchain(name).kind != nil { note("using existing install for \(name)") }
    if case .release(let release) = request {
      if store.toolchain(name).kind == nil { note("syncing channel updates for \(name)") }
      _ = try RustInstall(store, options: options).install(release, wish)
    } else {
      try store.install(request, wish, options)
    }
    note("the active toolchain `\(name)` has been installed")
    note("it's active because: \(try active().reason)")
  }

  /// Says which release a toolchain is of.
  private func noteRelease(_ name: RustToolchainName) {
    guard let manifest = try? store.toolchain(name).manifest() else { return }
    note("latest update on \(manifest.date) for version \(manifest.version)")
  }

  /// The version of a toolchain's compiler.
  func compilerVersion(_ name: RustToolchainName) -> String {
    let toolchain = store.toolchain(name)
    guard let manifest = try? toolchain.manifest() else {
      return compiler(of: name, toolchain.root)
    }
    return "rustc \(manifest.version)"
  }
}

/// What has become of toolchains, as rustup lists it.
struct RustupSummary {
  private let lines: [(name: String, outcome: String, version: String)]

  init(_ lines: [(name: String, outcome: String, version: String)]) { self.lines = lines }

  /// Prints one line a toolchain, between empty ones.
  func print() {
    let starts = lines.map { "\($0.name) \($0.outcome)" }
    let width = starts.map(\.count).max() ?? 0
    Output.print("")
    for (start, line) in zip(starts, lines) {
      let padding = String(repeating: " ", count: width - start.count)
      Output.print("  \(padding)\(start) - \(line.version)")
    }
    Output.print("")
  }
}
