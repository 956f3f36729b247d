import Foundation
import TestSupport
import Testing

@Suite("Rust toolchains: killed, and several at once", .timeLimit(.minutes(20)))
struct RustCrashTests {
  private static let points = ["locked", "staged", "unpacked", "renamed"]

  /// Starts a command, kills it at a point, and lets the next command clean up.
  private func kill(_ fixture: RustFixture, _ program: RunningProgram) throws {
    #expect(program.waitUntilStopped(), "\(program.errors)")
    program.send(SIGKILL)
    #expect(program.waitForExit() == 128 + SIGKILL)
  }

  @Test("an install killed at any point leaves the old state or the new one", arguments: points)
  func install(_ point: String) throws {
    let fixture = try RustFixture("1.70.0")
    try kill(fixture, try fixture.start("install", "rust@1.70.0", checkpoint: point))
    #expect(fixture.names("rustup/toolchains").isEmpty == (point != "renamed"))
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    #expect(try fixture.version("rustc", of: "1.70.0") != nil)
    #expect(fixture.names("rustup/update-hashes").count == 1)
    #expect(fixture.staged == [])
  }

  @Test("an update killed at any point leaves the old toolchain or the new one", arguments: points)
  func update(_ point: String) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable").expectSuccess()
    try fixture.release("1.71.0", "2023-07-13")
    try kill(fixture, try fixture.start("update", checkpoint: point))
    let expected =
      point == "renamed" ? "1.71.0 (000000000 2023-07-13)" : "1.70.0 (000000000 2023-06-01)"
    for program in ["rustc", "cargo", "rustfmt"] {
      #expect(try fixture.version(program, of: "stable") == "\(program) \(expected)\n")
    }
    try fixture.tvm("update").expectSuccess()
    #expect(try fixture.version("rustc", of: "stable") == "rustc 1.71.0 (000000000 2023-07-13)\n")
    #expect(fixture.staged == [])
    let unchanged = try fixture.tvm("update")
    #expect(unchanged.errors.contains("is up to date"))
  }

  @Test(
    "adding and removing a component, killed at any point, leaves the old state or the new one",
    arguments: points, ["add", "remove"])
  func component(_ point: String, verb: String) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0", "--profile", verb == "add" ? "minimal" : "default")
      .expectSuccess()
    let command = try fixture.start(
      "component", verb, "rustfmt", "--toolchain", "1.70.0", checkpoint: point)
    try kill(fixture, command)
    let isThere = (verb == "add") == (point == "renamed")
    #expect((try fixture.version("rustfmt", of: "1.70.0") != nil) == isThere)
    #expect(try fixture.version("rustc", of: "1.70.0") != nil)
    _ = try fixture.tvm("component", verb, "rustfmt", "--toolchain", "1.70.0")
    #expect((try fixture.version("rustfmt", of: "1.70.0") != nil) == (verb == "add"))
    #expect(fixture.staged == [])
  }

  @Test(
    "going back, killed at any point, leaves one of the two toolchains, and update knows which",
    arguments: ["locked", "renamed"])
  func rollBack(_ point: String) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable").expectSuccess()
    try fixture.release("1.71.0", "2023-07-13")
    try fixture.tvm("update").expectSuccess()
    try kill(fixture, try fixture.start("update", "--rollback", "stable", checkpoint: point))
    let old = "rustc 1.70.0 (000000000 2023-06-01)\n"
    let new = "rustc 1.71.0 (000000000 2023-07-13)\n"
    #expect(try fixture.version("rustc", of: "stable") == (point == "renamed" ? old : new))
    if point == "locked" {
      try fixture.tvm("update", "--rollback", "stable").expectSuccess()
      #expect(try fixture.version("rustc", of: "stable") == old)
    }
    try fixture.tvm("update").expectSuccess()
    #expect(try fixture.version("rustc", of: "stable") == new)
    #expect(fixture.names("rustup/update-hashes").count == 1)
    #expect(fixture.staged == [])
    try fixture.tvm("update", "--rollback", "stable").expectSuccess()
    #expect(try fixture.version("rustc", of: "stable") == old)
  }

  @Test(
    "a file system that cannot exchange names takes two steps, and who is killed between loses nothing",
    .enabled(if: findProgram("strace") != nil, "SKIPPED: strace is not installed"),
    arguments: [false, true])
  func withoutExchange(isKilled: Bool) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable").expectSuccess()
    try fixture.release("1.71.0", "2023-07-13")
    let old = "rustc 1.70.0 (000000000 2023-06-01)\n"
    let new = "rustc 1.71.0 (000000000 2023-07-13)\n"
    /// Runs tvm while renames of one folder are tampered with: the second step may kill it.
    func run(_ folder: String, _ arguments: String...) throws {
      let result = try fixture.sandbox.run(
        "strace",
        [
          "-f", "-o", "/dev/null", "-e", "trace=rename,renameat,renameat2",
          "-P", fixture.sandbox.path("rustup/tvm/\(folder)"),
          "-e", "inject=renameat2:error=EINVAL",
        ] + (isKilled ? ["-e", "inject=rename,renameat:signal=KILL:when=1"] : [])
          + [Project.program("tvm")] + arguments, in: "project")
      #expect(result.status == (isKilled ? 128 + SIGKILL : 0), "\(result.errors)")
      #expect(fixture.names("rustup/toolchains").isEmpty == isKilled)
    }
    try run("tmp/stable-\(RustFixture.host)/new", "update")
    try fixture.tvm("update").expectSuccess()
    #expect(try fixture.version("rustc", of: "stable") == new)
    try run("previous/stable-\(RustFixture.host)", "update", "--rollback", "stable")
    if isKilled {
      try fixture.tvm("install", "stable").expectSuccess()
      #expect(try fixture.version("rustc", of: "stable") == new)
      try fixture.tvm("update", "--rollback", "stable").expectSuccess()
    }
    #expect(try fixture.version("rustc", of: "stable") == old)
    #expect(fixture.staged == [])
  }

  @Test(
    "an overlay cannot rename a folder of its lower layer: it is copied, and who is killed loses nothing",
    .enabled(if: findProgram("strace") != nil, "SKIPPED: strace is not installed"),
    arguments: [false, true])
  func overlay(isKilled: Bool) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable").expectSuccess()
    try fixture.release("1.71.0", "2023-07-13")
    let name = "stable-\(RustFixture.host)"
    let old = "rustc 1.70.0 (000000000 2023-06-01)\n"
    let new = "rustc 1.71.0 (000000000 2023-07-13)\n"
    /// Runs tvm where a folder cannot be renamed; its removal may kill it.
    func run(_ folder: String, _ arguments: String...) throws {
      let path = fixture.sandbox.path("rustup/\(folder)")
      let result = try fixture.sandbox.run(
        "strace",
        [
          "-f", "-o", "/dev/null", "-e", "trace=rename,renameat,renameat2,unlink,unlinkat",
          "-P", path, "-e", "inject=renameat2:error=EXDEV",
          "-e", "inject=rename,renameat:error=EXDEV:when=1..2",
        ] + (isKilled ? ["-e", "inject=unlink,unlinkat:signal=KILL:when=1"] : [])
          + [Project.program("tvm")] + arguments, in: "project")
      #expect(result.status == (isKilled ? 128 + SIGKILL : 0), "\(result.errors)")
    }
    try run("toolchains/\(name)", "component", "add", "rust-src", "--toolchain", "stable")
    try fixture.tvm("component", "add", "rust-src", "--toolchain", "stable").expectSuccess()
    #expect(fixture.components("stable").contains("rust-src"))
    try run("toolchains/\(name)", "update")
    try fixture.tvm("install", "stable").expectSuccess()
    #expect(try fixture.version("rustc", of: "stable") == (isKilled ? old : new))
    try fixture.tvm("update").expectSuccess()
    #expect(try fixture.version("rustc", of: "stable") == new)
    try run("tvm/previous/\(name)", "update", "--rollback", "stable")
    #expect(try fixture.version("rustc", of: "stable") == old)
    if isKilled {
      try fixture.tvm("update", "--rollback", "stable").expectFailure(
        saying: "nothing to roll back")
    }
    try run("toolchains/\(name)", "uninstall", "stable")
    if isKilled { try fixture.tvm("uninstall", "stable").expectSuccess() }
    #expect(fixture.names("rustup/toolchains") == [])
    #expect(fixture.names("rustup/tvm/previous") == [])
    #expect(fixture.staged == [])
  }

  @Test("an uninstall that is killed is finished by the next command")
  func uninstall() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    try kill(fixture, try fixture.start("uninstall", "rust@1.70.0", checkpoint: "unnamed"))
    #expect(fixture.names("rustup/toolchains") == [])
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    #expect(fixture.staged == [])
  }

  @Test("ten commands at once on one toolchain all succeed")
  func tenAtOnce() throws {
    let fixture = try RustFixture("1.70.0")
    let programs = try (0..<10).map { _ in try fixture.start("install", "rust@1.70.0") }
    for program in programs { #expect(program.waitForExit() == 0, "\(program.errors)") }
    let changes = try (0..<10).map { number in
      let name = ["rust-src", "rust-std-wasm32-wasip1"][number % 2]
      return try fixture.start("component", "add", name, "--toolchain", "1.70.0")
    }
    for program in changes { #expect(program.waitForExit() == 0, "\(program.errors)") }
    #expect(fixture.components("1.70.0").isSuperset(of: ["rust-src", "rust-std-wasm32-wasip1"]))
    #expect(fixture.staged == [])
  }

  @Test("different toolchains do not wait for each other")
  func different() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.release("1.71.0", "2023-07-13")
    let first = try fixture.start("install", "rust@1.70.0", checkpoint: "unpacked")
    #expect(first.waitUntilStopped())
    try fixture.tvm("install", "rust@1.71.0").expectSuccess()
    first.send(SIGCONT)
    #expect(first.waitForExit() == 0)
    #expect(fixture.names("rustup/toolchains").count == 2)
  }

  @Test("what another program has changed meanwhile is left alone")
  func foreignChange() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    let program = try fixture.start(
      "component", "add", "rust-src", "--toolchain", "1.70.0", checkpoint: "unpacked")
    #expect(program.waitUntilStopped())
    try fixture.sandbox.write("other\n", to: "\(fixture.root("1.70.0"))/lib/rustlib/components")
    program.send(SIGCONT)
    #expect(program.waitForExit() == 1)
    #expect(program.errors.contains("was changed by another program"))
    #expect(fixture.components("1.70.0") == ["other"])
    #expect(fixture.staged == [])
  }
}
