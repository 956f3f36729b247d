import Foundation
import TestSupport
import Testing

@Suite("tvm install and uninstall: killed, and several at once", .timeLimit(.minutes(20)))
struct InstallCrashTests {
  private static let signals = [SIGINT, SIGTERM, SIGKILL]

  @Test(
    "an install killed at any point leaves the old state or the new one",
    arguments: ["locked", "staged", "unpacked", "renamed"], signals)
  func install(_ checkpoint: String, signal: Int32) throws {
    let fixture = try GoFixture()
    let program = try fixture.start("install", "1.21.0", checkpoint: checkpoint)
    #expect(program.waitUntilStopped(), "\(program.errors)")
    let isDone = checkpoint == "renamed"
    #expect(fixture.installed == (isDone ? ["1.21.0"] : []))
    program.send(signal)
    program.send(SIGCONT)
    #expect(program.waitForExit() == 128 + signal)
    #expect(fixture.installed == (isDone ? ["1.21.0"] : []))
    #expect(try fixture.tvm("list").output.contains("1.21.0") == isDone)

    try fixture.tvm("install", "1.21.0").expectSuccess()
    #expect(fixture.installed == ["1.21.0"])
    #expect(fixture.staged == [])
    try fixture.tvm("shims")
    let entry = "\(fixture.home)/go-links/go1.21.0"
    #expect(try fixture.sandbox.run(entry, ["version"]).output.contains("1.21.0"))
  }

  @Test("what a killed install has left, the next command of another toolchain cleans up")
  func otherCommand() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.20.14")
    for command in [["install", "1.20.14"], ["install", "1.22.3"], ["uninstall", "1.20.14"]] {
      let program = try fixture.start("install", "1.21.0", checkpoint: "unpacked")
      #expect(program.waitUntilStopped())
      program.send(SIGKILL)
      #expect(program.waitForExit() == 128 + SIGKILL)
      #expect(fixture.staged == ["go-1.21.0"])
      #expect(try fixture.sandbox.run(Project.program("tvm"), command).status == 0)
      #expect(fixture.staged == [])
    }
  }

  @Test("work in progress is not cleaned up")
  func inProgress() throws {
    let fixture = try GoFixture()
    let program = try fixture.start("install", "1.21.0", checkpoint: "unpacked")
    #expect(program.waitUntilStopped())
    try fixture.tvm("install", "1.22.3").expectSuccess()
    #expect(fixture.staged == ["go-1.21.0"])
    program.send(SIGCONT)
    #expect(program.waitForExit() == 0)
    #expect(fixture.installed == ["1.21.0", "1.22.3"])
    #expect(fixture.staged == [])
  }

  @Test("an uninstall killed at any point leaves the old state or the new one", arguments: signals)
  func uninstall(_ signal: Int32) throws {
    let fixture = try GoFixture()
    try fixture.tvm("install", "1.21.0").expectSuccess()
    let program = try fixture.start("uninstall", "1.21.0", checkpoint: "unnamed")
    #expect(program.waitUntilStopped())
    program.send(signal)
    program.send(SIGCONT)
    #expect(program.waitForExit() == 128 + signal)
    #expect(fixture.installed == [])
    try fixture.tvm("uninstall", "1.21.0").expectFailure(saying: "go 1.21.0 is not installed")
    #expect(fixture.staged == [])
    try fixture.tvm("install", "1.21.0").expectSuccess()
    #expect(fixture.installed == ["1.21.0"])
  }

  @Test("a download killed half way leaves nothing visible", arguments: signals)
  func download(_ signal: Int32) throws {
    let fixture = try GoFixture()
    let mirror = try Mirror(try GoFixture.largeArchives, in: fixture.sandbox)
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror.url
    try mirror.setFaults(#"{"tar.gz": {"slow": 0.2, "times": 1}}"#)
    let terminal = try Terminal(
      Project.program("tvm"), ["install", "1.21"], environment: fixture.sandbox.environment,
      directory: fixture.sandbox.root)
    try terminal.wait(for: " % ")
    #expect(fixture.installed == [])
    if signal == SIGINT { terminal.type("\u{3}") } else { kill(terminal.processID, signal) }
    #expect(try terminal.waitForExit() == 128 + signal)
    #expect(fixture.installed == [])
    try fixture.tvm("install", "1.21").expectSuccess()
    #expect(fixture.installed == ["1.21.13"])
    #expect(fixture.staged == [])
  }

  @Test("ten installs of one version at once make one download")
  func tenAtOnce() throws {
    let fixture = try GoFixture()
    let mirror = try Mirror(try GoFixture.archives, in: fixture.sandbox)
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror.url
    let first = try fixture.start("install", "1.21.0", checkpoint: "staged")
    #expect(first.waitUntilStopped())
    // The others are stopped where they have the lock, which is after they have waited for it.
    let others = try (1...9).map { _ in try fixture.start("install", "1.21.0") }
    for other in others {
      #expect(other.waitForErrors(containing: "go 1.21.0\n"))
      #expect(
        other.errors.contains(
          "tvm: waiting for process \(first.processID) to finish with go 1.21.0"))
    }
    first.send(SIGCONT)
    #expect(first.waitForExit() == 0)
    for other in others {
      #expect(other.waitForExit() == 0)
      #expect(other.errors.contains("go 1.21.0 is already installed"))
    }
    #expect(mirror.log.filter { $0.contains("tar.gz") }.count == 1)
    #expect(fixture.installed == ["1.21.0"])
    #expect(fixture.staged == [])
  }

  @Test("different versions do not wait for each other")
  func differentVersions() throws {
    let fixture = try GoFixture()
    let programs = try GoFixture.releases.map { try fixture.start("install", $0) }
    for program in programs {
      #expect(program.waitForExit() == 0, "\(program.errors)")
      #expect(!program.errors.contains("waiting"), "\(program.errors)")
    }
    #expect(fixture.installed == GoFixture.releases.sorted())
    #expect(fixture.staged == [])
    let links = try FileManager.default.contentsOfDirectory(atPath: "\(fixture.home)/go-links")
    #expect(links.sorted() == GoFixture.releases.map { "go\($0)" }.sorted())
  }

  @Test("an uninstall waits for the install of the same version")
  func uninstallWaits() throws {
    let fixture = try GoFixture()
    let install = try fixture.start("install", "1.21.0", checkpoint: "renamed")
    #expect(install.waitUntilStopped())
    let uninstall = try fixture.start("uninstall", "1.21.0")
    #expect(uninstall.waitForErrors(containing: "waiting for"))
    #expect(fixture.installed == ["1.21.0"])
    install.send(SIGCONT)
    #expect(install.waitForExit() == 0)
    #expect(uninstall.waitForExit() == 0)
    #expect(fixture.installed == [])
    #expect(fixture.staged == [])
  }
}
