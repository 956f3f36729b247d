import TestSupport
import Testing

/// Slips that only the toolchains can tell.
@Suite("Mistyped tools, versions and parts")
struct SlipTests {
  @Test(
    "the command line is repeated as it was meant, and nothing is changed",
    arguments: [
      (["use", "lates"], "no toolchain is named \"lates\"", "tvm use latest"),
      (["use", "go", "lates"], "no toolchain is named \"lates\"", "tvm use go latest"),
      (["install", "-q", "stabel"], "no toolchain is named \"stabel\"", "tvm install -q stable"),
      (
        ["install", "rust@nigthly"], "no toolchain is named \"nigthly\"", "tvm install rust@nightly"
      ),
      (
        ["use", "nigthly-2026-05-20"], "no toolchain is named \"nigthly-2026-05-20\"",
        "tvm use nightly-2026-05-20"
      ),
      (["default", "oldstabel"], "no toolchain is named \"oldstabel\"", "tvm default oldstable"),
      (["use", "rus", "stable"], "\"rus\" is neither", "tvm use rust stable"),
      (["use", "gol@1.21"], "\"gol\" is neither", "tvm use go@1.21"),
      (["install", "99.9"], "no Go release matches \"99.9\"", "tvm install 1.23.1"),
      (["install", "1.21.14"], "no Go release matches \"1.21.14\"", "tvm install 1.21.13"),
      (["exec", "lates", "--", "go", "version"], "\"lates\"", "tvm exec latest -- go version"),
      (["which", "gofm"], "\"gofm\" is not a toolchain command", "tvm which gofmt"),
    ])
  func slip(_ words: [String], _ message: String, _ help: String) throws {
    let fixture = try GoFixture()
    let result = try fixture.sandbox.run(Project.program("tvm"), words, in: "project")
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.errors.hasSuffix("\nhelp: \(help)\n"), "\(result.errors)")
    #expect(fixture.installed == [])
  }

  @Test(
    "other tools are told what tvm is for", arguments: [["use", "node", "20"], ["i", "zig@0.13"]])
  func foreign(_ words: [String]) throws {
    let fixture = try GoFixture()
    let result = try fixture.sandbox.run(Project.program("tvm"), words, in: "project")
    #expect(result.errors.hasPrefix("tvm: tvm installs and runs Go and Rust toolchains; "))
    #expect(result.status == 1 && !result.errors.contains("help: "))
  }

  @Test("components, targets and profiles")
  func parts() throws {
    let fixture = try RustFixture("1.70.0")
    for (words, help) in [
      (["install", "rust@1.70.0", "-c", "clipy"], "tvm install rust@1.70.0 -c clippy"),
      (
        ["install", "rust@1.70.0", "--profile", "minimla"],
        "tvm install rust@1.70.0 --profile minimal"
      ),
      (
        ["install", "rust@1.70.0", "-t", "x86_64-unknwn-linux-gnu"],
        "tvm install rust@1.70.0 -t x86_64-unknown-linux-gnu"
      ),
    ] {
      let result = try fixture.sandbox.run(Project.program("tvm"), words, in: "project")
      #expect(result.status == 1, "\(result.errors)")
      #expect(result.errors.hasSuffix("\nhelp: \(help)\n"), "\(result.errors)")
    }
  }

  @Test("allow without a file is no wrong usage")
  func allow() throws {
    let sandbox = try Sandbox()
    let result = try sandbox.run(Project.program("tvm"), ["allow"], in: "home")
    #expect(result.status == 1 && !result.errors.contains("Usage"), "\(result.errors)")
    #expect(result.errors == "tvm: no .envrc or rust-toolchain.toml here or in a parent\n")
  }

  @Test("the version by its other names", arguments: [["-V"], ["version"]])
  func version(_ words: [String]) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.run(Project.program("tvm"), words)
    #expect(result.output.hasPrefix("tvm ") && result.status == 0)
  }
}
