import Resolution
import TestSupport
import Testing

@testable import Environment

@Suite("What came of an environment file")
struct EnvironmentOutcomeTests {
  private static let place = Path("/p/.envrc")

  @Test(
    "is an error for who needs the environment, or none",
    arguments: [
      (.absent, nil), (.denied(place), .denied(place)), (.notAllowed(place), .notAllowed(place)),
      (.failed(.failed(place, status: 3)), .failed(place, status: 3)),
      (.interrupted(place, refusals: [.sourceMissing(place)]), .interrupted(place)),
      (.refused([.sourceMissing(place), .holdsNUL(place)]), .sourceMissing(place)),
      (.loaded(EnvironmentSnapshot([:]), EnvironmentDifference([:])), nil),
    ] as [(EnvironmentOutcome, EnvironmentError?)])
  func error(_ outcome: EnvironmentOutcome, _ error: EnvironmentError?) {
    #expect(outcome.error == error)
  }

  /// A directory with a file and what decides about it, for who asks; no bash is needed.
  private func step(
    _ file: String?, _ asker: Asker, denied: Bool = false
  ) throws -> (step: Evaluator.Step, prompt: PromptStep) {
    let sandbox = try Sandbox()
    let (root, user) = (Bytes(sandbox.path("tvm").utf8), Bytes(sandbox.home.utf8))
    let home = try Home(
      World.live { name in
        switch name.description {
        case "TVM_HOME": root
        case "HOME": user
        default: nil
        }
      })
    let folder = Path(Bytes(try sandbox.makeDirectory("home/shop").utf8))
    if let file { try sandbox.write(file, to: "home/shop/.envrc") }
    let trust = EnvironmentTrust(home, EnvironmentSettings(folder: nil))
    if denied, let location = FileLocation(folder.appending(".envrc")) {
      try trust.deny(location)
    }
    let evaluator = Evaluator(trust, Evaluation.Tools(direnv: nil), for: asker)
    let before = environment(["A": "old"])
    let after = environment(["A": "new"])
    let record = EnvironmentRecord(
      place: Self.place, difference: EnvironmentDifference(from: before, to: after), watches: [])
    let state = evaluator.state(
      of: EnvironmentState.marked(after, record, from: before, .variables, RecordFolder(home)))
    return (
      evaluator.step(from: state, to: evaluator.search(from: folder)),
      PromptStep(from: state, into: folder, evaluator, home: home)
    )
  }

  /// How the hook and direnv ask.
  private static var askers: [Asker] {
    [.tvm(onSlow: { _ in }), .direnv(format: [], onStart: { _ in }, onSlow: { _ in })]
  }

  @Test("what was loaded is taken back whatever comes, and only direnv marks what is not loaded")
  func takenBack() throws {
    for (index, asker) in Self.askers.enumerated() {
      let absent = try step(nil, asker)
      #expect(absent.step.file.outcome == .absent)
      #expect(absent.step.environment == environment(["A": "old"]))
      #expect(absent.prompt.reports == [.unloaded(Self.place)])
      let unknown = try step("export A=1\n", asker)
      let place = try #require(unknown.step.file.place)
      #expect(unknown.step.file.outcome == .notAllowed(place))
      #expect(unknown.step.base == environment(["A": "old"]))
      #expect((unknown.step.environment["DIRENV_FILE"] == place.bytes) == (index == 1))
      #expect(unknown.prompt.reports == [.blocked(.notAllowed(place))])
      let denied = try step("export A=1\n", asker, denied: true)
      guard case .denied = denied.step.file.outcome else {
        Issue.record("\(denied.step.file.outcome)")
        continue
      }
      #expect(denied.prompt.reports == [.unloaded(Self.place)])
    }
  }

  @Test("a shell that leaves is told what was changed meanwhile")
  func leaving() {
    let before = environment(["A": "old"])
    let after = environment(["A": "new"])
    let difference = EnvironmentDifference(from: before, to: after)
    let record = EnvironmentRecord(place: Self.place, difference: difference, watches: [])
    let folder = RecordFolder(at: Path("/nowhere"))
    var now = EnvironmentState.marked(after, record, from: before, .variables, folder)
    now["A"] = Bytes("mine")
    let step = PromptStep(leaving: EnvironmentState(of: now, folder))
    #expect(step.reports == [.kept(Self.place, [Bytes("A")])])
    let names = step.changes.map { String(decoding: $0.name, as: UTF8.self) }
    #expect(names == ["DIRENV_DIFF", "DIRENV_DIR", "DIRENV_FILE", "DIRENV_WATCHES"])
  }
}
