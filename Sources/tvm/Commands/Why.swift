import ArgumentParser
import Resolution
import Toolchains

/// Explains why a toolchain is active.
struct Why: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain why a toolchain is active",
    discussion: """
      Lists every place that tvm checks, in order of precedence, followed by notes on what Go itself \
      adds to the choice.

      EXAMPLES:
        tvm why
        tvm why go --json
      """)

  @Argument(help: "Explain only this language: go or rust", completion: .list(["go", "rust"]))
  var tool: String?

  @Flag(name: .shortAndLong, help: "Also list places where nothing was found")
  var verbose = false

  @Flag(name: .long, help: "Print JSON")
  var json = false

  func run() throws {
    let session = try Session()
    let chains = try Language.selected(tool).map { Chain($0, session) }
    if json {
      try JSONReport.print(["languages": chains.map(\.report)])
    } else {
      for chain in chains { chain.print(verbose: verbose) }
    }
    for chain in chains {
      if case .failure(let error) = chain.outcome, tool != nil || !error.isNothingActive {
        throw ExitCode.failure
      }
    }
  }
}

/// Everything that was looked at for a language, and what came of it.
private struct Chain {
  struct Step {
    let candidate: Candidate
    let verdict: String
  }

  let language: Language
  let outcome: Result<Active, ResolutionError>
  let steps: [Step]
  let notes: [String]

  init(_ language: Language, _ session: Session) {
    self.language = language
    let query = Query(language, program: Bytes(language.mainProgram))
    var steps: [Step] = []
    var winner: Result<Active, ResolutionError>?
    session.resolver.visitCandidates(for: query) { candidate in
      let decision = session.resolver.decide(candidate, query)
      steps.append(
        Step(
          candidate: candidate,
          verdict: Chain.verdict(candidate, decision, winner: winner)))
      winner = winner ?? decision
      return true
    }
    outcome = winner ?? .failure(.nothingActive(language, program: query.program, in: nil))
    self.steps = steps
    // Without an active toolchain there is nothing for Go's own logic to add to.
    let active = try? outcome.get()
    let pinned = steps.lazy.compactMap(\.candidate.firstText).first
    let inVain = steps.flatMap { step in
      guard case .file(let path) = step.candidate.place else { return [Bytes]() }
      return PassedOver(in: path, for: language, session.world).lines
    }
    notes =
      inVain.map(\.text)
      + ForeignPinNotes(language, besides: active?.name ?? pinned, session).lines
      + (language == .go ? GoNotes(active, steps.map(\.candidate), session).lines : [])
  }

  private static func verdict(
    _ candidate: Candidate, _ decision: Result<Active, ResolutionError>?,
    winner: Result<Active, ResolutionError>?
  ) -> String {
    switch decision {
    case nil: "asks for nothing"
    // A minimum is met by the default if that is new enough.
    case _ where candidate.place.isDefault && winner.isFromDefault:
      "used: satisfies the minimum above"
    case _ where winner != nil: "not needed"
    case .success(let active): "used: \(active.name.text)"
    case .failure(let error): "used, but \(error.what.text)"
    }
  }

  func print(verbose: Bool) {
    let name = Bytes(language.name).text
    switch outcome {
    case .success(let active):
      let answer = Output.styled("\(name) \(active.name.text)", .bold)
      Output.print(shown: "\(answer) (\(active.source.text.text))")
      Output.print(shown: "  \(active.program(Bytes(language.mainProgram)).text)")
    case .failure(let error):
      Output.print(shown: "\(name): \(error.message.text)")
    }
    Output.print("Checked, in order of precedence:")
    for step in steps where verbose || step.candidate.finding != .absent {
      Output.print(shown: "  \(step.candidate.text.text) [\(step.verdict)]")
    }
    let absent = steps.filter { $0.candidate.finding == .absent }.count
    if !verbose, absent > 0 {
      Output.print("  \(absent) more places, nothing found (--verbose shows them)")
    }
    for note in notes { Output.print(shown: "note: \(note)") }
  }

  var report: ChainReport {
    var active: ActiveReport?
    var error: String?
    switch outcome {
    case .success(let value): active = ActiveReport(value)
    case .failure(let problem): error = problem.message.text
    }
    return ChainReport(
      tool: Bytes(language.name).text, active: active, error: error,
      candidates: steps.map {
        CandidateReport(
          place: $0.candidate.place.text.text, finding: $0.candidate.findingText.text,
          verdict: $0.verdict)
      },
      notes: notes)
  }
}

/// The whole chain as JSON shows it.
private struct ChainReport: Encodable {
  let tool: String
  let active: ActiveReport?
  let error: String?
  let candidates: [CandidateReport]
  let notes: [String]
}

/// One place that was looked at as JSON shows it.
private struct CandidateReport: Encodable {
  let place: String
  let finding: String
  let verdict: String
}

extension Place {
  /// Whether this is the default in the settings.
  fileprivate var isDefault: Bool {
    if case .default = self { return true }
    return false
  }
}

extension Result<Active, ResolutionError>? {
  /// Whether what was chosen comes from the default.
  fileprivate var isFromDefault: Bool {
    if case .success(let active) = self, case .default = active.source { return true }
    return false
  }
}

extension ResolutionError {
  /// Whether nothing at all asked for a toolchain.
  fileprivate var isNothingActive: Bool {
    if case .nothingActive = self { return true }
    return false
  }
}
