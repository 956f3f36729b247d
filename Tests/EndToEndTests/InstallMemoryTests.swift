import Foundation
import TestSupport
import Testing

@Suite("How much memory an installation takes") struct InstallMemoryTests {
  /// The most memory an installation may have at a time, in KiB.
  private static let most = 64 * 1024

  /// Runs a program and prints the most memory that it had.
  ///
  /// It is a program of its own, because Linux counts what the process that starts another has.
  private static let meter = """
    import resource, subprocess, sys
    subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    """

  @Test("200 MB are installed with 64 MiB of memory")
  func peak() throws {
    let fixture = try GoFixture()
    let mirror = fixture.sandbox.path("large")
    let parts = GoFixture.platform.split(separator: "-").map(String.init)
    let made = try fixture.sandbox.run(
      "python3",
      [
        Project.root + "/Tests/Mirror/make_go_mirror.py", "--synthetic", "1.21.13", "--filler",
        "200000000", "--os", parts[0], "--arch", parts[1], "--out", mirror,
      ])
    try #require(made.status == 0, "\(made.errors)")
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror
    let result = try fixture.sandbox.run(
      "python3", ["-c", Self.meter, Project.program("tvm"), "install", "go@1.21.13"])
    let counted = Int(result.output.split(separator: "\n").last ?? "")
    // macOS counts bytes.
    #if os(macOS)
    let peak = try #require(counted, "\(result.errors)") / 1024
    #else
    let peak = try #require(counted, "\(result.errors)")
    #endif
    #expect(peak <= Self.most, "\(peak) KiB")
    #expect(fixture.installed == ["1.21.13"])
  }
}
