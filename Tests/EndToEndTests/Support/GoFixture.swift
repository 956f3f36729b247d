import Foundation
import TestSupport
import Testing

/// A sandbox with a home for tvm and made-up Go toolchains to install from a folder.
final class GoFixture {
  let sandbox: Sandbox

  /// The releases of the mirror, besides `1.24rc2`, which is newer than all of them.
  static let releases = ["1.20.14", "1.21.0", "1.21.13", "1.22rc1", "1.22.3", "1.23.1"]

  /// The folder with the archives and their index, made once in the build folder.
  static var archives: String { get throws { try small.get() } }

  /// The same with one release of half a megabyte, for downloads that take their time.
  static var largeArchives: String { get throws { try large.get() } }

  private static let small = Result { try make("made-up-go", releases + ["1.24rc2"]) }
  private static let large = Result {
    try make("made-up-large-go", ["1.21.13"], padding: 500_000)
  }

  /// Where a toolchain's archive is, below a mirror.
  static func archive(_ version: String) -> String { "go\(version).\(platform).tar.gz" }

  #if os(macOS)
  private static let system = "darwin"
  #else
  private static let system = "linux"
  #endif
  #if arch(arm64)
  private static let machine = "arm64"
  #else
  private static let machine = "amd64"
  #endif
  /// The machine of the tests, in Go's words.
  static let platform = "\(system)-\(machine)"

  /// A home in a folder of this name; the mirror is the folder of archives.
  init(home: String = "tvm", _ name: String = "sandbox") throws {
    sandbox = try Sandbox(name)
    self.home = sandbox.path(home)
    sandbox.environment["TVM_HOME"] = self.home
    sandbox.environment["TVM_GO_MIRROR"] = try Self.archives
    try sandbox.makeDirectory("project")
    // That the shims are not on PATH has been said.
    try sandbox.write("", to: "\(home)/told-path")
  }

  /// What `TVM_HOME` says.
  let home: String

  /// Runs the built `tvm`.
  @discardableResult
  func tvm(_ arguments: String..., in directory: String = "project") throws -> ProgramOutput {
    try sandbox.run(Project.program("tvm"), arguments, in: directory)
  }

  /// Runs a shim; `tvm shims` must have been called.
  func shim(_ program: String, _ arguments: String..., in directory: String = "project") throws
    -> ProgramOutput
  {
    try sandbox.run("\(home)/shims/\(program)", arguments, in: directory)
  }

  /// Starts the built `tvm` and does not wait.
  func start(_ arguments: String..., checkpoint: String? = nil) throws -> RunningProgram {
    let before = sandbox.environment
    defer { sandbox.environment = before }
    sandbox.environment["TVM_TEST_CHECKPOINT"] = checkpoint
    return try RunningProgram(
      Project.program("tvm"), arguments, in: sandbox, directory: "project")
  }

  /// Puts a made-up toolchain in place without `tvm`.
  func adopt(_ names: String...) throws {
    for name in names {
      try toolchain("tvm/go/\(name)", version: name)
    }
  }

  /// Writes a made-up toolchain into a folder of the sandbox.
  func toolchain(_ folder: String, version: String) throws {
    let script = """
      #!/bin/sh
      [ "$1" = version ] && echo "go version go\(version) test" && exit
      [ "$1" = exit ] && exit "$2"
      [ "$1" = run ] && shift && exec "$@"
      echo "GOROOT=$GOROOT" "GOTOOLCHAIN=$GOTOOLCHAIN"

      """
    try sandbox.write(script, to: "\(folder)/bin/go", executable: true)
    try sandbox.write(script, to: "\(folder)/bin/gofmt", executable: true)
    try sandbox.write("go\(version)\n", to: "\(folder)/VERSION")
  }

  /// Copies the mirror into the sandbox, where a test may change it.
  @discardableResult
  func copyMirror(large: Bool = false) throws -> String {
    let target = sandbox.path("mirror")
    try FileManager.default.copyItem(
      atPath: large ? Self.largeArchives : Self.archives, toPath: target)
    return target
  }

  /// The names in the folder of toolchains, sorted.
  var installed: [String] { names("go") }

  /// The names in the folder where toolchains are put together, sorted.
  var staged: [String] { names("tmp") }

  private func names(_ folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "\(home)/\(folder)").sorted()) ?? []
  }

  /// Makes a mirror in the build folder.
  static func make(
    _ name: String, _ versions: [String], padding: Int = 0
  ) throws -> String {
    let folder = Project.program(name)
    let fresh = "\(folder)-\(getpid())"
    let result = try runProgram(
      findProgram("python3") ?? "python3",
      [
        Project.root + "/Tests/Mirror/make_go_mirror.py", "--out", fresh, "--os", system,
        "--arch", machine, "--synthetic", versions.joined(separator: ","), "--padding",
        "\(padding)",
      ], environment: ["PATH": Sandbox.systemPath])
    guard result.status == 0 else {
      throw ProgramError.notSeen(text: "a mirror", screen: result.errors)
    }
    // What an earlier run has left is in the way of the rename.
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.moveItem(atPath: fresh, toPath: folder)
    return folder
  }
}

extension ProgramOutput {
  /// Expects a failure that names what is wrong on standard error and prints no result.
  func expectFailure(
    _ status: Int32 = 1, saying text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(self.status == status, "\(errors)", sourceLocation: sourceLocation)
    #expect(errors.hasPrefix("tvm: "), "\(errors)", sourceLocation: sourceLocation)
    #expect(errors.contains(text), "\(errors)", sourceLocation: sourceLocation)
    #expect(output == "", sourceLocation: sourceLocation)
  }

  /// Expects success with exactly this result.
  func expectSuccess(_ output: String = "", sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(status == 0, "\(errors)", sourceLocation: sourceLocation)
    #expect(self.output == output, "\(errors)", sourceLocation: sourceLocation)
  }
}
