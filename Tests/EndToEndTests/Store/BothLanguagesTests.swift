import Foundation
import TestSupport
import Testing

@Suite("Toolchains of Go and of Rust: the same words and the same care")
struct BothLanguagesTests {
  /// A sandbox with a folder that is a toolchain of either language, and no other toolchain.
  private func makeFixture() throws -> GoFixture {
    let fixture = try GoFixture()
    let sandbox = fixture.sandbox
    for (name, folder) in [("RUSTUP_HOME", "rustup"), ("CARGO_HOME", "cargo")] {
      sandbox.environment[name] = sandbox.path(folder)
    }
    sandbox.environment["RUSTUP_OVERRIDE_HOST_TRIPLE"] = RustFixture.host
    sandbox.environment["RUSTUP_OVERRIDE_UNIX_FALLBACK_SETTINGS"] = sandbox.path("none")
    sandbox.environment["RUSTUP_DIST_SERVER"] = "file://" + sandbox.path("none")
    for folder in ["go-sdk", "other-go"] { try fixture.toolchain(folder, version: "1.22.5") }
    for folder in ["rust-sdk", "other-rust"] {
      try sandbox.write("#!/bin/sh\necho rustc 1\n", to: "\(folder)/bin/rustc", executable: true)
      try sandbox.makeDirectory("\(folder)/lib")
    }
    return fixture
  }

  private func links(_ fixture: GoFixture, _ tool: String) -> [String] {
    let folder = tool == "go" ? "tvm/go" : "rustup/toolchains"
    // A folder that does not exist has nothing in it.
    return (try? FileManager.default.contentsOfDirectory(atPath: fixture.sandbox.path(folder)))
      ?? []
  }

