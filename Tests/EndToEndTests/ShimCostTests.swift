import Foundation
import TestSupport
import Testing

#if os(Linux)
@Suite("What the shim costs") struct ShimCostTests {
  /// The largest shim, in bytes.
  private static let largest = 150_000

  /// The instructions for an exact pin in the current directory, from the first one of the process to
  /// the call of `execve`; may be 5 % off.
  private static let instructions = 23_000

  @Test(
    "the shim is small",
    .enabled(if: BuiltShim.isSmall, "SKIPPED: musl-gcc is not installed"))
  func size() throws {
    let size = try Data(contentsOf: URL(filePath: try BuiltShim.program)).count
    #expect(size <= Self.largest)
  }

  @Test(
    "the shim loads no library",
    .enabled(if: findProgram("readelf") != nil, "SKIPPED: readelf is not installed"))
  func isStatic() throws {
    let result = try runProgram(
      findProgram("readelf") ?? "readelf", ["-d", try BuiltShim.program],
      environment: ["LC_ALL": "C"])
    #expect(result.output.contains("There is no dynamic section in this file."))
  }

  #if arch(x86_64)
  @Test(
    "the shim takes no more instructions than it did",
    .enabled(
      if: findProgram("valgrind") != nil && BuiltShim.isSmall,
      "SKIPPED: valgrind or musl-gcc is not installed"))
  func count() throws {
    let shims = try ShimSandbox(shim: try BuiltShim.named)
    try shims.pin("1.21.6", script: "echo ran")
    // The lengths of paths count: these are the same everywhere.
    let folder = URL(filePath: "/tmp/tvm-count-\(String(getpid() % 100_000 + 100_000))")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path, withDestinationPath: shims.sandbox.root)
    defer { unlink(folder.path) }
    let home = "\(folder.path)/tvm"
    let log = shims.sandbox.path("callgrind")
    let result = try runProgram(
      findProgram("valgrind") ?? "valgrind",
      [
        "-q", "--tool=callgrind", "--dump-before=execve", "--callgrind-out-file=\(log)",
        "\(home)/shims/go", "version",
      ], environment: ["PATH": "/usr/bin:/bin", "TVM_HOME": home, "HOME": home],
      directory: shims.sandbox.path("project"))
    #expect(result.output == "ran\n", "\(result.errors)")
    let total = shims.sandbox.read("callgrind.1").firstMatch(of: /totals: (\d+)/)
    let counted = try #require(total.flatMap { Int($0.1) })
    let isNear = abs(counted - Self.instructions) * 20 <= Self.instructions
    #expect(isNear, "\(counted) instructions; if that is better, write it down here")
  }
  #endif
}
#endif
