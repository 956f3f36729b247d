import Foundation
import TestSupport

/// The shim as it is installed, built once for all tests.
enum BuiltShim {
  /// The program without the names of its functions.
  static var program: String { get throws { try folder.get() + "/shim" } }

  /// The same with the names of its functions.
  static var named: String { get throws { try folder.get() + "/named" } }

  /// Whether its C library is the small one that the limits are for.
  static let isSmall = findProgram("musl-gcc") != nil

  private static let folder = Result<String, any Error> {
    let folder = Project.program("built-shim-\(getpid())")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let environment = ProcessInfo.processInfo.environment
    let result = try runProgram(
      "/bin/sh", [Project.root + "/shell/build-shim.sh", folder + "/named"],
      environment: [
        "PATH": environment["PATH"] ?? Sandbox.systemPath, "HOME": folder,
        "TVM_SHIM_SYMBOLS": "1",
      ], within: 600)
    guard result.status == 0 else {
      throw ProgramError.notSeen(text: "a shim", screen: result.errors)
    }
    try runProgram(
      findProgram("strip") ?? "strip", ["-s", "-o", folder + "/shim", folder + "/named"])
    return folder
  }
}
