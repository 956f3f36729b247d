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
    let version = try rustup("--version")
    #expect(version.output.contains(/^rustup \d+\.\d+\.\d+ \(\S+ \d{4}-\d\d-\d\d\)\n$/))
    #expect(version.errors.hasPrefix("info: This is the version for the rustup toolchain manager"))
  }

  @Test("what is added, left out and about to be missed is said in rustup's words")
  func notes() throws {
    let fixture = try RustFixture("1.70.0")
    let host = RustFixture.host
    let active = "warn: removing the active toolchain; a toolchain override will be required for "
    let standard = "warn: removing the default toolchain; proc-macros and build scripts might "
    for (arguments, output, errors) in [
      (
        "toolchain install stable --profile minimal",
        "\n  stable-\(host) installed - \(Self.compiler)\n\n",
        """
        info: syncing channel updates for stable-\(host)
        info: latest update on 2023-06-01 for version 1.70.0 (000000000 2023-06-01)
        info: default toolchain set to stable-\(host)

        """
      ),
      (
        "toolchain install stable -c clippy,odd --force",
        "\n  stable-\(host) updated - \(Self.compiler) (from \(Self.compiler))\n\n",
        """
        info: syncing channel updates for stable-\(host)
        warn: skipping unavailable component odd
        info: latest update on 2023-06-01 for version 1.70.0 (000000000 2023-06-01)

        """
      ),
      ("component add rustfmt", "", "info: downloading component rustfmt\n"),
      ("component add rustfmt-preview", "", "info: component rustfmt is up to date\n"),
      ("target add wasm32-wasip1", "", "info: downloading component rust-std\n"),
      (
        "target add wasm32-wasip1", "",
        "info: component rust-std for target wasm32-wasip1 is up to date\n"
      ),
      (
        "target remove wasm32-wasip1", "",
        "info: removing component rust-std for target wasm32-wasip1\n"
      ),
      (
        "--version", "rustup 1.29.0 (tvm-0.2.0 2026-03-05)\n",
        """
        info: This is the version for the rustup toolchain manager, not the rustc compiler.
        info: the currently active `rustc` version is `\(Self.compiler)`

        """
      ),
      (
        "toolchain uninstall stable", "",
        """
        \(active)running Rust tools
        \(standard)no longer build
        info: uninstalling toolchain stable-\(host)
        info: toolchain stable-\(host) uninstalled

        """
      ),
    ] {
      let result = try fixture.sandbox.run(
        Project.program("tvm"), ["rustup"] + arguments.split(separator: " ").map(String.init),
        in: "project")
      #expect(result.status == 0)
      #expect(result.output == output, "\(arguments)")
      #expect(result.errors == errors, "\(arguments)")
    }
  }

  @Test(
    "settings that rustup refuses are refused",
    arguments: [
      "overrides = 3", "overrides = []", "[overrides]\n\"/x\" = 3", "[overrides.x]\ny = \"z\"",
      "auto_install = true", "auto_install = \"foo\"", "auto_self_update = \"foo\"",
      "pgp_keys = [\"a\"]",
    ])
  func refusedSettings(_ line: String) throws {
    let fixture = try RustFixture()
    try fixture.sandbox.write("version = \"12\"\n\(line)\n", to: "rustup/settings.toml")
    let refused = try fixture.sandbox.run(
      Project.program("tvm"), ["rustup", "toolchain", "list"], in: "project")
    #expect(refused.status == 1 && refused.errors.contains("must be "), "\(refused.errors)")
    #expect(refused.errors.contains("settings.toml:"))
  }

  @Test("of a directory's file what cannot be had is left out")
  func fromFile() throws {
    let fixture = try RustFixture("1.70.0")
    func install() throws -> ProgramOutput {
      try fixture.sandbox.run(
        Project.program("tvm"), ["rustup", "toolchain", "install"], in: "project")
    }
    try fixture.sandbox.write(
      "[toolchain]\nchannel = \"stable\"\nprofile = \"minimal\"\ncomponents = [\"clippy\"]\n",
      to: "project/rust-toolchain.toml")
    let first = try install()
    #expect(first.status == 0 && first.output == "", "\(first.errors)")
    try fixture.sandbox.write(
      "[toolchain]\nchannel = \"stable\"\ncomponents = [\"odd\", \"rust-src\"]\n",
      to: "project/rust-toolchain.toml")
    let second = try install()
    #expect(second.status == 0 && second.output == "")
    #expect(
      second.errors == """
        info: using existing install for stable-\(RustFixture.host)
        warn: skipping unavailable component odd
        info: the active toolchain `stable-\(RustFixture.host)` has been installed
        info: it's active because: overridden by \
        '\(fixture.sandbox.path("project/rust-toolchain.toml"))'

        """)
    #expect(fixture.components("stable").contains("rust-src"))
  }

  @Test(
    "what is not answered is said to be so",
    arguments: ["doc", "man", "completions"])
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
