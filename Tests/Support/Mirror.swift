import CSpawn
import Foundation

/// A web server on loopback that serves a directory, with faults on request.
///
/// It ends with the last reference.
package final class Mirror {
  /// `http://127.0.0.1:PORT`, without a trailing slash.
  package let url: String
  private let server: Child
  private let faultFile: String
  private let logFile: String

  /// Starts the server.
  ///
  /// - Parameters:
  ///   - directory: What it serves.
  ///   - sandbox: Where its log and its faults are kept.
  /// - Throws: `ProgramError`, and what Foundation says.
  package init(_ directory: String, in sandbox: Sandbox) throws {
    let name = UUID().uuidString
    faultFile = sandbox.path("tmp/\(name).json")
    logFile = sandbox.path("tmp/\(name).log")
    guard let python = findProgram("python3") else {
      throw ProgramError.cannotStart(program: "python3", code: ENOENT)
    }
    try Data().write(to: URL(filePath: logFile))
    var (reading, writing): (Int32, Int32) = (-1, -1)
    let code = cspawn_open_pipe(&reading, &writing)
    guard code == 0 else { throw ProgramError.cannotStart(program: python, code: -code) }
    let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
    let log = open(logFile, O_WRONLY | O_APPEND | O_CLOEXEC)
    defer { [reading, input, log].forEach { close($0) } }
    do {
      defer { close(writing) }
      server = try Child(
        python,
        arguments: [
          Project.root + "/Tests/Mirror/mirror_server.py", directory, "--faults", faultFile,
        ],
        environment: sandbox.environment, directory: directory,
        descriptors: [input, writing, log])
    }
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(reading, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
    url = String(decoding: line, as: UTF8.self)
  }

  deinit {
    server.kill()
    _ = server.wait()
  }

  /// Makes the server fail, as `mirror_server.py` describes.
  ///
  /// - Parameter faults: JSON: parts of paths, and what happens to their next requests.
  /// - Throws: What Foundation says when it cannot be written.
  package func setFaults(_ faults: String) throws {
    try Data(faults.utf8).write(to: URL(filePath: faultFile), options: .atomic)
  }

  /// One line for each request so far: `GET /path range=bytes=5- -> 206`.
  package var log: [String] {
    let text = FileManager.default.contents(atPath: logFile) ?? Data()
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
