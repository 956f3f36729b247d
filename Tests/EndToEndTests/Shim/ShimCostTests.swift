import Foundation
import TestSupport
import Testing

#if os(Linux)
@Suite("What the shim costs") struct ShimCostTests {
  /// The largest shim, in bytes.
  private static let largest = 163_000

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
  /// A way to ask for a toolchain, and the instructions that it takes from the first one of the process
  /// to the call of `execve`; they may be 5 % off.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var instructions: Int
    var program = "go"
    var directory = "project"
    var file = ".go-version"
    var contents = "1.21.6\n"
    var variables = 0
  }

  static let cases = [
    Case(testDescription: "an exact pin", instructions: 18_450),
    Case(testDescription: "60 more variables", instructions: 21_300, variables: 60),
    Case(
      testDescription: "ten levels up", instructions: 22_200,
      directory: "project/1/2/3/4/5/6/7/8/9/10"),
    Case(testDescription: "a partial pin", instructions: 25_300, contents: "1.21\n"),
    Case(
      testDescription: "a .tool-versions of 500 lines", instructions: 63_200,
      file: ".tool-versions",
      contents: (0..<500).map { "plugin-\($0) 1.\($0).0\n" }.joined() + "golang 1.21.6\n"),
    Case(
      testDescription: "cargo with components", instructions: 49_000, program: "cargo",
      file: "rust-toolchain.toml",
      contents: """
        [toolchain]
        channel = "1.90.0"
        components = ["rustc", "cargo", "rust-std"]

        """),
  ]

  @Test(
    "the shim takes no more instructions than it did",
    .enabled(
      if: findProgram("valgrind") != nil && BuiltShim.isSmall,
      "SKIPPED: valgrind or musl-gcc is not installed"), arguments: cases)
  func count(_ test: Case) throws {
    let shims = try ShimSandbox(shim: try BuiltShim.named)
    try prepare(shims, test)
    // The lengths of paths count: these are the same everywhere.
    let folder = URL(
      filePath: "/tmp/tvm-count-\(String(UInt32.random(in: 100_000_000...999_999_999)))")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path, withDestinationPath: shims.sandbox.root)
    defer { unlink(folder.path) }
    let home = "\(folder.path)/tvm"
    let log = shims.sandbox.path("callgrind")
    var environment = ["PATH": "/usr/bin:/bin", "TVM_HOME": home, "HOME": home]
    for number in 0..<test.variables { environment["SOMETHING_\(number)"] = "else" }
    let result = try runProgram(
      findProgram("valgrind") ?? "valgrind",
      [
        "-q", "--tool=callgrind", "--dump-before=execve", "--callgrind-out-file=\(log)",
        "\(home)/shims/\(test.program)", "version",
      ], environment: environment, directory: shims.sandbox.path(test.directory))
    #expect(result.output == "ran\n", "\(result.errors)")
    let total = shims.sandbox.read("callgrind.1").firstMatch(of: /totals: (\d+)/)
    let counted = try #require(total.flatMap { Int($0.1) })
    let isNear = abs(counted - test.instructions) * 20 <= test.instructions
    #expect(isNear, "\(counted) instructions; if that is better, write it down here")
  }

  /// Installs what is asked for, with a list of the installed versions as `tvm` leaves it.
  private func prepare(_ shims: ShimSandbox, _ test: Case) throws {
    try shims.sandbox.makeDirectory(test.directory)
    try shims.sandbox.write(test.contents, to: "project/\(test.file)")
    guard test.program == "go" else {
      let program = ".rustup/toolchains/1.90.0-x86_64-unknown-linux-gnu/bin/cargo"
      try shims.sandbox.write("#!/bin/sh\necho ran\n", to: "tvm/\(program)", executable: true)
      try shims.sandbox.write(
        "version = \"12\"\ndefault_host_triple = \"x86_64-unknown-linux-gnu\"\n",
        to: "tvm/.rustup/settings.toml")
      try FileManager.default.linkItem(atPath: shims.shim("go"), toPath: shims.shim("cargo"))
      return
    }
    try shims.sandbox.write("#!/bin/sh\necho ran\n", to: "tvm/go/1.21.6/bin/go", executable: true)
    let link = shims.sandbox.path("elsewhere")
    try shims.sandbox.write("#!/bin/sh\n", to: "elsewhere/bin/go", executable: true)
    _ = try shims.sandbox.run(Project.program("tvm"), ["link", "elsewhere", link])
  }
  #endif
}
#endif
