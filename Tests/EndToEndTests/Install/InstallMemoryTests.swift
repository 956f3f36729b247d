import Foundation
import TestSupport
import Testing

@Suite("How much memory an installation takes") struct InstallMemoryTests {
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
    #expect(try peak(of: ["install", "go@1.21.13"], in: fixture.sandbox) <= 64 * 1024)
    #expect(fixture.installed == ["1.21.13"])
  }

  @Test("Rust's archives, which need 64 MiB each to be unpacked, are installed with 128 MiB")
  func rust() throws {
    let fixture = try RustFixture(
      "1.70.0", "2023-06-01", "--padding", "80000", "--dictionary", "64")
    let arguments = ["install", "rust@1.70.0", "-c", "rust-src"]
    let peak = try peak(of: arguments, in: fixture.sandbox)
    #expect(peak <= 128 * 1024 && peak > 64 * 1024, "\(peak) KiB")
    #expect(fixture.components("1.70.0").contains("rust-src"))
  }

  /// The most memory that tvm has at a time, in KiB.
  private func peak(of arguments: [String], in sandbox: Sandbox) throws -> Int {
    let result = try sandbox.run(
      "python3", ["-c", Self.meter, Project.program("tvm")] + arguments)
    let counted = Int(result.output.split(separator: "\n").last ?? "")
    // macOS counts bytes.
    #if os(macOS)
    return try #require(counted, "\(result.errors)") / 1024
    #else
    return try #require(counted, "\(result.errors)")
    #endif
  }
}
