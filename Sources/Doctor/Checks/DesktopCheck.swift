import Resolution
import Shells
import Toolchains

extension Check {
  /// What programs see that are started from a menu.
  static func desktop(_ machine: Machine) -> [Finding] {
    let view = machine.views.first { $0.kind == .desktop }
    if let path = view?.environment?[Variables.path], let shadow = machine.shadow(path) {
      return [finding(shadow, "\(DesktopSession.shown) says so", nil, machine)]
    }
    let lines = machine.startup.files.filter { $0.moment == .session }.flatMap { file in
      file.lines.map { (file, $0) }
    }
    return lines.compactMap { file, line in
      for assignment in line.assignments where assignment.name == Variables.path {
        let value = machine.startup.expanded(assignment.value)
        guard let shadow = machine.shadow(Bytes(value.utf8)) else { continue }
        let place = "added by \(machine.place(line)): \(line.text)"
        return finding(shadow, place, file.isUsers ? line : nil, machine)
      }
      return nil
    }
  }

  private static func finding(
    _ shadow: SearchPath.Shadow, _ evidence: String, _ line: StartupLine?, _ machine: Machine
  ) -> Finding {
    let owner = Owner(shadow.folder).map { " (\($0.name))" } ?? ""
    return Finding(
      .warning,
      "the desktop session finds \(shadow.programs.joined(separator: ", ")) in "
        + "\(machine.show(shadow.folder))\(owner) and not by a shim",
      evidence: [evidence],
      remedy: Remedy(
        "put the shims first there",
        fixes: line.flatMap { line in
          line.withShimsFirst(machine.home.shims).map {
            [.edit(line.file, .replace(line.bytes, with: $0))]
          }
        } ?? [],
        lines: ShellLines(DesktopSession.command(putting: machine.home.shims.text))))
  }
}

extension Machine {
  /// What the shims are not in front of, where tvm has toolchains of that language.
  fileprivate func shadow(_ value: Bytes) -> SearchPath.Shadow? {
    SearchPath(value, self).shadows.first {
      // What the distribution brings is found by every session that knows nothing of tvm.
      isManaged($0.language) && !$0.isProxy && $0.folder != Path("/usr/bin")
        && $0.folder != Path("/bin")
    }
  }
}

extension StartupLine {
  /// The line with the shims before everything else in its `PATH`.
  fileprivate func withShimsFirst(_ shims: Path) -> Bytes? {
    guard let sign = bytes.firstIndex(of: UInt8(ascii: "="))
    else { return nil }
    var start = sign + 1
    if start < bytes.count, bytes[start] == UInt8(ascii: "\"") { start += 1 }
    return Bytes(bytes[..<start]) + shims.bytes + Bytes(":") + Bytes(bytes[start...])
  }
}
