import Foundation
import TestSupport

/// A sandbox with shims for Rust and toolchains that are small scripts or links to real ones.
struct RustSandbox {
  let sandbox: Sandbox

  /// The names of the shims that the tests use.
  static let programs = [
    "cargo", "rustc", "rustdoc", "rustfmt", "cargo-fmt", "cargo-clippy", "clippy-driver",
    "rust-analyzer", "rustup",
  ]

  init(_ name: String = "rust") throws {
    sandbox = try Sandbox(name)
    try sandbox.makeDirectory("tvm/shims")
    try sandbox.makeDirectory("project")
    try sandbox.makeDirectory("rustup/toolchains")
    let program = try sandbox.copy(Project.program("tvm-shim"), to: "tvm/shims/tvm-shim")
    for name in Self.programs {
      try FileManager.default.linkItem(
        atPath: program, toPath: sandbox.path("tvm/shims/\(name)"))
    }
    sandbox.environment["TVM_HOME"] = sandbox.path("tvm")
    sandbox.environment["RUSTUP_HOME"] = sandbox.path("rustup")
    sandbox.environment["CARGO_HOME"] = sandbox.path("cargo")
    sandbox.environment["RUSTUP_OVERRIDE_HOST_TRIPLE"] = "x86_64-unknown-linux-gnu"
    sandbox.environment["PATH"] = sandbox.path("tvm/shims") + ":/usr/bin:/bin"
  }

  /// The folder of a toolchain.
  func root(_ name: String) -> String { sandbox.path("rustup/toolchains/\(name)") }

  /// Installs a program of a toolchain that is a shell script.
  func install(_ name: String, _ program: String = "rustc", script: String) throws {
    try sandbox.write(
      "#!/bin/sh\n\(script)\n", to: "rustup/toolchains/\(name)/bin/\(program)", executable: true)
  }

  /// Pins a toolchain in the project.
  func pin(_ name: String) throws { try sandbox.write("\(name)\n", to: "project/rust-toolchain") }

  /// Runs a shim in the project.
  func run(_ program: String, _ arguments: String...) throws -> ProgramOutput {
    try sandbox.run(sandbox.path("tvm/shims/\(program)"), arguments, in: "project")
  }
}
