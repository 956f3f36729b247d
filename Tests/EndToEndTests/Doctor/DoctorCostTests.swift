import TestSupport
import Testing

#if os(Linux)
/// What keeps a run without the shells far below 300 ms, counted, since times depend on the machine.
@Suite(
  "tvm doctor: what a run costs",
  .enabled(if: findProgram("strace") != nil, "SKIPPED: strace is not installed"))
struct DoctorCostTests {
  /// The names of the system calls of a run that starts no shells.
  private func calls(_ fixture: DoctorFixture) throws -> [Substring] {
    let log = fixture.sandbox.path("strace.log")
    let result = try fixture.sandbox.run(
      "strace", ["-f", "-qq", "-o", log, Project.program("tvm"), "doctor", "--no-shells"],
      in: "project")
    #expect(result.status == 0, "\(result.errors)")
    // A line is `123 openat(AT_FDCWD, …`.
    return fixture.sandbox.read("strace.log").split(separator: "\n").map { line in
      line.drop { $0 != " " }.drop { $0 == " " }.prefix { $0 != "(" }
    }
  }

  @Test("no process is started, and the system is asked a bounded number of times")
  func bounded() throws {
    let fixture = try DoctorFixture()
    try fixture.sandbox.write("module x\n\ngo 1.21\n", to: "project/go.mod")
    let few = try calls(fixture)
    #expect(few.count { $0 == "execve" } == 1)
    #expect(!few.contains { $0.hasSuffix("fork") || $0.hasPrefix("clone") })
    #expect(few.count < 5000, "\(few.count)")
    for patch in 0..<20 {
      try fixture.toolchain("1.20.\(patch)", in: "home/.local/share/tvm/go/1.20.\(patch)")
    }
    let many = try calls(fixture)
    #expect(many.count < few.count + 20 * 100, "\(few.count) became \(many.count)")
  }
}
#endif
