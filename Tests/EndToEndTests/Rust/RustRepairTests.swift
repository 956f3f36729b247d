import Foundation
import TestSupport
import Testing

@Suite("Rust toolchains that are damaged", .timeLimit(.minutes(20)))
struct RustRepairTests {
  private static let stable = "stable-\(RustFixture.host)"
  private static let nightly = "nightly-\(RustFixture.host)"

  @Test(
    "what has lost a file is damaged to every command, and the repair gives it back",
    arguments: ["bin/rustc", "lib/librustc_driver.so"])
  func damaged(_ file: String) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    try fixture.sandbox.remove("\(fixture.root("stable"))/\(file)")
    let words = """
      rust \(Self.stable) is damaged: \(file) is missing
      help: tvm install --repair rust@\(Self.stable)

      """
    for command in [["install", "stable"], ["use", "rust", "stable"], ["update", "stable"]] {
      let result = try fixture.sandbox.run(Project.program("tvm"), command, in: "project")
      #expect(
        result.status == 1 && result.errors == "tvm: \(words)", "\(command): \(result.errors)")
    }
    #expect(fixture.names("project") == [])
    let list = try fixture.tvm("list", "rust")
    #expect(
      list.output.hasSuffix("damaged (no \(file)): tvm install --repair rust@\(Self.stable)\n"),
      "\(list.output)")
    #expect(try fixture.tvm("doctor").output.contains(file))
    let before = fixture.components("stable")
    try fixture.tvm("install", "--repair", "rust@\(Self.stable)").expectSuccess()
    #expect(fixture.components("stable") == before)
    #expect(try fixture.version("rustc", of: "stable") != nil)
    #expect(!(try fixture.tvm("list", "rust").output.contains("damaged")))
    #expect(try fixture.tvm("install", "stable").errors.hasSuffix("is already installed\n"))
  }

  @Test("a repair restores the release that the toolchain is, not the newest under its name")
  func sameRelease() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    let before = try fixture.tree("rustup/toolchains")
    try fixture.release("1.71.0", "2023-07-13")
    try fixture.sandbox.remove("\(fixture.root("stable"))/bin/rustc")
    try fixture.tvm("install", "--repair", "stable").expectSuccess()
    #expect(try fixture.tree("rustup/toolchains") == before)
    try fixture.tvm("update").expectSuccess()
    try fixture.tvm("update", "--rollback").expectSuccess()
    #expect(try fixture.version("rustc", of: "stable") == "rustc 1.70.0 (000000000 2023-06-01)\n")
  }

  @Test(
    "a repair that cannot restore the release says what the toolchain has become",
    arguments: [false, true])
  func otherRelease(isReadable: Bool) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    try fixture.release("1.71.0", "2023-07-13")
    if isReadable {
      try fixture.sandbox.remove("mirror/dist/2023-06-01")
    } else {
      try fixture.sandbox.remove(
        "\(fixture.root("stable"))/lib/rustlib/multirust-channel-manifest.toml")
    }
    let result = try fixture.tvm("install", "--repair", "stable")
    result.expectSuccess()
    let new = "1.71.0 (000000000 2023-07-13)"
    let old = "1.70.0 (000000000 2023-06-01)"
    #expect(
      result.errors.hasSuffix(
        isReadable
          ? "reinstalled rust \(Self.stable) as \(new); \(old) is no longer available\n"
          : "reinstalled rust \(Self.stable) as \(new); its former release is unknown\n"),
      "\(result.errors)")
    #expect(try fixture.version("rustc", of: "stable") == "rustc \(new)\n")
    #expect(fixture.staged == [])
    let again = try fixture.tvm("install", "--repair", "stable")
    #expect(again.errors.hasSuffix("rust \(Self.stable) is \(new)\n"), "\(again.errors)")
  }

  @Test(
    "a nightly that was taken for a component is repaired as it is, also without its manifest",
    arguments: [false, true])
  func olderNightly(hasManifest: Bool) throws {
    let fixture = try RustFixture("nightly", "2023-06-19")
    try fixture.release("nightly", "2023-06-20", ["--without", "rustfmt-preview"])
    try fixture.tvm(
      "install", "nightly", "--profile", "minimal", "-c", "rustfmt", "--allow-downgrade"
    )
    .expectSuccess()
    let before = try fixture.tree("rustup/toolchains")
    try fixture.sandbox.remove("\(fixture.root("nightly"))/bin/rustc")
    if !hasManifest {
      try fixture.sandbox.remove(
        "\(fixture.root("nightly"))/lib/rustlib/multirust-channel-manifest.toml")
    }
    let repair = try fixture.tvm("install", "--repair", "rust@\(Self.nightly)")
    repair.expectSuccess()
    #expect(repair.errors.hasSuffix("rust \(Self.nightly) is nightly (000000000 2023-06-19)\n"))
    #expect(try fixture.tree("rustup/toolchains") == before)
  }

  /// Puts a program into a toolchain that runs until it is told to end.
  private func run(_ fixture: RustFixture, in root: String) throws -> RunningProgram {
    let path = "\(root)/bin/runs"
    try fixture.sandbox.copy(try #require(findProgram("sleep")), to: path)
    return try RunningProgram(fixture.sandbox.path(path), ["600"], in: fixture.sandbox)
  }

  @Test(
    "who runs from a toolchain is told when that is exchanged",
    arguments: [
      ["update"], ["install", "--repair", "stable"],
      ["component", "add", "rust-src", "--toolchain", "stable"],
      ["component", "remove", "rust-docs", "--toolchain", "stable"],
    ])
  func running(_ command: [String]) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable").expectSuccess()
    try fixture.release("1.71.0", "2023-07-13")
    let program = try run(fixture, in: fixture.root("stable"))
    let words = "rust \(Self.stable) is in use by process \(program.processID)"
    try fixture.tvm("uninstall", "stable").expectFailure(saying: words)
    let result = try fixture.sandbox.run(Project.program("tvm"), command, in: "project")
    result.expectSuccess()
    #expect(result.errors.contains("tvm: \(words), which keeps running"), "\(result.errors)")
    program.send(SIGTERM)
    #expect(program.waitForExit() == 128 + SIGTERM)
  }

  @Test("what is kept for going back is not removed while somebody runs from it")
  func keptInUse() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    let program = try run(fixture, in: fixture.root("stable"))
    try fixture.release("1.71.0", "2023-07-13")
    try fixture.tvm("update").expectSuccess()
    let prune = try fixture.tvm("update", "--prune")
    #expect(prune.status == 1)
    #expect(
      prune.errors == """
        tvm: the rollback copy of rust \(Self.stable) is in use by process \
        \(program.processID)
          it can be removed when that process has ended
        help: tvm update --prune \(Self.stable)

        """)
    program.send(SIGTERM)
    #expect(program.waitForExit() == 128 + SIGTERM)
    try fixture.tvm("update", "--prune", "stable").expectSuccess()
  }

  @Test("going back only undoes what the update has made", arguments: [false, true])
  func replacedSince(wentBack: Bool) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("update", "--rollback")
      .expectFailure(saying: "nothing to roll back for any toolchain")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    try fixture.release("1.71.0", "2023-07-13")
    try fixture.tvm("update").expectSuccess()
    if wentBack { try fixture.tvm("update", "--rollback").expectSuccess() }
    // What another program has installed meanwhile.
    let version = wentBack ? "1.71.0" : "1.72.0"
    let other = try RustFixture(version, "2023-08-24")
    try other.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    for path in [fixture.root("stable"), "rustup/update-hashes/\(Self.stable)"] {
      try fixture.sandbox.remove(path)
      try FileManager.default.copyItem(
        atPath: other.sandbox.path(path), toPath: fixture.sandbox.path(path))
    }
    let result = try fixture.tvm("update", "--rollback")
    #expect(result.status == 1)
    #expect(
      result.errors == """
        tvm: cannot roll back rust \(Self.stable): it changed after the last update
        help: tvm update --prune \(Self.stable)

        """)
    #expect(try fixture.version("rustc", of: "stable")?.contains(version) == true)
    try fixture.tvm("update", "--prune", "stable").expectSuccess()
    #expect(fixture.names("rustup/tvm/previous") == [])
  }
}
