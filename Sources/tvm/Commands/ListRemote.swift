import ArgumentParser
import Resolution
import Toolchains

/// Lists what can be installed.
struct ListRemote: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the releases that can be installed.",
    discussion: """
      The index is kept for an hour; offline, the copy is used however old it is.

      EXAMPLES:
        tvm list-remote                 all releases, oldest first
        tvm list-remote go 1.21         those of 1.21
        tvm list-remote --all '>=1.22'  prereleases too
        tvm list-remote rust            Rust's releases; nightlies with --all
        tvm list-remote rust nightly
      """)

  @Argument(
    help: ArgumentHelp("Which releases: go, go 1.21, '>=1.22'.", valueName: "[tool] request"))
  var request: [String] = []

  @Flag(name: .long, help: "List prereleases too.")
  var all = false

  @Flag(name: .long, help: "Ask the mirrors even if the copy of the index is fresh.")
  var refresh = false

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @OptionGroup var options: NetworkOptions

  func run() throws {
    let session = try Session()
    let wanted = ToolRequest.all(request, project: { .go }).first
    if wanted?.language == .rust { return try listRust(wanted?.text, session) }
    let filter = try wanted?.text == nil ? nil : wanted?.goPin().request
    let loader = GoIndexLoader(
      session.resolver, session.world, network: options.network(session.world))
    let (index, stale) = try loader.load(refresh ? .now : .hour)
    if let stale, !options.quiet { Output.note("an older copy of the index is shown: \(stale)") }
    let installed = Installed(go: session.home, session.world).versions
    let reports = index.releases.reversed().filter { release in
      switch filter {
      case .latest, .oldstable: return filter.flatMap { index.newest(for: $0) } == release
      case let filter?: return filter.accepts(release.version)
      case nil: break
      }
      return all || release.version.prerelease == nil
    }.map { release in
      ReleaseReport(
        version: release.version.name.text, isStable: release.isStable,
        isInstalled: installed.contains(release.version), size: release.size)
    }
    if json { return try Output.print(json: reports) }
    if reports.isEmpty, let text = wanted?.text {
      Output.note("no release of go matches \"\(text.printable.text)\"")
    }
    for report in reports {
      Output.print("\(report.isInstalled ? "*" : " ") go \(report.version)")
    }
  }
}

extension ListRemote {
  private func listRust(_ filter: Bytes?, _ session: Session) throws {
    let store = try options.rustStore(session)
    let isOffline = options.network(session.world).isOffline
    let (index, stale) = try RustIndex.load(
      from: store.server, session.home, maxAge: isOffline ? nil : refresh ? 0 : 3600)
    if let stale, !options.quiet { Output.note("an older copy of the list is shown: \(stale)") }
    let prefix = filter?.text
    let reports = index.releases.filter { release in
      guard let prefix else { return all || release.isStable }
      return release.name == prefix || release.name.hasPrefix(prefix + ".")
        || release.name.hasPrefix(prefix + "-")
    }.map { release in
      let name = RustRelease(Bytes(release.name.utf8)[...])?.completed(by: store.host).name.text
      return ReleaseReport(
        version: release.name, isStable: release.isStable,
        isInstalled: store.toolchain(name ?? release.name).kind == .complete, size: nil)
    }
    if json { return try Output.print(json: reports) }
    for report in reports {
      Output.print("\(report.isInstalled ? "*" : " ") rust \(report.version)")
    }
  }
}

/// A release as JSON shows it.
struct ReleaseReport: Encodable {
  let version: String
  let isStable: Bool
  let isInstalled: Bool
  let size: UInt64?
}
