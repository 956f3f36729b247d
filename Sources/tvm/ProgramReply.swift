import CLibc
import Environment
import Resolution
import Toolchains

extension Session {
  /// What a toolchain's program says of itself.
  ///
  /// - Parameters:
  ///   - program: the program.
  ///   - argument: what it is asked with: `version`, `--version`.
  ///   - active: the toolchain, in whose environment it runs.
  /// - Returns: the first line that it prints, to either stream, and its exit status.
  func reply(
    of program: Path, to argument: String, _ active: Active
  ) -> (output: String, status: Int32) {
    var command = Bytes()
    for edit in active.environment(runsPackageAtVersion: false, resolver, world) {
      guard let value = edit.value else { continue }
      command += edit.name.bytes + Bytes("=") + value.posixQuoted + Bytes(" ")
    }
    command += Bytes("exec ") + program.bytes.posixQuoted + Bytes(" \(argument) 2>&1".utf8)
    guard let stream = command.withCString({ popen($0, "r") }) else { return ("", 127) }
    var output = Bytes()
    var buffer = Bytes(repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      if count == 0 { break }
      output += buffer[..<count]
    }
    let status = clibc_exit_status(pclose(stream))
    let line = output.prefix { $0 != UInt8(ascii: "\n") }
    return (Bytes(line).text, status)
  }
}
