import Foundation
import TestSupport
import Testing

#if os(Linux)
@Suite(
  "What the shim asks of the system before it becomes the program",
  .enabled(if: findProgram("strace") != nil, "SKIPPED: strace is not installed"))
struct ShimSystemCallTests {
  /// What the C library does before the shim begins, which brings its first memory along.
  private static let start =
    BuiltShim.isSmall
    ? ["arch_prctl", "set_tid_address"]
    : ["brk", "brk", "arch_prctl", "set_tid_address", "set_robust_list", "rseq", "prlimit64"]

  /// The settings are not there, and the current directory is asked for.
  private static let beginning = ["open", "getcwd"]

  /// A version file is read.
  private static let reading = ["open", "fstat", "read", "close"]

  /// The list of the installed versions is read, and compared with the state of their folder.
  private static let list = ["stat"] + reading

  /// The names of the system calls, in order, from behind the start of the shim to the start of the
  /// program.
  private func trace(
    _ shims: ShimSandbox, _ program: String = "go", in directory: String = "project"
  ) throws -> [String] {
    let log = shims.sandbox.path("strace.log")
    let result = try shims.sandbox.run(
      "strace", ["-f", "-o", log, shims.shim(program), "version"], in: directory)
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
    // Nothing is looked at that the `execve` itself would find missing.
    #expect(calls == Self.start + Self.beginning + Self.reading)
  }

  @Test("an exact pin ten levels up asks for two files in each directory, and opens what is there")
  func tenLevels() throws {
    let shims = try shims("1.21.6")
    let deep = "project/1/2/3/4/5/6/7/8/9/10"
    try shims.sandbox.makeDirectory(deep)
    let calls = try trace(shims, in: deep)
    let walk = ["open", "open"] + Array(repeating: "access", count: 2 * 9 + 1)
    #expect(calls.filter { $0 == "access" }.count == 2 * 9 + 1)
    guard BuiltShim.isSmall else { return }
    #expect(calls == Self.start + Self.beginning + walk + Self.reading)
  }

  @Test("a partial pin reads one list", arguments: [0, 300])
  func partial(others: Int) throws {
    let shims = try shims("1.21", others: others)
    try shims.sandbox.write("#!/bin/sh\n", to: "elsewhere/bin/go", executable: true)
    let link = ["link", "elsewhere", shims.sandbox.path("elsewhere")]
    try shims.sandbox.run(Project.program("tvm"), link).expectSuccess()
    let calls = try trace(shims)
    #expect(!calls.contains("getdents64"), "\(calls)")
    guard BuiltShim.isSmall else { return }
    #expect(calls == Self.start + Self.beginning + Self.reading + Self.list)
  }

  @Test("where the list does not count, the folder is read once")
  func folder() throws {
    let calls = try trace(try shims("1.21"))
    #expect(calls.filter { $0 == "getdents64" }.count == 2, "the names, and the end of them")
    guard BuiltShim.isSmall else { return }
    let names = ["open", "fcntl", "getdents64", "getdents64", "close"]
    #expect(calls == Self.start + Self.beginning + Self.reading + ["stat", "open"] + names)
  }

  @Test("cargo reads rustup's settings and the version file, and nothing of tvm's")
  func cargo() throws {
    let shims = try ShimSandbox(shim: try BuiltShim.program)
    let program = "rustup/toolchains/1.90.0-x86_64-unknown-linux-gnu/bin/cargo"
    try shims.sandbox.write("#!/bin/sh\necho ran\n", to: program, executable: true)
    try shims.sandbox.write(
      "version = \"12\"\ndefault_host_triple = \"x86_64-unknown-linux-gnu\"\n",
      to: "rustup/settings.toml")
    try shims.sandbox.write(
      "[toolchain]\nchannel = \"1.90.0\"\ncomponents = [\"rustc\"]\n",
      to: "project/rust-toolchain.toml")
    try FileManager.default.linkItem(atPath: shims.shim("go"), toPath: shims.shim("cargo"))
    shims.sandbox.environment["RUSTUP_HOME"] = shims.sandbox.path("rustup")
    let calls = try trace(shims, "cargo")
    guard BuiltShim.isSmall else {
      #expect(calls.count <= 25, "\(calls)")
      return
    }
    #expect(calls == Self.start + Self.reading + ["getcwd", "open"] + Self.reading)
  }
}
#endif
