import Foundation
import Resolution
import TestSupport
import Testing

@testable import Environment

@Suite("What is loaded in an environment")
struct EnvironmentStateTests {
  static let before = environment([
    "PATH": "/a:/b", "EDITOR": "vi", "GONE": "1\n2", "EMPTY": "", "KEEP": "x",
  ])
  static let after = environment([
    "PATH": "/p:/a:/b", "EDITOR": "ed", "NEW": "s3cr3t", "EMPTY": "full", "KEEP": "x",
  ])

  static let record = EnvironmentRecord(
    place: Path("/p/.envrc"), difference: EnvironmentDifference(from: before, to: after),
    watches: [
      Watch(Path("/p/.envrc"), .present(modified: 1_500_000_000, size: 1, file: 2, youngHash: [])),
      Watch(Path("/p/none"), .missing),
    ])

  /// Where what is loaded is kept, besides its form.
  enum Place: CaseIterable, Sendable { case home, brokenHome }

  /// The environment with what was loaded, and the folder of records.
  private func loaded(
    _ form: EnvironmentState.Form, _ place: Place, _ sandbox: Sandbox
  ) throws -> (environment: EnvironmentSnapshot, folder: RecordFolder) {
    if place == .brokenHome { try sandbox.write("", to: "environments") }
    let folder = RecordFolder(at: Path(Bytes(sandbox.path("environments").utf8)))
    return (
      EnvironmentState.marked(Self.after, Self.record, from: Self.before, form, folder), folder
    )
  }

  @Test(
    "is the same in every form, and is taken back from it",
    arguments: [EnvironmentState.Form.record, .variables], Place.allCases)
  func roundTrip(_ form: EnvironmentState.Form, _ place: Place) throws {
    let sandbox = try Sandbox()
    let (environment, folder) = try loaded(form, place, sandbox)
    #expect(text("DIRENV_DIR", environment) == "-/p")
    #expect(text("DIRENV_FILE", environment) == "/p/.envrc")
    let isRecord = form == .record && place == .home
    #expect((text("TVM_ENV", environment) != nil) == isRecord)
    #expect((text("DIRENV_DIFF", environment) == nil) == isRecord)
    let state = EnvironmentState(of: environment, folder)
    #expect(state.records == [Self.record] && state.problem == nil)
    #expect(state.place == Path("/p/.envrc"))
    #expect(state.base() == Self.before && state.base(.overwritten) == Self.before)
    #expect(state.base(of: ["EDITOR", "NEW", "KEEP"]).values.count == 2)
    #expect(text("EDITOR", state.base(of: ["EDITOR"])) == "vi")
  }

  @Test("a record tells no value in the environment")
  func secrets() throws {
    let sandbox = try Sandbox()
    let (environment, _) = try loaded(.record, .home, sandbox)
    let added = Self.after.names(changedIn: environment).map { environment.values[$0] ?? [] }
    #expect(added.count == 3)
    #expect(!added.contains { String(decoding: $0, as: UTF8.self).contains("vi") })
  }

  @Test(
    "what others have changed since",
    arguments: [EnvironmentState.Form.record, .variables])
  func others(_ form: EnvironmentState.Form) throws {
    let sandbox = try Sandbox()
    var (environment, folder) = try loaded(form, .home, sandbox)
    environment["EDITOR"] = Bytes("nano")
    environment["PATH"] = Bytes("/mine:/p:/b")
    let state = EnvironmentState(of: environment, folder)
    #expect(text("EDITOR", state.base()) == "nano")
    #expect(text("EDITOR", state.base(.overwritten)) == "vi")
    #expect(text("PATH", state.base()) == "/mine:/b")
    #expect(text("PATH", state.base(.overwritten)) == "/mine:/b")
  }

  @Test("what direnv has loaded on top of tvm goes first")
  func both() throws {
    let sandbox = try Sandbox()
    var (environment, folder) = try loaded(.record, .home, sandbox)
    let name = try #require(environment["TVM_ENV"])
    let lower = environment
    environment["EDITOR"] = Bytes("emacs")
    environment["PATH"] = Bytes("/p:/p:/a:/b")
    let upper = EnvironmentRecord(
      place: Path("/p/.envrc"), difference: EnvironmentDifference(from: lower, to: environment),
      watches: [])
    var marked = EnvironmentState.marked(environment, upper, from: lower, .variables, folder)
    marked["TVM_ENV"] = name
    let state = EnvironmentState(of: marked, folder)
    #expect(state.records.count == 2)
    #expect(state.base() == Self.before)
  }

  @Test(
    "variables that say nothing, or nothing that can be read",
    arguments: [
      (["TVM_ENV": "", "DIRENV_DIFF": "", "DIRENV_DIR": "-/p", "DIRENV_FILE": "/p/.envrc"], nil),
      (["DIRENV_DIFF": "x"], .stateInvalid(Literal("DIRENV_DIFF"))),
      (["DIRENV_DIFF": "eJyrrgUAAXUA-Q==", "DIRENV_WATCHES": "x"], nil),
      (["TVM_ENV": "../../allow/x"], .recordMissing(Bytes("../../allow/x"))),
      (["TVM_ENV": "0123456789abcdef"], .recordMissing(Bytes("0123456789abcdef"))),
      (["TVM_ENV": "/etc/passwd"], .recordMissing(Bytes("/etc/passwd"))),
    ] as [([String: String], EnvironmentError?)])
  func damaged(_ variables: [String: String], _ problem: EnvironmentError?) throws {
    let sandbox = try Sandbox()
    let folder = RecordFolder(at: Path(Bytes(sandbox.path("environments").utf8)))
    for folder in [folder, nil] {
      let state = EnvironmentState(
        of: environment(variables.merging(["KEEP": "x"]) { $1 }), folder)
      #expect(state.problem == problem)
      #expect(state.base() == environment(["KEEP": "x"]))
    }
  }

  @Test("an old direnv does not name the file")
  func oldDirenv() {
    let difference = DirenvDifference(
      Self.record.difference, from: Self.before, to: Self.after)
    var environment = Self.after
    environment["DIRENV_DIFF"] = difference.gzenv
    #expect(EnvironmentState(of: environment, nil).place == Path(".envrc"))
    environment["DIRENV_DIR"] = Bytes("-/p")
    let state = EnvironmentState(of: environment, nil)
    #expect(state.place == Path("/p/.envrc") && state.base() == Self.before)
  }

  @Test("a record of tvm 0.1 is read")
  func firstRecord() throws {
    let contents = """
      tvm environment 2
      9:/p/.envrc
      1:2
      9:/p/.envrc
      10:1500000000
      1:1
      1:2
      0:
      7:/p/none
      -
      6:EDITOR
      5:value
      2:vi
      64:47d22dbdd6a09ec9ba9e97aefd2ba41ca9f27df4f6a4d7d2a7b6bb2d5d0e9c5b
      4:PATH
      8:elements
      1:1
      1:1
      1:1
      2:/p
      1:0
      1:0
      1:1
      12:0123456789ab

      """
    let record = try #require(EnvironmentRecord(Bytes(contents.utf8)))
    #expect(record.encoded == Bytes(contents.utf8))
    #expect(record.place == Path("/p/.envrc") && record.watches == Self.record.watches)
    #expect(record.difference.summary == [Bytes("~EDITOR"), Bytes("~PATH")])
  }
}
