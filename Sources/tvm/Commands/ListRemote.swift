import ArgumentParser
import Resolution
import Toolchains

/// Lists what can be installed.
struct ListRemote: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the releases that can be installed.",
    discussion: """
      The index is kept for an hour; offline, the copy is used however old it is. Where only one of \
      the tools can be listed, that one is, and the exit status is 1.

      EXAMPLES:
        tvm list-remote                 all releases of Go and of Rust, oldest first
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
    let wanted = ToolRequest.all(request, language: session.language(of:)).first
    guard let wanted else { return try listAll(session) }
    let reports = try releases(of: wanted.language, wanted.text, session)
    if reports.isEmpty, !json, let text = wanted.text {
      Output.note(
        "no release of \(Bytes(wanted.language.name).text) matches \"\(text.printable.text)\"")
    }
    try print(reports)
  }

  /// Lists what can be listed before it is reported what cannot.
  private func listAll(_ session: Session) throws {
    var reports: [ReleaseReport] = []
    var problems: [String] = []
    for language in Language.allCases {
      do { reports += try releases(of: language, nil, session) } catch {
        problems.append("the releases of \(Bytes(language.name).text) are not listed: \(error)")
      }
    }
    try print(reports)
    for problem in problems { Output.note(problem) }
    if !problems.isEmpty { throw ExitCode.failure }
  }

  private func releases(
    of language: Language, _ filter: Bytes?, _ session: Session
  ) throws -> [ReleaseReport] {
    switch language {
    case .go: try goReleases(filter, session)
    case .rust: try rustReleases(filter, session)
    }
  }

  private func print(_ reports: [ReleaseReport]) throws {
    if json { return try Output.print(json: reports) }
    for report in reports {
      Output.print("\(report.isInstalled ? "*" : " ") \(report.tool) \(report.version)")
    }
  }

  private func goReleases(_ text: Bytes?, _ session: Session) throws -> [ReleaseReport] {
    let filter = try text.map { try ToolRequest(language: .go, text: $0).goPin().request }
    let loader = GoIndexLoader(
      session.resolver, session.world, network: options.network(session.world))
    let (index, stale) = try loader.load(refresh ? .now : .hour)
    if let stale, !options.quiet { Output.note("an older copy of the index is shown: \(stale)") }
    let installed = GoInstalled(go: session.home, session.world).versions
    return index.releases.reversed().filter { release in
      switch filter {
      case .go(let filter):
        if filter == .latest || filter == .oldstable { return index.newest(for: filter) == release }
        return filter.accepts(release.version)
      case .rust, .system: return false
      case nil: return all || release.version.prerelease == nil
      }
    }.map { release in
      ReleaseReport(
        tool: "go", version: release.version.name.text, isStable: release.isStable,
        isInstalled: installed.contains(release.version), size: release.size)
    }
  }

  private func rustReleases(_ filter: Bytes?, _ session: Session) throws -> [ReleaseReport] {
    let store = try options.rustStore(session)
    let isOffline = options.network(session.world).isOffline
    let (index, stale) = try RustIndex.load(
      from: store.server, session.home, maxAge: isOffline ? nil : refresh ? 0 : 3600)
    if let stale, !options.quiet { Output.note("an older copy of the list is shown: \(stale)") }
    if !index.isList, !options.quiet {
      Output.note("the mirror has no list of releases; shown is what its channels mean now")
    }
    let prefix = filter?.text
    return index.releases.filter { release in
      guard let prefix else { return all || release.isStable }
      return release.name == prefix || release.name.hasPrefix(prefix + ".")
        || release.name.hasPrefix(prefix + "-")
    }.map { release in
      let name = RustRelease(Bytes(release.name.utf8)[...])?.completed(by: store.host).name.text
      return ReleaseReport(
        tool: "rust", version: release.name, isStable: release.isStable,
        isInstalled: store.toolchain(name ?? release.name).kind == .complete, size: nil)
    }
  }
}

/// A release as JSON shows it.
struct ReleaseReport: Encodable {
  let tool: String
  let version: String
  let isStable: Bool
  let isInstalled: Bool
  let size: UInt64?
}
