import Foundation
import TestSupport
import Testing

/// A home of root's, and a user with a home of his own who may not write it.
struct SharedHome {
  let fixture: GoFixture

  /// Whether programs can be run as another user here.
  static let isPossible: Bool = {
    guard geteuid() == 0, let program = findProgram("setpriv") else { return false }
    return (try? runProgram(program, user + ["true"]))?.status == 0
  }()

  private static let user = ["--reuid", "61234", "--regid", "61234", "--clear-groups"]

  init() throws {
    fixture = try GoFixture()
    try fixture.adopt("1.21.0", "1.22.3")
    try fixture.tvm("default", "go@1.21.0").expectSuccess()
    try fixture.tvm("shims").expectSuccess("\(fixture.home)/shims\n")
    chmod(fixture.sandbox.root, 0o755)
    for folder in ["ann", "project"] {
      try fixture.sandbox.makeDirectory(folder)
      chown(fixture.sandbox.path(folder), 61234, 61234)
    }
    fixture.sandbox.environment["HOME"] = fixture.sandbox.path("ann")
  }

  /// Runs a program as the user.
  @discardableResult
  func run(_ program: String, _ arguments: [String]) throws -> ProgramOutput {
    try fixture.sandbox.run("setpriv", Self.user + [program] + arguments, in: "project")
  }

  @discardableResult
  func tvm(_ arguments: String...) throws -> ProgramOutput {
    try run(Project.program("tvm"), arguments)
  }

  func shim(_ arguments: String...) throws -> ProgramOutput {
    try run("\(fixture.home)/shims/go", arguments)
  }

  /// Everything in the home, with what tells a change.
  var state: String {
    get throws {
      try fixture.sandbox.run("find", [fixture.home, "-printf", "%p %i %C@ %T@\n"]).output
    }
  }
}

@Suite("A home of others", .enabled(if: SharedHome.isPossible, "SKIPPED: another user"))
struct SharedHomeTests {
  @Test("a user has a default of his own, and without it that of the home")
  func ownDefault() throws {
    let shared = try SharedHome()
    let before = try shared.state
    try shared.shim("version").expectSuccess("go version go1.21.0 test\n")
    try shared.tvm("default").expectSuccess("go 1.21.0\n")
    try shared.tvm("default", "go@1.22.3").expectSuccess()
    try shared.shim("version").expectSuccess("go version go1.22.3 test\n")
    try shared.tvm("default").expectSuccess("go 1.22.3\n")
    let own = "~/.local/share/tvm/config.toml"
    #expect(try shared.tvm("why", "go").output.contains(own))
    #expect(try shared.tvm("current").output.contains("1.22.3"))
    try shared.tvm("default", "go", "none").expectSuccess()
    try shared.shim("version").expectSuccess("go version go1.21.0 test\n")
    #expect(try shared.state == before)
  }

