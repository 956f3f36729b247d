import Foundation
import TestSupport
import Testing

/// The real toolchains of this machine, which are only ever linked to.
private enum RealToolchains {
  static let folder = NSHomeDirectory() + "/.rustup/toolchains"

  /// Their full names, stable first.
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)/bin/cargo") }
    .sorted { ($0.hasPrefix("stable") ? 0 : 1, $0) < ($1.hasPrefix("stable") ? 0 : 1, $1) }
}

@Suite(
  "Real toolchains of Rust", .serialized,
  .enabled(if: !RealToolchains.names.isEmpty, "SKIPPED: no real toolchain is installed"))
struct RustRealTests {
  private func sandbox() throws -> RustSandbox {
    let rust = try RustSandbox("real")
    for name in RealToolchains.names {
      try FileManager.default.createSymbolicLink(
        atPath: rust.root(name), withDestinationPath: "\(RealToolchains.folder)/\(name)")
    }
    rust.sandbox.environment["RUSTUP_OVERRIDE_HOST_TRIPLE"] = nil
    rust.sandbox.environment["CARGO_NET_OFFLINE"] = "true"
    return rust
  }

  @Test("each toolchain is picked by its directory and knows its own sysroot")
  func directories() throws {
    let rust = try sandbox()
    for name in RealToolchains.names {
      try rust.pin(name)
      for program in ["rustc", "cargo"] {
        #expect(try rust.run(program, "--version").output.hasPrefix("\(program) "))
      }
      let root = URL(filePath: rust.root(name)).resolvingSymlinksInPath().path
      #expect(try rust.run("rustc", "--print", "sysroot").output == root + "\n")
    }
  }

  @Test(
    "in a build with ten dependencies exactly one shim runs",
    .enabled(if: findProgram("strace") != nil, "SKIPPED: strace is not installed"))
  func bypass() throws {
    let rust = try sandbox()
    try rust.pin(RealToolchains.names[0])
    var manifest = "[package]\nname = \"app\"\nversion = \"0.1.0\"\n[dependencies]\n"
    for number in 0..<10 {
      manifest += "d\(number) = { path = \"d\(number)\" }\n"
      try rust.sandbox.write(
        "[package]\nname = \"d\(number)\"\nversion = \"0.1.0\"\n",
        to: "project/d\(number)/Cargo.toml")
      try rust.sandbox.write("pub fn f() {}\n", to: "project/d\(number)/src/lib.rs")
    }
    try rust.sandbox.write(manifest, to: "project/Cargo.toml")
    try rust.sandbox.write("pub fn g() { d0::f() }\n", to: "project/src/lib.rs")
    let log = rust.sandbox.path("strace.log")
    let result = try rust.sandbox.run(
      "strace",
      [
        "-f", "-e", "trace=execve", "-s", "200", "-o", log,
        rust.sandbox.path("tvm/shims/cargo"), "build",
      ],
      in: "project")
    #expect(result.status == 0, "\(result.errors)")
    let starts = rust.sandbox.read("strace.log").split(separator: "\n")
      .filter { $0.contains("execve(") && !$0.contains("ENOENT") }
    #expect(starts.filter { $0.contains("execve(\"\(rust.sandbox.path("tvm/shims"))/") }.count == 1)
    #expect(starts.filter { $0.contains("/bin/rustc\"") }.count >= 11)
  }

  @Test("new projects are built, run, linted and formatted, each by its directory's toolchain")
  func projects() throws {
    let rust = try sandbox()
    // A link under a name of its own, as `tvm link` makes it.
    try FileManager.default.createSymbolicLink(
      atPath: rust.root("mine"), withDestinationPath: rust.root(RealToolchains.names[0]))
    // What is no component of a toolchain here is found on PATH, as rustup has it.
    try rust.sandbox.write(
      "#!/bin/sh\necho rust-analyzer 1.0\n", to: "bin/rust-analyzer", executable: true)
    rust.sandbox.environment["PATH", default: ""] += ":" + rust.sandbox.path("bin")
    let names = RealToolchains.names.prefix(2) + ["mine"]
    if names.count < 3 { print("SKIPPED: only one toolchain is installed; three are better") }
    for name in names {
      try rust.sandbox.write("[toolchain]\nchannel = \"\(name)\"\n", to: pinFile(name))
    }
    for name in names { try build(name, rust) }
  }

  private func pinFile(_ name: String) -> String { "of-\(name)/rust-toolchain.toml" }

  private func build(_ name: String, _ rust: RustSandbox) throws {
    func run(_ program: String, _ arguments: String..., below folder: String) throws
      -> ProgramOutput
    {
      let result = try rust.sandbox.run(
        rust.sandbox.path("tvm/shims/\(program)"), arguments, in: "of-\(name)\(folder)")
      #expect(result.status == 0, "\(name): \(program) \(arguments): \(result.errors)")
      return result
    }
    _ = try run("cargo", "new", "--vcs", "none", "app", below: "")
    _ = try run("cargo", "build", below: "/app")
    #expect(
      try rust.sandbox.run(rust.sandbox.path("of-\(name)/app/target/debug/app")).output
        == "Hello, world!\n")
    let root = URL(filePath: rust.root(name)).resolvingSymlinksInPath().path
    #expect(try run("rustc", "--print", "sysroot", below: "/app").output == root + "\n")
    let version = try rust.sandbox.run(root + "/bin/rustc", ["--version"]).output
    #expect(try run("rustc", "--version", below: "/app").output == version)
    let programs = [("cargo-clippy", ["clippy", "--quiet"]), ("cargo-fmt", ["fmt", "--check"])]
    for (program, arguments) in programs {
      guard FileManager.default.isExecutableFile(atPath: "\(root)/bin/\(program)") else {
        print("SKIPPED: \(name) has no \(program)")
        continue
      }
      _ = try run("cargo", arguments[0], arguments[1], below: "/app")
    }
    #expect(
      try run("rust-analyzer", "--version", below: "/app").output.hasPrefix("rust-analyzer "))
  }

  @Test("clippy and fmt of the toolchain run through cargo")
  func components() throws {
    let rust = try sandbox()
    let bin = "\(RealToolchains.folder)/\(RealToolchains.names[0])/bin/"
    guard FileManager.default.isExecutableFile(atPath: bin + "cargo-clippy"),
      FileManager.default.isExecutableFile(atPath: bin + "cargo-fmt")
    else { return }
    try rust.pin(RealToolchains.names[0])
    try rust.sandbox.write(
      "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
      to: "project/Cargo.toml")
    try rust.sandbox.write("pub fn f() {}\n", to: "project/src/lib.rs")
    #expect(try rust.run("cargo", "clippy").status == 0)
    #expect(try rust.run("cargo", "fmt", "--check").status == 0)
  }
}
