import Foundation
import TestSupport
import Testing

@Suite("Loops and odd places", .serialized) struct ShimLoopTests {
  @Test("a system's go that calls go is a loop, which is shown", arguments: [true, false])
  func script(bypass: Bool) throws {
    let shims = try ShimSandbox()
    let program = try shims.sandbox.write(
      "#!/bin/sh\nexec go \"$@\"\n", to: "bin/go", executable: true)
    shims.sandbox.environment["PATH"] =
      shims.sandbox.path("tvm/shims") + ":" + shims.sandbox.path("bin")
    if bypass { shims.sandbox.environment["TVM_BYPASS"] = "1" }
    let result = try shims.go()
    #expect(result.status == 127)
    #expect(result.errors.contains("-> \(program)\n"))
  }

  @Test("a toolchain's go that calls go is a loop", arguments: ["", "set_goroot = false\n"])
  func store(settings: String) throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "exec go \"$@\"")
    try shims.sandbox.write(settings, to: "tvm/config.toml")
    let result = try shims.go()
    #expect(result.status == 127)
    #expect(result.errors.contains("go would run itself forever"))
  }

  @Test("a shim as a toolchain's go is a loop", arguments: [true, false])
  func shimInStore(isHardLink: Bool) throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "")
    let program = shims.sandbox.path("tvm/go/1.21.6/bin/go")
    try FileManager.default.removeItem(atPath: program)
    if isHardLink {
      try FileManager.default.linkItem(atPath: shims.shim("tvm-shim"), toPath: program)
    } else {
      try FileManager.default.createSymbolicLink(
        atPath: program, withDestinationPath: shims.shim("go"))
    }
    let result = try shims.go()
    #expect(result.status == 127)
    #expect(result.errors.contains("go would run itself forever"))
  }

  @Test("links to shims, shims twice and a second shims directory are passed over")
  func twoDirectories() throws {
    let shims = try ShimSandbox()
    try shims.makeShims("other/shims", of: Project.program("tvm-shim"))
    try shims.sandbox.makeDirectory("links")
    try FileManager.default.createSymbolicLink(
      atPath: shims.sandbox.path("links/go"), withDestinationPath: shims.shim("go"))
    try shims.sandbox.write("#!/bin/sh\necho system\n", to: "bin/go", executable: true)
    shims.sandbox.environment["PATH"] = [
      "", ".", "tvm/shims", shims.sandbox.path("tvm/shims"), shims.sandbox.path("tvm/shims/"),
      shims.sandbox.path("links"), shims.sandbox.path("other/shims"), shims.sandbox.path("bin"),
    ].joined(separator: ":")
    #expect(try shims.go().output == "system\n")
    #expect(
      try shims.sandbox.run(shims.sandbox.path("other/shims/go"), [], in: "project").output
        == "system\n")
  }

  @Test("a shim still works when the shims directory is gone")
  func shimsGone() throws {
    let shims = try ShimSandbox()
    try shims.sandbox.write("#!/bin/sh\necho system\n", to: "bin/go", executable: true)
    shims.sandbox.environment["PATH"] = "/none:" + shims.sandbox.path("bin")
    let moved = shims.sandbox.path("go")
    try FileManager.default.moveItem(atPath: shims.shim("go"), toPath: moved)
    try shims.sandbox.remove("tvm/shims")
    #expect(try shims.sandbox.run(moved, [], in: "project").output == "system\n")
  }

  @Test("with a HOME that is none there is one clear error, with TVM_HOME none")
  func home() throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "echo ran")
    shims.sandbox.environment["HOME"] = "home"
    #expect(try shims.go().output == "ran\n")
    shims.sandbox.environment["TVM_HOME"] = nil
    let result = try shims.go()
    #expect(result.status == 127)
    #expect(result.errors.hasPrefix("tvm: HOME is not set"))
  }

  @Test("a deleted current directory is an error unless something else decides")
  func deletedDirectory() throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "echo ran")
    let script = "mkdir gone && cd gone && rmdir ../gone &&"
    let result = try shims.sh("\(script) go version")
    #expect(result.status == 127)
    #expect(result.errors.hasPrefix("tvm: the current directory no longer exists"))
    #expect(try shims.sh("\(script) TVM_GO_VERSION=1.21.6 go version").output == "ran\n")
    #expect(try shims.sh("\(script) go +1.21.6 version").output == "ran\n")
  }

  @Test(
    "odd project directories are directories like others",
    arguments: [
      "with space", "q'uo\"te", "new\nline", "$(id)", "ünï", "-dash", "a:b",
      String(repeating: "d/", count: 199) + "d",
    ])
  func oddDirectories(project: String) throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "echo ran", in: project)
    #expect(try shims.sh("go", in: project).output == "ran\n")
    try shims.sandbox.write("9.9.9\n", to: "\(project)/.go-version")
    let errors = try shims.sh("go", in: project).errors
    #expect(errors.split(separator: "\n").count == 4, "\(errors)")
    try shims.sandbox.makeDirectory("elsewhere")
    try shims.sandbox.write("1.21.6\n", to: "\(project)/.go-version")
    let result = try shims.sandbox.run(
      shims.shim("go"), ["-C", shims.sandbox.path(project), "version"], in: "elsewhere")
    #expect(result.output == "ran\n")
  }

  @Test("a FIFO as a version file is an error at once")
  func fifo() throws {
    let shims = try ShimSandbox()
    #expect(mkfifo(shims.sandbox.path("project/.go-version"), 0o600) == 0)
    let result = try shims.go()
    #expect(result.status == 127)
    #expect(result.errors.contains(".go-version is not a regular file"))
  }
}
