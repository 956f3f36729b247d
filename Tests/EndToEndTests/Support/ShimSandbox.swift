import Foundation
import TestSupport

/// A sandbox with shims and toolchains that are small scripts or programs of the system.
struct ShimSandbox {
  let sandbox: Sandbox

  init(_ name: String = "shim", shim: String = Project.program("tvm-shim")) throws {
    sandbox = try Sandbox(name)
    try makeShims("tvm/shims", of: shim)
    try sandbox.makeDirectory("project")
    sandbox.environment["TVM_HOME"] = sandbox.path("tvm")
    sandbox.environment["PATH"] = sandbox.path("tvm/shims") + ":/usr/bin:/bin"
  }

  /// Fills a folder with shims.
  func makeShims(_ folder: String, of shim: String) throws {
    try sandbox.makeDirectory(folder)
    let program = try sandbox.copy(shim, to: "\(folder)/tvm-shim")
    for name in ["go", "gofmt"] {
      try FileManager.default.linkItem(atPath: program, toPath: sandbox.path("\(folder)/\(name)"))
    }
  }

  /// The path of a shim.
  func shim(_ name: String) -> String { sandbox.path("tvm/shims/\(name)") }

  /// Installs a toolchain whose `go` is a shell script, and pins it.
  func pin(_ version: String, script: String, in project: String = "project") throws {
    try sandbox.write("#!/bin/sh\n\(script)\n", to: "tvm/go/\(version)/bin/go", executable: true)
    try sandbox.write("\(version)\n", to: "\(project)/.go-version")
  }

  /// Installs a toolchain whose `go` is a program of the system, and pins it.
  func pin(_ version: String, program: String) throws {
    try sandbox.makeDirectory("tvm/go/\(version)/bin")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path("tvm/go/\(version)/bin/go"), withDestinationPath: program)
    try sandbox.write("\(version)\n", to: "project/.go-version")
  }

  /// Runs a shim in the project.
  func go(
    _ arguments: String..., name: String = "go", input: String = ""
  ) throws -> ProgramOutput {
    try sandbox.run(shim(name), arguments, in: "project", input: input)
  }

  /// Runs a shell script in the project.
  func sh(_ script: String, in project: String = "project") throws -> ProgramOutput {
    try sandbox.run("sh", ["-c", script], in: project)
  }
}
