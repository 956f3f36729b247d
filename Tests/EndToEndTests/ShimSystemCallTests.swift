import Foundation
import TestSupport
import Testing

#if os(Linux)
@Suite("What the shim does before it becomes the program", .serialized) struct ShimSystemCallTests {
  /// Builds the shim as it is installed.
  private func build(in sandbox: Sandbox) throws -> String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? Sandbox.systemPath
    let result = try runProgram(
      "/bin/sh", [Project.root + "/shell/build-shim.sh", sandbox.path("shim")],
      environment: ["PATH": path, "HOME": sandbox.home, "TMPDIR": sandbox.path("tmp")],
      within: 600)
    try #require(result.status == 0, "\(result.errors)")
    return sandbox.path("shim")
  }

  private func trace(_ shims: ShimSandbox, _ arguments: [String]) throws -> [Substring] {
    let log = shims.sandbox.path("strace.log")
    let result = try shims.sandbox.run(
      "strace", ["-f", "-o", log, shims.shim("go")] + arguments, in: "project")
    #expect(result.output == "ran\n")
    let calls = shims.sandbox.read("strace.log").split(separator: "\n")
    // From behind the start of the shim to the start of the program.
    let behind = calls.drop { !$0.contains("execve(") }.dropFirst()
    return Array(behind.prefix { !$0.contains("execve(") })
  }

  @Test(
    "an exact pin here costs at most 25 system calls and no process",
    .enabled(if: findProgram("strace") != nil, "SKIPPED: strace is not installed"))
  func count() throws {
    let built = try Sandbox("built")
    let program = try build(in: built)
    for others in [0, 300] {
      let shims = try ShimSandbox(shim: program)
      for patch in 0..<others { try shims.sandbox.makeDirectory("tvm/go/1.20.\(patch)/bin") }
      try shims.pin("1.21.6", script: "echo ran")
      let calls = try trace(shims, ["version"])
      #expect(calls.count <= 25, "\(calls.joined(separator: "\n"))")
      #expect(!calls.contains { $0.contains("fork(") || $0.contains("clone") })
      #expect(!calls.contains { $0.contains("getdents") })
    }
  }
}
#endif
