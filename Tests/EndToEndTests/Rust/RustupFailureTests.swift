import TestSupport
import Testing

@Suite("tvm rustup: what fails, and what is said beside the results", .timeLimit(.minutes(20)))
struct RustupFailureTests {
  private func rustup(_ fixture: RustFixture, _ arguments: [String]) throws -> ProgramOutput {
    try fixture.sandbox.run(Project.program("tvm"), ["rustup"] + arguments, in: "project")
  }

  private static let head = "Default host: HOST\nrustup home:  ROOT/rustup\n\n"
  private static let file = "ROOT/project/rust-toolchain"
  private static let bad = "invalid toolchain name:"
  private static func invalid(_ value: String, _ argument: String, _ reason: String) -> String {
    "invalid value '\(value)' for '\(argument)'\(reason)\n\nFor more information, try '--help'."
  }
  private static let absent = "toolchain '1.69.0-HOST' is not installed"
  private static let help = "\nhelp: run `rustup toolchain install` to install it"

  @Test(
    "a toolchain that is not installed is said to be missing in rustup's words",
    arguments: [
      ("1.69.0", ["show"], head, "\(absent)\(help)"),
      ("1.69.0", ["show", "-v"], head, "\(absent)\(help)"),
      ("1.69.0", ["which", "cargo"], "", "\(absent)\(help)"),
      ("1.69.0", ["component", "list"], "", "\(absent)\(help)"),
      (
        "1.69.0", ["show", "active-toolchain"], "",
        "override \(absent): the toolchain file at '\(file)' specifies an uninstalled toolchain"
      ),
      (
        "1.69.0", ["show", "active-toolchain", "-v"], "",
        "override \(absent)\n\nCaused by:\n    the toolchain file at '\(file)' specifies an "
          + "uninstalled toolchain"
      ),
      (
        "nope", ["show", "active-toolchain"], "",
        "custom toolchain 'nope' specified in override file '\(file)' is not installed"
      ),
      ("stable", ["+nope", "show"], head, "toolchain 'nope' is not installed"),
      (
        "stable", ["+1.69.0", "show", "active-toolchain"], "",
        "override \(absent): the +toolchain on the command line specifies an uninstalled toolchain"
      ),
      ("stable", ["run", "nope", "x"], "", "toolchain 'nope' is not installed"),
      (
        "stable", ["which", "rustc", "--toolchain", "1.69.0"], "",
        "\(absent)\nhelp: run `rustup toolchain install 1.69.0-HOST` to install it"
      ),
      ("stable", ["override", "set", "nope"], "", "toolchain 'nope' is not installed"),
      ("stable", ["default", "nope"], "", "toolchain 'nope' is not installed"),
      ("stable", ["update", "nope"], "", invalid("nope", "[TOOLCHAIN]...", ": \(bad) 'nope'")),
      (
        "stable", ["install", "latest"], "",
        invalid("latest", "[TOOLCHAIN]...", ": \(bad) 'latest'")
      ),
      (
        "stable", ["component", "list", "--toolchain", "nope"], "",
        invalid("nope", "--toolchain <TOOLCHAIN>", ": \(bad) 'nope'")
      ),
      (
        "stable", ["install", "stable", "--profile", "odd"], "",
        invalid(
          "odd", "--profile <PROFILE>", "\n  [possible values: minimal, default, complete]")
      ),
      (
        "stable", ["+/abs", "show"], "",
        invalid("+/abs", "[+toolchain]", ": error: invalid toolchain name '/abs'")
      ),
      ("stable", ["run", "latest", "cargo"], "", "toolchain 'latest' is not installed"),
      ("stable", ["default", "latest"], "", "toolchain 'latest' is not installed"),
      (
        "stable", ["run", "stable", "nosuch"], "",
        "command failed: 'nosuch': No such file or directory"
          + " (os error 2)"
      ),
      (
        "stable", ["run", "stable", "cargo-clippy"], "",
        "'cargo-clippy' is not installed for the toolchain 'stable-HOST'.\n"
          + "help: run `rustup component add --toolchain stable-HOST clippy` to install it"
      ),
      (
        "stable", ["component", "add", "clippy", "--target", "bogus"], "",
        "toolchain 'stable-HOST' does not support target 'bogus'"
      ),
      (
        "stable", ["component", "add", "clippy", "--target", "wasm32-wasip1"], "",
        "toolchain 'stable-HOST' does not contain component 'clippy' for target 'wasm32-wasip1'"
      ),
      (
        "stable", ["component", "add", "clipy"], "",
        "toolchain 'stable-HOST' does not contain component 'clipy' for target 'HOST'; "
          + "did you mean 'clippy'?"
      ),
      (
        "stable", ["component", "remove", "clippy"], "",
        "toolchain 'stable-HOST' does not contain component 'clippy' for target 'HOST'"
      ),
      (
        "stable", ["-v", "-q", "show"], "",
        "the argument '--verbose' cannot be used with '--quiet'"
      ),
      (
        "stable", ["toolchain", "list", "-v", "-q"], "",
        "the argument '--verbose' cannot be used with '--quiet'"
      ),
    ])
  func missing(_ pin: String, _ arguments: [String], _ output: String, _ words: String) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    try fixture.sandbox.write("\(pin)\n", to: "project/rust-toolchain")
    let result = try rustup(fixture, arguments)
    func expanded(_ text: String) -> String {
      text.replacing("HOST", with: RustFixture.host)
        .replacing("ROOT", with: fixture.sandbox.root)
    }
    #expect(result.status == 1)
    #expect(result.output == expanded(output))
    #expect(
      result.errors.hasPrefix(expanded("error: \(words)\n")), "\(result.errors)")
  }

  @Test("a target that is not there to be removed is named, behind what its removal would mean")
  func lastTarget() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    try fixture.tvm("default", "stable").expectSuccess()
    for target in ["wasm32-wasip1", "nope"] {
      let result = try rustup(fixture, ["target", "remove", target])
      #expect(result.status == 1 && result.output == "")
      #expect(
        result.errors == """
          warn: removing the last target; no build targets will be available
          error: toolchain 'stable-\(RustFixture.host)' does not have target '\(target)' installed

          """)
    }
  }

  @Test("nothing chosen, a slip and a missing subcommand are told on standard error, status 1")
  func usage() throws {
    let fixture = try RustFixture()
    for (arguments, words) in [
      (["show", "active-toolchain"], "error: no active toolchain\n"),
      (["which", "cargo"], "error: rustup could not choose a version of rustup to run, because "),
      (["default"], "error: no default toolchain is configured\n"),
      (["foo"], "error: "), (["target", "add"], "error: "), ([], "OVERVIEW: "),
      (["-q"], "OVERVIEW: "),
    ] {
      let result = try rustup(fixture, arguments)
      #expect(result.status == 1 && result.output == "", "\(arguments)")
      #expect(result.errors.hasPrefix(words), "\(arguments): \(result.errors)")
    }
    for (arguments, words) in [
      (["show", "--bogus"], "error: "), (["show", "bogus"], "error: "),
      (["toolchain"], "OVERVIEW: "),
    ] {
      let result = try rustup(fixture, arguments)
      #expect(result.status == 1 && result.errors == "", "\(arguments)")
      #expect(result.output.hasPrefix(words), "\(arguments): \(result.output)")
    }
    let help = try rustup(fixture, ["--help"])
    #expect(help.status == 0 && help.output.hasPrefix("OVERVIEW: ") && help.errors == "")
    let show = try rustup(fixture, ["show"])
    #expect(show.status == 0 && show.output.hasSuffix("no active toolchain\n"))
  }

  @Test("overrides of directories that are gone are marked, and removed on demand")
  func overrides() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    func expect(
      _ arguments: [String], _ output: String, _ errors: String, _ place: SourceLocation
    ) throws {
      let result = try rustup(fixture, ["override"] + arguments)
      #expect(result.status == 0, sourceLocation: place)
      #expect(result.output == output, sourceLocation: place)
      #expect(
        result.errors
          == errors.split(separator: "\n").map { "\($0.hasPrefix("`") ? "" : "info: ")\($0)\n" }
          .joined(), sourceLocation: place)
    }
    let name = "stable-\(RustFixture.host)"
    let project = fixture.sandbox.path("project")
    let gone = fixture.sandbox.path("gone")
    func padded(_ text: String) -> String {
      text + String(repeating: " ", count: max(0, 40 - text.count)) + "\t\(name)\n"
    }
    try fixture.sandbox.makeDirectory("gone")
    try expect(
      ["set", "stable", "--path", "../gone"], "",
      "override toolchain for ../gone set to \(name)", #_sourceLocation)
    try fixture.sandbox.remove("gone")
    try expect(
      ["set", "stable"], "", "override toolchain for \(project) set to \(name)", #_sourceLocation)
    try expect(
      ["list"], padded("\(gone) (not a directory)") + padded(project) + "\n",
      "you may remove overrides for non-existent directories with\n"
        + "`rustup override unset --nonexistent`", #_sourceLocation)
    try expect(
      ["unset", "--nonexistent"], "", "override toolchain for '\(gone)' removed",
      #_sourceLocation)
    try expect(
      ["unset", "--nonexistent"], "", "no nonexistent paths detected", #_sourceLocation)
    try expect(["list"], padded(project), "", #_sourceLocation)
    for word in ["remove", "rm", "delete", "del"] {
      try expect(
        [word, "--path", "/none"], "", "no override toolchain for '/none'", #_sourceLocation)
    }
    try expect(
      ["unset"], "", "override toolchain for '\(project)' removed", #_sourceLocation)
    try expect(
      ["unset"], "",
      "no override toolchain for '\(project)'\n"
        + "you may use `--path <path>` option to remove override toolchain for a specific path",
      #_sourceLocation)
    #expect(try rustup(fixture, ["-q", "override", "unset"]).errors == "")
  }

  @Test("update goes on after what fails, and check tells updates by its status")
  func update() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.release("nightly", "2023-06-02")
    try fixture.tvm("install", "stable", "nightly", "--profile", "minimal").expectSuccess()
    #expect(try rustup(fixture, ["check"]).status == 0)
    try fixture.release("1.71.0", "2023-07-13")
    let host = RustFixture.host
    let check = try rustup(fixture, ["check", "--no-self-update"])
    #expect(check.status == 100 && check.errors == "")
    #expect(
      check.output == """
        stable-\(host) - update available: 1.70.0 (000000000 2023-06-01) -> \
        1.71.0 (000000000 2023-07-13)
        nightly-\(host) - up to date: nightly (000000000 2023-06-02)

        """)
    let sum = "mirror/dist/channel-rust-stable.toml.sha256"
    let kept = fixture.sandbox.read(sum)
    try fixture.sandbox.remove(sum)
    #expect(try rustup(fixture, ["check"]).status == 1)
    try fixture.release("nightly", "2023-06-03")
    let half = try rustup(fixture, ["update"])
    #expect(half.status == 1)
    #expect(half.errors.contains("error: cannot use the manifest at file://"), "\(half.errors)")
    #expect(
      half.output == """

          stable-\(host) update failed - rustc 1.70.0 (000000000 2023-06-01)
               nightly-\(host) updated - rustc nightly (000000000 2023-06-03) \
        (from rustc nightly (000000000 2023-06-02))


        """)
    try fixture.sandbox.write(kept, to: sum)
    let rest = try rustup(fixture, ["update"])
    #expect(rest.status == 0 && rest.output.contains("  stable-\(host) updated - rustc 1.71.0"))
  }

  @Test("target add all adds every target that can be had")
  func allTargets() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    try fixture.tvm("default", "stable").expectSuccess()
    #expect(try rustup(fixture, ["target", "add", "all"]).status == 0)
    #expect(
      try rustup(fixture, ["target", "list", "--installed"]).output
        == "wasm32-wasip1\n\(RustFixture.host)\n")
  }
}
