import ArgumentParser
import Resolution
import Toolchains

/// Lists what can be installed.
struct ListRemote: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List versions that can be installed",
    discussion: """
      The index is cached for an hour. Offline, the cached index is used regardless of its age. If only \
      one language can be listed, the exit status is 1.

      EXAMPLES:
        tvm list-remote                 all Go and Rust releases, oldest first
        tvm list-remote go 1.21         the releases of Go 1.21
        tvm list-remote --all '>=1.22'  including prereleases
        tvm list-remote rust            Rust releases; nightlies with --all
        tvm list-remote rust nightly
      """)

  @Argument(
    help: ArgumentHelp("Which releases: go, go 1.21, or '>=1.22'", valueName: "[tool] request"),
    completion: .custom(Completion.remote))
  var request: [String] = []

  @Flag(name: .long, help: "Include prereleases")
  var all = false

  @Flag(name: .long, help: "Load the index again even if the cached one is recent")
  var refresh = false

  @Flag(name: .long, help: "Print JSON")
  var json = false

  @OptionGroup var options: NetworkOptions

  func run() throws {
    let session = try Session()
    let wanted = try session.requests(request).first
    guard let wanted else { return try listAll(session) }
    let reports = try releases(of: wanted.language, wanted.text, session)
    if reports.isEmpty, !json, let text = wanted.text {
      Output.note("no \(wanted.language.name) release matches \"\(text.printable.text)\"")
    }
    try print(reports)
  }

  /// Lists what can be listed before it is reported what cannot.
  private func listAll(_ session: Session) throws {
    var reports: [ReleaseReport] = []
    var problems: [String] = []
    for language in Language.allCases {
      do { reports += try releases(of: language, nil, session) } catch {
        problems.append("cannot list \(language.name) releases: \(error)")
      }
    }
    if json, let problem = problems.first {
      try Output.print(
        json: JSONReport(["releases": reports], error: JSONReport.Problem(problem)))
    } else {
      try print(reports)
    }
    for problem in problems { Output.note(problem) }
    if !problems.isEmpty { throw ExitCode.failure }
  }

  private func releases(
    of language: Language, _ filter: Bytes?, _ session: Session
  ) throws -> [ReleaseReport] {
    let list = try options.store(language, session)
      .releases(matching: filter, includesPrereleases: all, refresh ? .now : .hour)
    if !options.quiet { for note in list.notes { Output.note(note) } }
    return list.releases.map { ReleaseReport($0, language) }
  }

  private func print(_ reports: [ReleaseReport]) throws {
    if json { return try JSONReport.print(["releases": reports]) }
    for report in reports {
      Output.print("\(report.isInstalled ? "*" : " ") \(report.tool) \(report.version)")
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

  init(_ release: ReleaseList.Release, _ language: Language) {
    tool = "\(language.name)"
    version = release.name.text
    isStable = release.isStable
    isInstalled = release.isInstalled
    size = release.size
  }
}
