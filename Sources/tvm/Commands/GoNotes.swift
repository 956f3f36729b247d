import Resolution
import Toolchains

/// What Go's own logic adds to the choice of a toolchain, in sentences.
struct GoNotes {
  /// The sentences, most important first.
  let lines: [String]

  /// The notes on an active toolchain.
  ///
  /// - Parameters:
  ///   - active: the toolchain, if there is one.
  ///   - candidates: all places that were looked at.
  ///   - session: whose environment counts.
  init(_ active: Active?, _ candidates: [Candidate], _ session: Session) {
    var lines: [String] = []
    let version = active.flatMap { GoVersion($0.name[...]) }
    if let version, let module = GoNotes.module(candidates), version < module.minimum {
      lines.append(
        "\(module.path.bytes.printable.text) requires Go \(module.minimum.asWritten.text), "
          + "so go \(version.name.text) will refuse to build it")
    }
    if let value = session.world.goToolchainOfUser {
      let text = value.printable.text
      lines.append(
        text == "local"
          ? "GOTOOLCHAIN=local is set, so Go does not switch to another toolchain"
          : "GOTOOLCHAIN=\(text) is set, so Go itself may switch to another toolchain")
    } else if case .toolchain = active?.choice {
      lines.append("the shim sets GOTOOLCHAIN=local to keep Go from switching toolchains")
      if let written = GoNotes.writtenToolchain(session) {
        lines.append("GOTOOLCHAIN=\(written) from `go env -w` has no effect under the shim")
      }
    }
    if let root = session.world.setVariable(Variables.goRoot),
      case .toolchain(let toolchain) =
        active?.choice, root != toolchain.root.bytes
    {
      lines.append("GOROOT=\(root.printable.text) is set in this shell; the shim overrides it")
    }
    self.lines = lines
  }

  private static func module(_ candidates: [Candidate]) -> GoModule? {
    for candidate in candidates {
      if case .minimum(let module) = candidate.finding { return module }
    }
    return nil
  }

  /// What `go env -w GOTOOLCHAIN=…` has left in the user's file.
  private static func writtenToolchain(_ session: Session) -> String? {
    let world = session.world
    let home = world.setVariable(Variables.userHome).map { Path($0) }
    guard let file = GoSettingsFile.path(home: home, world.setVariable) else { return nil }
    guard case .contents(let contents) = world.read(file, 1 << 20) else { return nil }
    let assignment = Bytes(Variables.goToolchain) + "="
    for line in contents.split(separator: UInt8(ascii: "\n"))
    where line.starts(with: assignment) {
      return Bytes(line.dropFirst(assignment.count)).printable.text
    }
    return nil
  }
}
