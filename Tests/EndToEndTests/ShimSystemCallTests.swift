import Foundation
import TestSupport
import Testing

#if os(Linux)
@Suite(
  "What the shim asks of the system before it becomes the program",
  .enabled(if: findProgram("strace") != nil, "SKIPPED: strace is not installed"))
struct ShimSystemCallTests {
  /// What the C library does before the shim begins, and the shim's first piece of memory.
  private static let start =
    BuiltShim.isSmall
    ? ["arch_prctl", "set_tid_address", "mmap"]
    : ["brk", "brk", "arch_prctl", "set_tid_address", "set_robust_list", "rseq", "prlimit64"]

  /// The settings are not there, and the current directory is asked for.
  private static let beginning = ["open", "getcwd"]

  /// A version file is read.
  private static let reading = ["open", "fstat", "read", "close"]

  /// A toolchain is found to be there.
  private static let found = ["stat", "access"]

  /// The names of the system calls, in order, from behind the start of the shim to the start of the
  /// program.
  private func trace(_ shims: ShimSandbox, in directory: String = "project") throws -> [String] {
    let log = shims.sandbox.path("strace.log")
    let result = try shims.sandbox.run(
      "strace", ["-f", "-o", log, shims.shim("go"), "version"], in: directory)
    #expect(result.output == "ran\n")
    let calls = shims.sandbox.read("strace.log").split(separator: "\n")
    let behind = calls.drop { !$0.contains("execve(") }.dropFirst()
    return behind.prefix { !$0.contains("execve(") }.map { line in
      // `123 openat(AT_FDCWD, …`: what differs is only how a C library spells a call.
      let name = String(line.drop { $0 != " " }.drop { $0 == " " }.prefix { $0 != "(" })
      return ["openat": "open", "newfstatat": "stat", "faccessat": "access"][name] ?? name
    }
  }

  private func shims(_ request: String, others: Int = 0) throws -> ShimSandbox {
    let shims = try ShimSandbox(shim: try BuiltShim.program)
    for patch in 0..<others { try shims.sandbox.makeDirectory("tvm/go/1.20.\(patch)/bin") }
    try shims.pin("1.21.6", script: "echo ran")
    try shims.sandbox.write("\(request)\n", to: "project/.go-version")
    return shims
  }

  @Test("an exact pin here, however many are installed", arguments: [0, 300])
  func exact(others: Int) throws {
    let calls = try trace(try shims("1.21.6", others: others))
    // glibc's start differs from one release to the next.
    guard BuiltShim.isSmall else {
      #expect(calls.count <= 25 && !calls.contains("getdents64"), "\(calls)")
      return
    }
    #expect(calls == Self.start + Self.beginning + Self.reading + Self.found)
  }

  @Test("an exact pin ten levels up opens two files in each directory")
  func tenLevels() throws {
    let shims = try shims("1.21.6")
    let deep = "project/1/2/3/4/5/6/7/8/9/10"
    try shims.sandbox.makeDirectory(deep)
    let calls = try trace(shims, in: deep)
    #expect(calls.filter { $0 == "open" }.count == 1 + 2 * 10 + 1)
    guard BuiltShim.isSmall else { return }
    let walk = Array(repeating: "open", count: 20)
    #expect(calls == Self.start + Self.beginning + walk + Self.reading + Self.found)
  }

  @Test("a partial pin reads the folder of toolchains once")
  func partial() throws {
    let calls = try trace(try shims("1.21"))
    #expect(calls.filter { $0 == "getdents64" }.count == 2, "the names, and the end of them")
    guard BuiltShim.isSmall else { return }
    let list = ["open", "fcntl", "getdents64", "getdents64", "close"]
    #expect(calls == Self.start + Self.beginning + Self.reading + list + Self.found)
  }
}
#endif
