import Foundation
import TestSupport
import Testing

@Suite("A home or a system that lacks something")
struct PoorSystemTests {
  /// Whether a command works here, run as root in a mount namespace of its own.
  private static func works(_ command: String...) -> Bool {
    guard geteuid() == 0, let program = findProgram(command[0]) else { return false }
    return (try? runProgram(program, Array(command.dropFirst())))?.status == 0
  }
  private static let hasUsers = works(
    "setpriv", "--reuid", "61234", "--regid", "61234", "--clear-groups", "true")
  private static let hasNamespaces = works("unshare", "-m", "true")
  private static let hasTrace = works(
    "strace", "-f", "-o", "/dev/null", "-e", "inject=linkat:error=EPERM", "/bin/true")

  @Test(
    "whoever may not write the home is told the folder of the shims all the same",
    .enabled(if: hasUsers, "SKIPPED: another user"))
  func others() throws {
    let fixture = try GoFixture()
    let other = ["--reuid", "61234", "--regid", "61234", "--clear-groups"]
    chmod(fixture.sandbox.root, 0o755)
    func shims() throws -> ProgramOutput {
      try fixture.sandbox.run("setpriv", other + [Project.program("tvm"), "shims"])
    }
    // A home with nothing in it.
    try fixture.sandbox.makeDirectory("tvm")
    let empty = try shims()
    #expect(empty.status == 1 && empty.output == "\(fixture.home)/shims\n")
    #expect(empty.errors.hasPrefix("tvm: cannot "), "\(empty.errors)")
    try fixture.tvm("shims").expectSuccess("\(fixture.home)/shims\n")
    let whole = try shims()
    whole.expectSuccess("\(fixture.home)/shims\n")
    #expect(whole.errors == "", "another one renews them")
    chmod("\(fixture.home)/shims/tvm-shim", 0o755)
    try fixture.sandbox.write("#!/bin/sh\n", to: "tvm/shims/tvm-shim", executable: true)
    let old = try shims()
    old.expectSuccess("\(fixture.home)/shims\n")
    #expect(old.errors.hasPrefix("tvm: the shims stay as they are: "), "\(old.errors)")
  }

  @Test(
    "where a file has only one name the shims are copies",
    .enabled(if: hasTrace, "SKIPPED: strace"), arguments: ["EPERM", "EMLINK", "EXDEV", "ENOSYS"])
  func noLinks(_ error: String) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    let result = try fixture.sandbox.run(
      "strace",
      [
        "-f", "-o", "/dev/null", "-e", "inject=linkat,link:error=\(error)",
        Project.program("tvm"), "shims",
      ])
    result.expectSuccess("\(fixture.home)/shims\n")
    try fixture.shim("go", "version").expectSuccess("go version go1.21.0 test\n")
    #expect(
      try fixture.tvm("doctor", "--no-shells", "--check", "tvm.shims").status == 0,
      "copies of one file are as good")
    // The copy is known for a shim by what stands beside it, whatever PATH calls its folder.
    try fixture.sandbox.link("other", to: "tvm/shims")
    fixture.sandbox.environment["PATH"] =
      "\(fixture.sandbox.path("other")):\(fixture.sandbox.environment["PATH"] ?? "")"
    try fixture.sandbox.write("system\n", to: "project/.go-version")
    let which = try fixture.tvm("which", "go")
    #expect(!which.output.contains("/other/"), "\(which.output)")
  }

  @Test(
    "without /proc, or without a part of it, arguments are seen all the same",
    .enabled(if: hasNamespaces, "SKIPPED: mount namespace"),
    arguments: ["mount -t tmpfs none /proc", "mount --bind /dev/null /proc/self/maps"])
  func noProc(_ mount: String) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    func run(_ words: String) throws -> ProgramOutput {
      try fixture.sandbox.run(
        "unshare",
        ["-m", "sh", "-c", "\(mount) && exec \"$0\" \(words)", Project.program("tvm")],
        in: "project")
    }
    let list = try run("list go")
    #expect(list.status == 0 && list.output.contains("go 1.21.0"), "\(list.errors)")
    try run("use --no-install 1.21.0").expectSuccess()
    #expect(fixture.sandbox.read("project/.go-version") == "1.21.0\n")
    #expect(try run("export bash").output.hasPrefix("__tvm_"))
    #expect(try run("nonsense").status == 64)
  }

  @Test(
    "what root unpacks and notes in a user's home is the user's",
    .enabled(if: hasUsers, "SKIPPED: another user"))
  func root() throws {
    let fixture = try GoFixture()
    try fixture.sandbox.makeDirectory("tvm")
    for name in ["home", "tvm", "tvm/told-path", "project"] {
      chown(fixture.sandbox.path(name), 61234, 61234)
    }
    try fixture.sandbox.write("nodejs 20\n", to: "project/.tool-versions")
    try fixture.tvm("install", "-q", "1.21.0").expectSuccess()
    try fixture.tvm("use", "-q", "1.21.0").expectSuccess()
    try fixture.tvm("default", "go", "-q", "1.21.0").expectSuccess()
    try fixture.tvm("shims").expectSuccess("\(fixture.home)/shims\n")
    let foreign = try fixture.sandbox.run(
      "find", [fixture.home, fixture.sandbox.path("project/.go-version"), "!", "-uid", "61234"])
    #expect(foreign.output == "", "root's")
  }
}
