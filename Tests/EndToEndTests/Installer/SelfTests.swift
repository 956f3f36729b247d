import Foundation
import TestSupport
import Testing

@Suite(
  "tvm self", .enabled(if: findProgram("minisign") != nil, "minisign is not installed"))
struct SelfTests {
  /// The built program in a prefix, as install.sh lists it, and two keys.
  private func fixture() throws -> ReleaseFixture {
    let fixture = try ReleaseFixture()
    let sandbox = fixture.sandbox
    try sandbox.makeDirectory("home/.local/bin")
    try sandbox.makeDirectory("home/.local/libexec/tvm")
    try sandbox.copy(Project.program("tvm"), to: "home/.local/bin/tvm")
    try sandbox.copy(
      sandbox.path("script/install.sh"), to: "home/.local/libexec/tvm/install.sh")
    try sandbox.write(
      """
      file bin/tvm
      file libexec/tvm/install.sh
      folder .
      folder bin
      folder libexec
      folder libexec/tvm

      """, to: "home/.local/libexec/tvm/installed")
    for name in ["own", "other"] {
      try sandbox.run("minisign", ["-G", "-W", "-p", "\(name).pub", "-s", "\(name).key"])
    }
    return fixture
  }

  private func tvm(_ fixture: ReleaseFixture, _ arguments: String...) throws -> ProgramOutput {
    try fixture.sandbox.run(fixture.sandbox.path("home/.local/bin/tvm"), arguments)
  }

  private func key(_ name: String, _ fixture: ReleaseFixture) -> String {
    String(fixture.sandbox.read("\(name).pub").split(separator: "\n").last ?? "")
  }

  /// A signed release whose archive can install itself.
  private func release(_ version: String, _ fixture: ReleaseFixture, signed: String? = "own") throws
    -> String
  {
    let script = fixture.sandbox.read("script/install.sh")
    let folder = try fixture.release(version, files: ["libexec/tvm/install.sh": script])
    if let signed {
      let words = ["-S", "-s", fixture.sandbox.path("\(signed).key"), "-m", "SHA256SUMS"]
      #expect(try fixture.sandbox.run("minisign", words, in: version).status == 0)
    }
    return folder
  }

  @Test("A signed newer release takes the program's place")
  func update() throws {
    let fixture = try fixture()
    let folder = try release("9.0.0", fixture)
    let key = key("own", fixture)
    let check = try tvm(fixture, "self", "update", "--check", "--from", folder, "--key", key)
    #expect(check.status == 100 && check.errors.contains("tvm 9.0.0 is available"))
    let result = try tvm(fixture, "self", "update", "--from", folder, "--key", key)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.hasSuffix("-> 9.0.0\n"))
    #expect(try fixture.version() == "9.0.0")
    #expect(try fixture.tree("data").allSatisfy { !$0.hasPrefix("tmp/") })
  }

  @Test("What is not signed, changed, older or another machine's changes nothing")
  func refused() throws {
    let fixture = try fixture()
    let sandbox = fixture.sandbox
    let newer = try release("9.0.0", fixture)
    let unsigned = try release("9.0.1", fixture, signed: nil)
    let older = try release("0.0.1", fixture)
    let changed = try release("9.0.2", fixture)
    try sandbox.run(
      "sh", ["-c", "printf x >>tvm-9.0.2-\(ReleaseFixture.platform).tar.gz"], in: "9.0.2")
    let tampered = try release("9.0.3", fixture)
    try sandbox.write(
      sandbox.read("9.0.3/SHA256SUMS").replacing("9.0.3", with: "9.0.4"),
      to: "9.0.3/SHA256SUMS")
    let own = key("own", fixture)
    let cases = [
      (newer, key("other", fixture), "signed with another key"), (unsigned, own, "was not found"),
      (older, own, "is older than"), (changed, own, "9.0.2"),
      (tampered, own, "signature in"), (newer, "RWnonsense", "not a minisign public key"),
    ]
    for (folder, key, words) in cases {
      let result = try tvm(fixture, "self", "update", "--from", folder, "--key", key)
      #expect(result.status == 1)
      #expect(result.errors.contains(words), "\(folder): \(result.errors)")
    }
    #expect(try tvm(fixture, "self", "update").errors.contains("help: "))
    #expect(
      sandbox.read("home/.local/bin/tvm").count == 0
        || FileManager.default.contentsEqual(
          atPath: sandbox.path("home/.local/bin/tvm"), andPath: Project.program("tvm"))
    )
  }

  @Test("Where a package manager owns the files, its command is named")
  func managed() throws {
    let fixture = try fixture()
    try fixture.sandbox.write(
      "name apt\nupdate sudo apt-get install tvm\nuninstall sudo apt-get remove tvm\n",
      to: "home/.local/libexec/tvm/managed-by")
    let update = try tvm(fixture, "self", "update")
    #expect(update.status == 1)
    #expect(update.errors.hasSuffix("is managed by apt\nhelp: sudo apt-get install tvm\n"))
    let uninstall = try tvm(fixture, "self", "uninstall", "--yes")
    #expect(uninstall.errors.hasSuffix("help: sudo apt-get remove tvm\n"))
    let version = try tvm(fixture, "--version", "--json")
    #expect(version.output.contains("\"managed_by\" : \"apt\""))
    let built = try fixture.sandbox.run(Project.program("tvm"), ["self", "update"])
    #expect(built.status == 1 && built.errors.contains("was not installed by install.sh"))
  }

  @Test(
    "Uninstalling takes the startup line out, and keeps toolchains unless told",
    arguments: [false, true])
  func uninstall(_ purges: Bool) throws {
    let fixture = try fixture()
    let sandbox = fixture.sandbox
    sandbox.environment["SHELL"] = "/bin/bash"
    let line = "eval \"$(\(sandbox.path("home/.local/bin/tvm")) hook bash)\""
    try sandbox.write("alias ll=ls\n\(line)\n", to: "home/.bashrc")
    try sandbox.write("x", to: "data/go/1.21.6/bin/go")
    try sandbox.write("x", to: "data/shims/go")
    try sandbox.write("mine", to: "data/notes")
    try sandbox.write("x", to: "home/.rustup/toolchains/stable/bin/rustc")
    #expect(try tvm(fixture, "self", "uninstall").errors.contains("help: tvm self uninstall --yes"))
    let words = ["self", "uninstall", "--yes"] + (purges ? ["--purge"] : [])
    let result = try sandbox.run(sandbox.path("home/.local/bin/tvm"), words)
    #expect(result.status == 0, "\(result.errors)")
    #expect(sandbox.read("home/.bashrc") == "alias ll=ls\n")
    #expect(!sandbox.exists("home/.local") && !sandbox.exists("data/shims"))
    #expect(sandbox.exists("data/go/1.21.6/bin/go") != purges)
    #expect(sandbox.read("data/notes") == "mine")
    #expect(sandbox.exists("home/.rustup/toolchains/stable/bin/rustc"))
  }
}