  @Test("a tool's name before an @ is no part of a toolchain's", arguments: ["go", "rust"])
  func named(_ tool: String) throws {
    let fixture = try makeFixture()
    let sdk = fixture.sandbox.path("\(tool)-sdk")
    let linked = try fixture.tvm("link", "\(tool)@corp", "../\(tool)-sdk")
    #expect(linked.status == 0 && linked.errors == "tvm: linked \(tool) corp -> \(sdk)\n")
    #expect(links(fixture, tool) == ["corp"])
    // Beside a project of the other language a tool's name decides.
    try fixture.sandbox.write("", to: "project/\(tool == "go" ? "Cargo.toml" : "go.mod")")
    try fixture.tvm("use", "\(tool)@corp").expectSuccess()
    #expect(try fixture.tvm("current", tool).output.hasPrefix("\(tool) corp ("))
    try fixture.tvm("default", "\(tool)@corp").expectSuccess()
    #expect(try fixture.tvm("default").output == "\(tool) corp\n")
    let variable = tool == "go" ? "TVM_GO_VERSION" : "RUSTUP_TOOLCHAIN"
    try fixture.tvm("exec", "\(tool)@corp", "--", "printenv", variable).expectSuccess("corp\n")
    #expect(try fixture.tvm("list", tool).output.hasPrefix("* \(tool) corp  -> \(sdk)  ("))
    let removed = try fixture.tvm("uninstall", "\(tool)@corp")
    #expect(removed.status == 0)
    #expect(removed.errors.contains("tvm: warning: \(tool) corp is active here ("))
    #expect(
      removed.errors.contains("tvm: warning: \(tool) corp is the default"), "\(removed.errors)")
    #expect(removed.errors.hasSuffix("tvm: uninstalled \(tool) corp\n"))
    #expect(links(fixture, tool) == [])
    #expect(fixture.sandbox.exists("\(tool)-sdk/bin"))
  }

  @Test("a bare name is of the language that the folder holds", arguments: ["go", "rust"])
  func bare(_ tool: String) throws {
    let fixture = try makeFixture()
    for project in ["go.mod", "Cargo.toml"] {
      try fixture.sandbox.write("", to: "project/\(project)")
      try fixture.tvm("link", "corp", "../\(tool)-sdk").expectSuccess()
      #expect(links(fixture, tool) == ["corp"])
      try fixture.tvm("uninstall", "corp").expectSuccess()
      try fixture.sandbox.remove("project/\(project)")
    }
  }

  @Test("a folder of the other language is refused", arguments: [("go", "rust"), ("rust", "go")])
  func otherLanguage(_ tool: String, _ other: String) throws {
    let fixture = try makeFixture()
    let sdk = fixture.sandbox.path("\(other)-sdk")
    let result = try fixture.tvm("link", "\(tool)@corp", sdk)
    result.expectFailure(saying: "\(sdk) is not a \(tool) toolchain: it has no bin/")
    #expect(result.errors.hasSuffix("\nhelp: tvm link \(other)@NAME \(sdk)\n"))
    #expect(links(fixture, tool) + links(fixture, other) == [])
  }

  @Test(
    "a name that is taken stays, and the same link again is no error", arguments: ["go", "rust"])
  func occupied(_ tool: String) throws {
    let fixture = try makeFixture()
    let sdk = fixture.sandbox.path("\(tool)-sdk")
    try fixture.tvm("link", "\(tool)@corp", sdk).expectSuccess()
    for name in ["corp", "\(tool)@corp"] {
      let again = try fixture.tvm("link", name, "../\(tool)-sdk")
      #expect(again.status == 0)
      #expect(again.errors == "tvm: \(tool) corp is already linked -> \(sdk)\n")
      let other = try fixture.tvm("link", name, "../other-\(tool)")
      #expect(other.status == 1)
      #expect(
        other.errors == """
          tvm: \(tool) corp already exists
            it is \(sdk)
          help: tvm uninstall \(tool)@corp

          """)
    }
    #expect(try fixture.tvm("list", tool).output.contains("-> \(sdk)\n"))
  }

  @Test("what is not there is said in the same words", arguments: ["go", "rust"])
  func missing(_ tool: String) throws {
    let fixture = try makeFixture()
    let result = try fixture.tvm("uninstall", "\(tool)@corp")
    #expect(result.status == 1)
    #expect(result.errors == "tvm: \(tool) corp is not installed\nhelp: tvm list \(tool)\n")
  }

  @Test(
    "of two that remove a toolchain, the second says for whom it waits and finds it gone",
    arguments: ["go", "rust"], ["uninstall", "link"])
  func twice(_ tool: String, _ verb: String) throws {
    let fixture = try makeFixture()
    try fixture.tvm("link", "\(tool)@corp", "../\(tool)-sdk").expectSuccess()
    let first = try fixture.start("uninstall", "\(tool)@corp", checkpoint: "locked")
    #expect(first.waitUntilStopped(), "\(first.errors)")
    let words = verb == "link" ? ["../\(tool)-sdk"] : []
    let second = try RunningProgram(
      Project.program("tvm"), [verb, "\(tool)@corp"] + words, in: fixture.sandbox,
      directory: "project")
    #expect(
      second.waitForErrors(
        containing:
          "tvm: waiting for process \(first.processID) to finish with \(tool) corp\n"
      ), "\(second.errors)")
    first.send(SIGCONT)
    #expect(first.waitForExit() == 0, "\(first.errors)")
    #expect(second.waitForExit() == (verb == "link" ? 0 : 1))
    if verb == "uninstall" {
      #expect(second.errors.contains("tvm: \(tool) corp is not installed\n"), "\(second.errors)")
    }
    #expect(links(fixture, tool) == (verb == "link" ? ["corp"] : []))
    #expect(fixture.staged == [])
  }

  @Test("what is said while waiting is not said with --quiet")
  func quiet() throws {
    let fixture = try makeFixture()
    try fixture.tvm("link", "rust@corp", "../rust-sdk").expectSuccess()
    let first = try fixture.start("uninstall", "rust@corp", checkpoint: "locked")
    #expect(first.waitUntilStopped())
    let second = try fixture.start("uninstall", "-q", "rust@corp")
    first.send(SIGCONT)
    #expect(first.waitForExit() == 0)
    _ = second.waitForExit()
    #expect(!second.errors.contains("waiting"))
  }
}
