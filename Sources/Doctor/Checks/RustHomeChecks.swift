import CLibc
import Resolution
import Shells
import Toolchains

extension Check {
  /// Whether rustup's and cargo's folders, and those in them, can be used.
  static func homes(_ machine: Machine) -> [Finding] {
    guard let home = try? RustHome(machine.world) else { return [] }
    return [(Variables.rustupHome.text, home.rustup), (Variables.cargoHome.text, home.cargo)]
      .flatMap { name, own in
        // New shells may have another folder than this process.
        let exported = machine.exported(name, why: "it does not name a usable directory")
        let faults = exported.compactMap { value($0, name, machine) }
        let paths = [own] + exported.map { Path($0.value) }.filter { $0.isAbsolute && $0 != own }
        return faults
          + paths.compactMap { path in
            // What is wrong with the outer folder is wrong with the inner one, too.
            let inner = path.appending(name == Variables.cargoHome ? "bin" : "toolchains")
            let named = exported.first { Path($0.value) == path }
            return folder(path, named, machine) ?? folder(inner, nil, machine)
          }
      }
  }

  /// What is wrong with the variable, whatever stands at the path.
  private static func value(
    _ exported: Exported, _ name: String, _ machine: Machine
  ) -> Finding? {
    let path = Path(exported.value)
    let remedy = unexport(exported)
    guard path.isAbsolute else {
      return Finding(
        .warning, "\(name) is \"\(exported.value.printable.text)\", which depends on the directory",
        evidence: exported.places, remedy: remedy)
    }
    guard FileStatus(link: path) == nil else { return nil }
    let other = machine.userHome.appending(name == Variables.cargoHome ? ".cargo" : ".rustup")
    let isLeft = Folder.exists(other)
    return Finding(
      isLeft ? .warning : .note, "\(name) is \(machine.show(path)), which does not exist",
      evidence: exported.places + (isLeft ? ["\(machine.show(other)) exists"] : []),
      // Who installs the first toolchain makes the folder.
      remedy: isLeft ? remedy : nil)
  }

  private static func unexport(_ exported: Exported) -> Remedy {
    Remedy(
      "do not export it, or write the whole path of a usable directory",
      fixes: exported.fixes, lines: exported.lines)
  }

  /// What is wrong with what is there, and may be there because a variable names it.
  private static func folder(
    _ path: Path, _ exported: Exported?, _ machine: Machine
  ) -> Finding? {
    let shown = machine.show(path)
    let places = exported?.places ?? []
    // What is not the user's is not to be moved or given away because a variable names it.
    let others = path.isInside(machine.userHome) ? nil : exported.map(unexport)
    if let target = Folder.target(of: path), machine.world.physical(path) == nil {
      return Finding(
        .failure, "\(shown) is a broken link",
        evidence: ["it points to \(machine.show(target))"] + places,
        remedy: Remedy("remove the link, or create its target", fixes: [.removeLink(path)]))
    }
    guard let status = FileStatus(path) else { return nil }
    guard status.kind == .folder else {
      return Finding(
        .failure, "\(shown) is not a directory", evidence: places,
        remedy: exported.map(unexport)
          ?? Remedy("move it out of the way", lines: machine.moveAway(path)))
    }
    guard path.allows(.read, .run) else {
      return Finding(
        .failure, "\(shown) cannot be read", evidence: places,
        remedy: others ?? Remedy("give it to you", lines: machine.ownership(path, status)))
    }
    guard path.allows(.write) else {
      return Finding(
        .warning, "\(shown) cannot be written", evidence: places,
        remedy: others ?? Remedy("give it to you", lines: machine.ownership(path, status)))
    }
    return nil
  }
}

extension Machine {
  /// The line that gives something another name.
  func moveAway(_ path: Path) -> ShellLines {
    let quoted = { (bytes: Bytes) in Shell.bash.word(bytes).text }
    return ShellLines("mv \(quoted(path.bytes)) \(quoted(path.bytes + Bytes(".old")))")
  }

  /// The lines that give a folder to the user.
  fileprivate func ownership(_ path: Path, _ status: FileStatus) -> ShellLines {
    let quoted = Shell.bash.word(path.bytes).text
    let mode = "chmod -R u+rwX \(quoted)"
    return status.owner == getuid()
      ? ShellLines(mode) : ShellLines("sudo chown -R \"$(id -un)\" \(quoted)", mode)
  }

  /// Programs that cargo's settings put in the place of the toolchain's, or take and that are not there.
  var otherCompilers: [Finding] {
    var findings: [Finding] = []
    for settings in CargoSettings.all(self) {
      if let entry = settings.build("rustc") {
        let isGone = !isProgram(entry, settings)
        findings.append(
          Finding(
            isGone ? .failure : .warning,
            isGone
              ? "\(show(settings.path)) takes a compiler that does not exist"
              : "\(show(settings.path)) takes another compiler than the toolchain's",
            evidence: [entry.text], remedy: settings.removal(of: entry)))
      }
      for key: StaticString in ["rustc-wrapper", "rustc-workspace-wrapper", "rustdoc"] {
        guard let entry = settings.build(key), !isProgram(entry, settings) else { continue }
        findings.append(
          Finding(
            .failure, "\(show(settings.path)) names a program that does not exist",
            evidence: [entry.text], remedy: settings.removal(of: entry)))
      }
      for (target, entry) in settings.linkers where !isProgram(entry, settings) {
        let verdict = missingLinker(of: target)
        findings.append(
          Finding(
            verdict, "\(show(settings.path)) names a linker that does not exist",
            evidence: [entry.text],
            remedy: verdict == .note ? nil : settings.removal(of: entry)))
      }
    }
    return findings
  }

  /// Flags that cargo's settings give to a compiler which cannot do with them.
  var wrongFlags: [Finding] {
    CargoSettings.all(self).flatMap { settings in
      settings.flags.compactMap { flags, entry in
        guard let fault = flags.fault(self) else { return nil }
        return Finding(
          .failure, "\(show(settings.path)):\(entry.line) \(fault)", evidence: [entry.text],
          remedy: Remedy("take that flag out of \(show(settings.path))"))
      }
    }
  }

  /// Whether a program that cargo's settings name is found, by its path or on `PATH`.
  private func isProgram(_ entry: CargoSettings.Entry, _ settings: CargoSettings) -> Bool {
    if let path = settings.program(entry) { return world.program(path) != nil }
    return isLinker(entry.value)
  }
}
