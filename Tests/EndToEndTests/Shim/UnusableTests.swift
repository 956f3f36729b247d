import Foundation
import TestSupport
import Testing

#if os(Linux)
@Suite(
  "Toolchains that are there and cannot be run",
  .enabled(if: getuid() == 0, "SKIPPED: needs root to mount and to become somebody else"))
struct UnusableTests {
  /// The ways to ask for 1.21.6 that differ in how it is found.
  private static let requests = ["1.21.6", "1.21", ">=1.21"]

  @Test("a file system that may not run programs is said to be one", arguments: requests)
  func mounted(request: String) throws {
    let shims = try ShimSandbox()
    let disk = try shims.sandbox.makeDirectory("tvm/go")
    let options = ["-t", "tmpfs", "-o", "noexec,size=1m", "tmpfs", disk]
    let result = try shims.sandbox.run("mount", options)
    guard result.status == 0 else {
      withKnownIssue("no file system can be mounted here: \(result.errors)") {
        #expect(result.status == 0)
      }
      return
    }
    defer { _ = try? shims.sandbox.run("umount", [disk]) }
    try shims.pin("1.21.6", script: "echo ran")
    try shims.sandbox.write("\(request)\n", to: "project/.go-version")
    let go = try shims.go("version")
    #expect(go.status == 126)
    #expect(
      go.errors
        == "tvm: cannot run \(disk): its file system may not run programs (it is mounted noexec)\n")
  }

  @Test("so is one that is closed to the user", arguments: requests)
  func closed(request: String) throws {
    guard let program = findProgram("setpriv") else { return }
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "echo ran")
    try shims.sandbox.write("\(request)\n", to: "project/.go-version")
    let root = shims.sandbox.root
    for folder in ["", "/project", "/tvm", "/tvm/shims", "/tvm/go"] {
      chmod(root + folder, 0o755)
    }
    let words = ["--reuid=65534", "--regid=65534", "--clear-groups", shims.shim("go"), "version"]
    let open = try shims.sandbox.run(program, words, in: "project")
    guard open.output == "ran\n" else {
      withKnownIssue("somebody else may not enter \(root)") { #expect(open.output == "ran\n") }
      return
    }
    let folder = shims.sandbox.path("tvm/go/1.21.6")
    for closed in [folder, shims.sandbox.path("tvm/go")] {
      chmod(closed, 0o700)
      let go = try shims.sandbox.run(program, words, in: "project")
      chmod(closed, 0o755)
      #expect(go.status == 127)
      #expect(
        go.errors.hasSuffix(" cannot be read: Permission denied\n")
          && go.errors.hasPrefix("tvm: \(closed)"), "\(go.errors)")
    }
  }
}
#endif
