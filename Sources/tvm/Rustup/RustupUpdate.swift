import ArgumentParser
import Resolution
import Toolchains

/// `rustup update`.
struct RustupUpdate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Bring toolchains up to date.", aliases: ["up", "upgrade"])

  @ParentCommand var rustup: RustupCommand

  @Argument var toolchains: [String] = []
  @Flag(help: "Leave out what is missing.") var force = false
  @Flag var forceNonHost = false
  @OptionGroup var network: RustupNetwork

  func run() throws {
    let session = try RustupSession(rustup)
    var options = RustInstall.Options()
    options.skipsMissing = force
    options.forcesNonHost = forceNonHost
    if toolchains.isEmpty { return try updateAll(session, options) }
    for name in toolchains {
      let request = try session.release(name, for: "[TOOLCHAIN]...")
      try session.install(request, RustContents(), options, noUpdate: false)
    }
  }

  /// Does one toolchain after the other: what is wrong with one keeps none of the others.
  private func updateAll(_ session: RustupSession, _ options: RustInstall.Options) throws {
    let update = RustUpdate(session.store, options: options)
    let names = RustupList.sorted(try update.candidates).map(\.name)
    if names.isEmpty { return session.note("no updatable toolchains installed") }
    var hasFailed = false
    let lines = names.map { name -> (String, String, String) in
      session.note("syncing channel updates for \(name)")
      do {
        switch try update.update(name) {
        case .unchanged(let version, _): return ("\(name)", "unchanged", "rustc \(version)")
        case .updated(let from, let to):
          return ("\(name)", "updated", "rustc \(to) (from rustc \(from))")
        }
      } catch {
        hasFailed = true
        Output.error("error: \(RustupFault.inItsWords(error))")
        return ("\(name)", "update failed", session.compilerVersion(name))
      }
    }
    RustupSummary(lines).print()
    if hasFailed { throw ExitCode.failure }
  }
}

/// `rustup check`.
struct RustupCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say which toolchains are not up to date.",
    discussion: "The exit status is 100 if there are any.")

  @ParentCommand var rustup: RustupCommand
  @OptionGroup var network: RustupNetwork

  func run() throws {
    let store = try RustupSession(rustup).store
    let update = RustUpdate(store)
    var hasUpdate = false
    var hasFailed = false
    for toolchain in RustupList.sorted(try update.candidates) {
      do {
        let version = try toolchain.manifest().version
        let newer = try update.newer(than: toolchain)
        hasUpdate = hasUpdate || newer != nil
        let outcome = newer.map { "update available: \(version) -> \($0)" }
        Output.print("\(toolchain.name) - \(outcome ?? "up to date: \(version)")")
      } catch {
        hasFailed = true
        Output.error("error: \(RustupFault.inItsWords(error))")
      }
    }
    if hasFailed { throw ExitCode.failure }
    if hasUpdate { throw ExitCode(100) }
  }
}
