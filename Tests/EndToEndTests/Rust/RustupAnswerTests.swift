import TestSupport
import Testing

@Suite("tvm rustup", .timeLimit(.minutes(20)))
struct RustupAnswerTests {
  private static let folder = "rustup/toolchains/stable-HOST"
  private static let compiler = "rustc 1.70.0 (000000000 2023-06-01)"
  private static let head =
    "Default host: HOST\nrustup home:  ROOT/rustup\n\ninstalled toolchains\n--------------------\n"
  private static let active = "active toolchain\n----------------\nname: stable-HOST\n"
  private static let reason = "active because: it's the default toolchain\n"
  private static let details = "\(reason)compiler: \(compiler)\npath: ROOT/\(folder)\n"
  private static let targets = "installed targets:\n  HOST\n"
  private static let unchanged = "\n  stable-HOST unchanged - \(compiler)\n\n"

  @Test(
    "answers have the form of rustup's",
    arguments: [
      (["toolchain", "list"], "stable-HOST (active, default)\n"),
      (["show", "active-toolchain"], "stable-HOST (default)\n"),
      (["show", "home"], "ROOT/rustup\n"),
      (["default"], "stable-HOST (default)\n"),
      (["which", "cargo"], "ROOT/rustup/toolchains/stable-HOST/bin/cargo\n"),
      (
        ["which", "rustc", "--toolchain", "stable"],
        "ROOT/rustup/toolchains/stable-HOST/bin/rustc\n"
      ),
      (["run", "stable", "--", "rustc", "--version"], "rustc 1.70.0 (000000000 2023-06-01)\n"),
      (["toolchain", "list", "-q"], "stable-HOST\n"),
      (["toolchain", "uninstall", "foo"], ""),
      (["run", "stable", "rustc", "--version"], "rustc 1.70.0 (000000000 2023-06-01)\n"),
      (
        ["component", "list", "--installed"], "cargo-HOST\nclippy-HOST\nrust-std-HOST\nrustc-HOST\n"
      ),
      (["target", "list"], "wasm32-wasip1\nHOST (installed)\n"),
      (["target", "list", "--installed"], "HOST\n"),
      (["override", "list"], "no overrides\n"),
      (
        ["+stable", "show", "active-toolchain"],
        "stable-HOST (overridden by +toolchain on the command line)\n"
      ),
      (["-v", "show", "active-toolchain"], "stable-HOST (default)\n"),
      (["--verbose", "toolchain", "list"], "stable-HOST (active, default)\n"),
      (["-q", "toolchain", "list", "-v"], "stable-HOST (active, default) ROOT/\(folder)\n"),
      (["--quiet", "+stable", "which", "cargo"], "ROOT/\(folder)/bin/cargo\n"),
      (["show", "active-toolchain", "-v"], "stable-HOST\n\(details)"),
      (
        ["+stable", "show", "active-toolchain", "--verbose"],
        "stable-HOST\n\(details)".replacing(
          "it's the default toolchain", with: "overridden by +toolchain on the command line")
      ),
      (["show"], "\(head)stable-HOST (active, default)\n\n\(active)\(reason)\(targets)"),
      (
        ["show", "-v"],
        "\(head)stable-HOST (active, default)\n  \(compiler)\n  path: ROOT/\(folder)\n\n"
          + "\(active)\(details)\(targets)"
      ),
      (["toolchain", "update", "stable", "--no-self-update"], unchanged),
      (["toolchain", "up", "stable"], unchanged), (["toolchain", "add", "stable"], unchanged),
      (["install", "stable"], unchanged), (["update", "stable"], unchanged), (["up"], unchanged),
      (["upgrade"], unchanged), (["default", "stable"], unchanged),
      (["check"], "stable-HOST - up to date: 1.70.0 (000000000 2023-06-01)\n"),
    ])
  func answers(_ arguments: [String], expected: String) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal", "-c", "clippy").expectSuccess()
    try fixture.tvm("default", "stable").expectSuccess()
    let result = try fixture.sandbox.run(
      Project.program("tvm"), ["rustup"] + arguments, in: "project")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output
        == expected.replacing("HOST", with: RustFixture.host)
        .replacing("ROOT", with: fixture.sandbox.root))
  }

  @Test("toolchains, components and overrides are changed")
  func changes() throws {
    let fixture = try RustFixture("1.70.0")
    func rustup(_ arguments: String...) throws -> ProgramOutput {
      try fixture.sandbox.run(Project.program("tvm"), ["rustup"] + arguments, in: "project")
    }
    #expect(try rustup("toolchain", "install", "stable", "--profile", "minimal").status == 0)
    #expect(try rustup("component", "add", "rustfmt").status == 0)
    #expect(try fixture.version("rustfmt", of: "stable") != nil)
    #expect(try rustup("target", "add", "wasm32-wasip1").status == 0)
    #expect(try rustup("override", "set", "stable").status == 0)
    #expect(try rustup("override", "list").output.hasPrefix(fixture.sandbox.path("project")))
    #expect(try rustup("show", "active-toolchain").output.contains("directory override for"))
    #expect(try rustup("override", "unset").status == 0)
    #expect(try rustup("override", "list").output == "no overrides\n")
    #expect(try rustup("toolchain", "uninstall", "stable").status == 0)
    let missing = try rustup("run", "stable", "cargo")
    #expect(missing.status != 0)
    #expect(missing.errors.contains("toolchain 'stable-\(RustFixture.host)' is not installed"))
    #expect(try rustup("--version").output.hasPrefix("rustup 1."))
  }

  @Test(
    "what is not answered is said to be so",
    arguments: ["set", "doc", "man", "self", "completions"])
  func otherVerbs(_ verb: String) throws {
    let fixture = try RustFixture()
    let result = try fixture.sandbox.run(
      Project.program("tvm"), ["rustup", verb, "something"], in: "project")
    let words = "error: 'rustup \(verb)' is not in the part of rustup that tvm answers"
    #expect(result.status == 1 && result.errors.hasPrefix(words), "\(result.errors)")
    #expect(
      result.errors.contains("help: tvm completions --help") == (verb == "completions"))
  }

  @Test("path = is followed after allow, and no longer after a change or deny")
  func allow() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    let root = fixture.sandbox.path(fixture.root("1.70.0"))
    let file = "project/rust-toolchain.toml"
    try fixture.sandbox.write("[toolchain]\npath = \"\(root)\"\n", to: file)
    try fixture.tvm("which", "rustc").expectFailure(saying: "is not allowed")
    try fixture.tvm("allow").expectSuccess()
    try fixture.tvm("which", "rustc").expectSuccess("\(root)/bin/rustc\n")
    try fixture.sandbox.write("[toolchain]\npath = \"\(root)\" #\n", to: file)
    try fixture.tvm("which", "rustc").expectFailure(saying: "is not allowed")
    try fixture.tvm("allow", "rust-toolchain.toml").expectSuccess()
    try fixture.tvm("which", "rustc").expectSuccess("\(root)/bin/rustc\n")
    try fixture.tvm("deny").expectSuccess()
    try fixture.tvm("which", "rustc").expectFailure(saying: "is not allowed")
  }
}
