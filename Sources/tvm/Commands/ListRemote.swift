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
    guard wanted?.language ?? .go == .go else {
      throw CommandError.languageUnsupported(.rust)
    }
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

/// A release as JSON shows it.
struct ReleaseReport: Encodable {
  let version: String
  let isStable: Bool
  let isInstalled: Bool
  let size: UInt64?
}
