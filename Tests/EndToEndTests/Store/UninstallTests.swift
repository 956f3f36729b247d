import Foundation
import TestSupport
import Testing

@Suite("tvm uninstall")
struct UninstallTests {
  @Test("a toolchain that runs is left alone unless forced")
  func inUse() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    let go = fixture.sandbox.path("tvm/go/1.21.0/bin/go")
    try FileManager.default.removeItem(atPath: go)
    try fixture.sandbox.copy(try #require(findProgram("sleep")), to: "tvm/go/1.21.0/bin/go")
    let running = try RunningProgram(go, ["600"], in: fixture.sandbox)
    let result = try fixture.tvm("uninstall", "1.21.0")
    result.expectFailure(saying: "go 1.21.0 is in use by process \(running.processID)\n")
    #expect(result.errors.contains("help: tvm uninstall --force go@1.21.0"))
    #expect(fixture.installed == ["1.21.0"])
    try fixture.tvm("uninstall", "--force", "go@1.21.0").expectSuccess()
    #expect(fixture.installed == [])
    running.send(SIGTERM)
    #expect(running.waitForExit() == 128 + SIGTERM)
  }

  @Test(
    "an overlay cannot rename a folder of its lower layer: it is removed in its place",
    .enabled(if: findProgram("strace") != nil, "SKIPPED: strace is not installed"))
  func overlay() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.run(
      "strace",
      [
        "-f", "-o", "/dev/null", "-e", "trace=rename,renameat,renameat2",
        "-P", fixture.sandbox.path("tvm/go/1.21.0"),
        "-e", "inject=rename,renameat,renameat2:error=EXDEV",
        Project.program("tvm"), "uninstall", "1.21.0",
      ], in: "project"
    ).expectSuccess()
    #expect(fixture.installed == [])
  }

  @Test("who will miss the toolchain is said")
  func warnings() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.20.14", "1.21.0", "1.22.3")
    try fixture.sandbox.write("[go]\ndefault = \"1.20\"\n", to: "tvm/config.toml")
    try fixture.sandbox.write("1.21\n", to: "project/.go-version")
    let pinned = try fixture.tvm("uninstall", "1.21.0")
    #expect(
      pinned.errors == """
        tvm: warning: go 1.21.0 is active here (\(fixture.sandbox.root)/project/.go-version:1)
        tvm: uninstalled go 1.21.0

        """)
    let byDefault = try fixture.tvm("uninstall", "1.20.14")
    #expect(
      byDefault.errors == """
        tvm: warning: go 1.20.14 is the default (1.20)
        tvm: uninstalled go 1.20.14

        """)
    #expect(try fixture.tvm("uninstall", "1.22.3").errors == "tvm: uninstalled go 1.22.3\n")
  }

  @Test("several toolchains are found before the first is removed")
  func allOrNothing() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0", "1.22.3")
    try fixture.tvm("uninstall", "1.21.0", "1.19.1").expectFailure(
      saying: "go 1.19.1 is not installed")
    #expect(fixture.installed == ["1.21.0", "1.22.3"])
    try fixture.tvm("uninstall", "go", "1.21.0", "1.22").expectSuccess()
    #expect(fixture.installed == [])
  }

  @Test("what several toolchains match is not removed")
  func ambiguous() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0", "1.21.13", "1.22.3")
    let result = try fixture.tvm("uninstall", "1.21")
    result.expectFailure(saying: "several toolchains match \"1.21\": 1.21.0, 1.21.13")
    #expect(fixture.installed == ["1.21.0", "1.21.13", "1.22.3"])
  }

  @Test(
    "what is not installed is said, with the nearest",
    arguments: ["1.19.1", "../tmp", "corp", "system", "", "$(id)"])
  func missing(_ name: String) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("x", to: "tvm/tmp-keep")
    let result = try fixture.tvm("uninstall", "--", name)
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("tvm: "))
    #expect(result.errors.contains("is not "))
    #expect(fixture.installed == ["1.21.0"])
  }

  @Test("of a link only the link goes")
  func link() throws {
    let fixture = try GoFixture()
    try fixture.toolchain("sdk", version: "1.22.5")
    try fixture.tvm("link", "corp", fixture.sandbox.path("sdk")).expectSuccess()
    try fixture.tvm("uninstall", "corp").expectSuccess()
    #expect(fixture.installed == [])
    #expect(fixture.sandbox.read("sdk/VERSION") == "go1.22.5\n")
  }

  @Test("folders that nobody may write are removed too")
  func readOnlyFolders() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.run("chmod", ["-R", "a-w", fixture.home + "/go/1.21.0"])
    try fixture.tvm("uninstall", "1.21.0").expectSuccess()
    #expect(fixture.installed == [])
    #expect(fixture.staged == [])
  }
}