  @Test("a user has links of his own, which come before those of the home")
  func ownLinks() throws {
    let shared = try SharedHome()
    let sandbox = shared.fixture.sandbox
    try shared.fixture.toolchain("ours", version: "1.9")
    try shared.fixture.toolchain("mine", version: "1.10")
    try shared.fixture.tvm("link", "corp", sandbox.path("ours")).expectSuccess()
    let before = try shared.state
    try shared.shim("+corp", "version").expectSuccess("go version go1.9 test\n")
    try shared.tvm("link", "mine", sandbox.path("mine")).expectSuccess()
    try shared.tvm("link", "corp", sandbox.path("mine")).expectSuccess()
    try shared.shim("+corp", "version").expectSuccess("go version go1.10 test\n")
    try sandbox.write("mine\n", to: "project/.go-version")
    try shared.shim("version").expectSuccess("go version go1.10 test\n")
    let list = try shared.tvm("list", "go")
    #expect(list.output.contains("mine") && list.output.contains("1.22.3"), "\(list.output)")
    #expect(
      try shared.tvm("which", "go").output == sandbox.path("ann/.local/share/tvm/go/mine/bin/go\n"))
    try shared.tvm("uninstall", "mine").expectSuccess()
    try shared.tvm("uninstall", "corp").expectSuccess()
    try shared.shim("+corp", "version").expectSuccess("go version go1.9 test\n")
    #expect(try shared.state == before)
  }

  @Test("what is the home's is not a user's to change, and the message says whose it is")
  func notOurs() throws {
    let shared = try SharedHome()
    try shared.fixture.toolchain("mine", version: "1.9")
    try shared.fixture.tvm("link", "corp", shared.fixture.sandbox.path("mine")).expectSuccess()
    let before = try shared.state
    for arguments in [
      ["install", "1.23.1"], ["install", "--repair", "1.21.0"], ["uninstall", "1.21.0"],
      ["uninstall", "corp"], ["link", "1.9", shared.fixture.sandbox.path("mine")],
    ] {
      try shared.run(Project.program("tvm"), arguments)
        .expectFailure(
          saying: "\(shared.fixture.home): it belongs to another user\nhelp: unset TVM_HOME")
    }
    try shared.tvm("install", "1.21.0").expectSuccess()
    try shared.tvm("use", "1.21.0").expectSuccess()
    #expect(try shared.state == before)
  }

  @Test("a user allows for himself, has environments, and links for editors")
  func ownApprovals() throws {
    let shared = try SharedHome()
    let sandbox = shared.fixture.sandbox
    try sandbox.write("export ALLOWED=yes\n", to: "project/.envrc")
    try sandbox.write("1.21.0\n", to: "project/.go-version")
    // What root has allowed is allowed to root.
    sandbox.environment["HOME"] = sandbox.home
    for name in ["project", "project/.envrc"] { chown(sandbox.path(name), 0, 0) }
    try shared.fixture.tvm("allow").expectSuccess()
    for name in ["project", "project/.envrc"] { chown(sandbox.path(name), 61234, 61234) }
    sandbox.environment["HOME"] = sandbox.path("ann")
    let before = try shared.state
    #expect(try shared.tvm("exec", ".", "--", "printenv", "ALLOWED").status != 0)
    try shared.tvm("allow").expectSuccess()
    try shared.tvm("exec", ".", "--", "printenv", "ALLOWED").expectSuccess("yes\n")
    #expect(try shared.tvm("export", "bash").output.contains("ALLOWED"))
    try shared.tvm("deny").expectSuccess()
    #expect(try shared.tvm("exec", ".", "--", "printenv", "ALLOWED").status != 0)
    try shared.tvm("ide", "vscode").expectSuccess()
    #expect(
      sandbox.read("project/.vscode/settings.json").contains("ann/.local/share/tvm/projects/"))
    #expect(try shared.state == before)
  }

  @Test("by sudo and without HOME it is said where was looked")
  func looked() throws {
    let shared = try SharedHome()
    let sandbox = shared.fixture.sandbox
    try sandbox.write("1.21.0\n", to: "project/.go-version")
    sandbox.environment["TVM_HOME"] = nil
    let folder = "~/.local/share/tvm/go"
    for program in ["\(shared.fixture.home)/shims/go", Project.program("tvm")] {
      let result = try shared.run(program, program.hasSuffix("go") ? ["version"] : ["which", "go"])
      #expect(result.errors.contains("\n  looked in \(folder)\n"), "\(result.errors)")
    }
    sandbox.environment["SUDO_UID"] = "1000"
    try sandbox.write("", to: "project/.go-version")
    try sandbox.remove("project/.go-version")
    let result = try shared.shim("version")
    #expect(result.errors.contains("\n  looked in \(folder)\n"), "\(result.errors)")
  }

  @Test(
    "a question is answered where nothing may be written",
    arguments: [
      ["list"], ["list", "--json"], ["current"], ["current", "--json"], ["why"], ["why", "--json"],
      ["which", "go"], ["env"], ["env", "--format", "json"], ["hook", "bash"], ["hook", "zsh"],
      ["hook", "fish"], ["shims"], ["export", "bash"], ["completions", "bash"], ["default"],
      ["list-remote", "--offline"], ["ide", "--check"], ["update", "--check", "--offline"],
      ["component", "list"], ["target", "list"], ["doctor", "--no-shells"], ["--version"],
      ["help", "use"],
    ])
  func questions(_ words: [String]) throws {
    let shared = try SharedHome()
    let sandbox = shared.fixture.sandbox
    try sandbox.write("1.21.0\n", to: "project/.go-version")
    let before = try shared.state
    let there = try shared.run(Project.program("tvm"), words)
    // A home that is nobody's to write, and no other one.
    sandbox.environment["HOME"] = "/nonexistent"
    let nowhere = try shared.run(Project.program("tvm"), words)
    for result in [there, nowhere] {
      #expect(!result.errors.contains("cannot write") && !result.errors.contains("cannot create"))
      #expect(!result.errors.contains("Permission denied"), "\(words): \(result.errors)")
    }
    #expect(try shared.state == before, "\(words)")
    // As root, who may write: it answers as those do who may not.
    sandbox.environment["HOME"] = sandbox.home
    let root = try sandbox.run(Project.program("tvm"), words, in: "project")
    if words.first != "doctor" {
      #expect(there.status == root.status, "\(words): \(there.errors)")
      #expect(nowhere.status == root.status, "\(words): \(nowhere.errors)")
    }
  }
}
