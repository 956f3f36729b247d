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
    let wish = RustWish(
      profile: profile, components: RustOptions.words(component),
      targets: RustOptions.words(target))
    if toolchains.isEmpty {
      guard let candidate = try session.session.firstRequest(.rust),
        case .pins(let pins) = candidate.finding,
        let pin = pins.first, case .rust(let request) = pin.request
      else { throw RustupFault.noActiveToolchain }
      let wish = try session.session.rustWish(pin)
      return try session.install(request, wish, options, noUpdate: true)
    }
    for name in toolchains {
      let request = try session.request(name)
      let isFirst =
        session.store.settings.defaultToolchain == nil
        && session.store.toolchain(request.name.text).kind == nil
      try session.install(request, wish, options, noUpdate: noUpdate)
      guard isFirst else { continue }
      try RustSettingsFile(session.store.home).setDefault(request.name)
      session.note("default toolchain set to \(request.name.text)")
    }
  }
}

extension RustupSession {
  /// Installs or completes a toolchain, brings it up to date if it moves, and says so.
  func install(
    _ request: RustRequest, _ wish: RustWish = RustWish(),
    _ options: RustInstall.Options = .init(), noUpdate: Bool
  ) throws {
    let name = request.name.text
    let installer = RustInstaller(store: store, options: options, isQuiet: true)
    let wasThere = store.toolchain(name).kind != nil
    guard case .release(let release) = request, !noUpdate || !wasThere else {
      guard wasThere else { throw RustError.notInstalled(name, nearest: nil) }
      try installer.install(request, wish)
      if case .release = request { note("using existing install for \(name)") }
      return RustupSummary([(name, "unchanged", compilerVersion(name))]).print()
    }
    note("syncing channel updates for \(name)")
    var outcome = wasThere ? "unchanged" : "installed"
    var former = ""
    if wasThere, release.isTracking,
      case .updated(let from, _) = try RustUpdate(store, options: options).update(name)
    {
      outcome = "updated"
      former = " (from rustc \(from))"
    }
    try installer.install(request, wish)
    RustupSummary([(name, outcome, compilerVersion(name) + former)]).print()
  }

  /// The version of a toolchain's compiler.
  func compilerVersion(_ name: String) -> String {
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
