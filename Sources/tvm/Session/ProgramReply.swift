import Resolution
import Toolchains

extension Session {
  /// What a toolchain's program says of itself.
  ///
  /// - Parameters:
  ///   - program: the program.
  ///   - argument: what it is asked with: `version`, `--version`.
  ///   - active: the toolchain, in whose environment it runs.
  /// - Returns: the first line that it prints, to either stream, and its exit status; that of a program
  ///   that does not answer is the one that `timeout` has for it.
  func reply(
    of program: Path, to argument: String, _ active: Active
  ) -> (output: String, status: Int32) {
    var changes: [Bytes: Bytes?] = [:]
    for edit in active.environment(resolver, world) {
      if let value = edit.value { changes[edit.name.bytes] = value }
    }
    // It is asked for itself, and not for what the job's own GOTOOLCHAIN would have it become.
    if active.language == .go { changes[Bytes(Variables.goToolchain)] = Bytes("local") }
    let spawn = Spawn(
      [program.bytes, Bytes(argument.utf8)], Spawn.environment(changing: changes))
    let probe: Probe
    do throws(SpawnError) { probe = try Probe(spawn, isMerged: true) } catch {
      return (systemMessage(error.errno).text, 126)
    }
    Probe.wait([probe], milliseconds: 60_000)
    let line = (probe.outputs.first ?? []).prefix { $0 != UInt8(ascii: "\n") }
    return (Bytes(line).text, probe.status ?? 124)
  }
}
