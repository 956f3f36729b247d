import Foundation
import TestSupport

/// Made-up Rust releases: each is made once in a run, and every mirror that has it gets a copy.
enum MadeUpRust {
  private static let lock = NSLock()
  nonisolated(unsafe) private static var made: [[String]: String] = [:]

  /// Adds a release to a mirror.
  ///
  /// - Parameters:
  ///   - arguments: Version, date and options, as `make_rust_mirror.py` takes them.
  ///   - mirror: The folder of the mirror.
  /// - Throws: What the script says, and what Foundation says.
  static func add(_ arguments: [String], to mirror: String) throws {
    // What is large is asked for once, and would keep the others waiting.
    if arguments.contains("--padding") || arguments.contains("--toolchain") {
      return try make(arguments, in: mirror)
    }
    let release = try lock.withLock {
      if let folder = made[arguments] { return folder }
      let folder = Project.program("made-up-rust/" + arguments.joined(separator: "_"))
      // What an earlier run has made may come from another script.
      if FileManager.default.fileExists(atPath: folder) {
        try FileManager.default.removeItem(atPath: folder)
      }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try make(arguments, in: folder)
      made[arguments] = folder
      return folder
    }
    let list = mirror + "/manifests.txt"
    let before = lines(of: list)
    try check(runProgram("/bin/cp", ["-R", release + "/.", mirror]))
    let all = Set(before).union(lines(of: list)).sorted()
    try Data(all.joined().utf8).write(to: URL(filePath: list))
  }

  private static func lines(of file: String) -> [String] {
    // A mirror without a release has no list yet.
    String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
      .split(separator: "\n").map { $0 + "\n" }
  }

  private static func make(_ arguments: [String], in mirror: String) throws {
    try check(
      runProgram(
        findProgram("python3") ?? "python3",
        [Project.root + "/Tests/Mirror/make_rust_mirror.py", mirror] + arguments,
        environment: ["PATH": Sandbox.systemPath], within: 150))
  }

  private static func check(_ result: ProgramOutput) throws {
    guard result.status == 0 else {
      throw ProgramError.notSeen(text: "a release of Rust", screen: result.errors)
    }
  }
}
