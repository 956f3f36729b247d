import ArgumentParser
import Resolution
import Toolchains

/// Installs toolchains.
struct Install: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Install toolchains",
    discussion: """
      Without arguments, installs every toolchain that the current directory pins or needs (go.mod, \
      go.work). Toolchains that are already installed are skipped. For Go, 1.21 or latest is what it \
      means today, by an index that is at most an hour old; without a connection, what is installed \
      stays. Installed Rust channels stay as they are until tvm update.

      A toolchain that you install by name becomes the default if there is no default yet; for Go, only \
      if the system has no go.

      For Go, specify a version (1.21.6, 1.22rc1), the start of one (1.21: its newest release), \
      latest, oldstable, or a comparison ('>=1.21 <1.23'). For Rust, specify a name as for rustup: \
      stable, 1.70, 1.70.1, nightly-2026-05-20.

      EXAMPLES:
        tvm install                     everything this directory asks for
        tvm install 1.21.6              one release
        tvm install go@1.21 go@1.22     the newest 1.21 and 1.22
        tvm install --offline 1.21.6    without using the network
        tvm install nightly -c miri     a Rust toolchain with an extra component
        tvm install rust@msrv           the rust-version of this directory's Cargo.toml
        tvm install stable -t wasm32-unknown-unknown --profile minimal
        tvm install --repair go@1.21.6  reinstall a damaged toolchain
      """,
    aliases: ["i"])

  @Argument(
    help: ArgumentHelp(
      "What to install: go@1.21.6, go 1.21.6, or 1.21", valueName: "[tool] request"),
    completion: .custom(Completion.remote))
  var requests: [String] = []

  @OptionGroup var installation: InstallationOptions

  @OptionGroup var options: NetworkOptions

  func run() throws {
    let session = try Session()
    let wanted = try session.requests(requests)
    if wanted.isEmpty { try installWhatIsAsked(session) }
    for request in wanted {
      let store = try options.store(request.language, session)
      if store.isAnsweredByProject(request.text),
        let candidate = try session.firstRequest(request.language, argument: request.text)
      {
        try install(candidate, store, session)
      } else {
        var choices = installation.values
        choices.mayBecomeDefault = true
        report(store).tell(try store.install(try store.pin(request.text), choices))
      }
    }
    try session.refreshProjects()
    session.provideShims(isQuiet: options.quiet)
  }

  private func installWhatIsAsked(_ session: Session) throws {
    let candidates = try Language.allCases.compactMap { language in
      try session.firstRequest(language).map { (language, $0) }
    }
    defer { tellForeignPins(session) }
    if candidates.isEmpty {
      throw CommandError.nothingAsked(directory: session.world.workingDirectory())
    }
    for (language, candidate) in candidates {
      try install(candidate, try options.store(language, session), session)
    }
  }

  /// Says what other version managers would run here.
  private func tellForeignPins(_ session: Session) {
    if options.quiet { return }
    for language in Language.allCases {
      // What cannot be resolved is the error to report.
      let name =
        (try? session.active(language))?.name ?? (try? session.firstRequest(language))?.firstText
      for line in ForeignPinNotes(language, besides: name, session).lines {
        Output.note("note: \(line)")
      }
    }
  }

  /// Installs what a place asks for: all that is missing of it.
  private func install(_ candidate: Candidate, _ store: Store, _ session: Session) throws {
    session.note(project: candidate.project)
    if case .file(let path) = candidate.place, !options.quiet {
      for line in PassedOver(in: path, for: store.language, session.world).lines {
        Output.note(line.text)
      }
    }
    switch try store.asked(by: candidate) {
    case nil: break
    case .installed(let name, let source)?: report(store).tell(present: name, source)
    case .stays(let name, let source, let reason)?:
      report(store).tell(present: name, source)
      report(store).tell(stale: name, reason)
    case .pin(let pin)?:
      report(store).tell(try store.install(pin, installation.values))
    }
  }

  private func report(_ store: Store) -> InstallReport {
    InstallReport(language: store.language, isQuiet: options.quiet)
  }
}

extension Candidate {
  /// The directory whose file asks; nil where that is none of a project.
  fileprivate var project: Path? {
    switch (place, finding) {
    case (.file(let path), _): path.parent
    case (.override(_, let directory), _): directory
    case (_, .minimum(let module)): module.path.parent
    default: nil
    }
  }
}
