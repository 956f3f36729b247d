import CLibc
import Resolution
import Shells
import Toolchains

extension Check {
  /// Why nothing is active although something is asked for.
  static func installed(_ machine: Machine) -> [Finding] {
    var findings: [Finding] = []
    for language in Language.allCases {
      // What is wrong with rustup's settings is found by a check of its own.
      guard let error = machine.resolutionError(language), error != machine.rustSettingsError else {
        continue
      }
      let lines = error.message.text.split(separator: "\n").map(String.init)
      let evidence = lines.dropFirst().filter { !$0.hasPrefix("help: ") }.map {
        String($0.drop { $0 == " " })
      }
      let repair = error.file.flatMap { machine.repair(of: $0) }
      let finding = Finding(
        .failure, lines.first ?? "", evidence: evidence + (repair.map { [$0.fault] } ?? []),
        remedy: machine.remedy(error, language, repair))
      // A file for both languages is wrong once.
      if !findings.contains(where: { $0.summary == finding.summary }) { findings.append(finding) }
    }
    return findings
  }

  /// Files of the project that only Go, cargo and rustup read, and cannot.
  static func files(_ machine: Machine) -> [Finding] {
    var findings: [Finding] = []
    let names: [StaticString] = ProjectFile.allCases.map(\.name) + [".cargo/config.toml"]
    let reported = Language.allCases.compactMap { machine.resolutionError($0)?.file }
    for name in names {
      var next = machine.directory
      while let folder = next {
        let path = folder.appending(name)
        if Folder.isOccupied(path) {
          if !reported.contains(path), let finding = file(path, machine) {
            findings.append(finding)
          }
          break
        }
        next = folder.parent
      }
    }
    return findings
  }

  private static func file(_ path: Path, _ machine: Machine) -> Finding? {
    let shown = machine.show(path)
    switch machine.world.read(path, ProjectFile.sizeLimit) {
    case .absent: return nil
    case .refused(let problem):
      guard case .unreadable = problem else {
        return Finding(
          .warning, "\(shown) is not a file and is ignored",
          remedy: Remedy("move it out of the way", lines: machine.moveAway(path)))
      }
      return Finding(
        .failure, "\(shown) cannot be read",
        remedy: Remedy("make it readable", lines: machine.readable(path)))
    case .contents(let contents):
      guard let repair = ProjectFileRepair(contents, at: path) else { return nil }
      return Finding(
        .failure, "\(shown) cannot be read: \(repair.fault)",
        remedy: Remedy("write it as plain UTF-8", fixes: [.edit(path, .write(repair.contents))]))
    }
  }
}

extension ResolutionError {
  /// The file that has to be changed; nil where it is none of a project.
  fileprivate var file: Path? {
    switch self {
    case .notText(let path), .refused(let path, _), .emptyVersionFile(let path),
      .malformedRequest(_, .file(let path, _)), .malformedDirective(_, _, let path, _):
      path
    case .rust(let fault):
      switch fault {
      case .emptyFile(let path), .noToolchainTable(let path), .notTOML(let path, _, _),
        .nothingAsked(let path, _), .wrongType(let path, _, _, _),
        .malformedName(_, .file(let path, _)), .unknownProfile(let path, _, _):
        path
      default: nil
      }
    default: nil
    }
  }
}

extension Machine {
  /// What makes a file of the project readable; nil for files of other kinds too.
  fileprivate func repair(of path: Path) -> ProjectFileRepair? {
    let isGoProject = ProjectFile(name: path.name).map(Language.go.projectFiles.contains) ?? false
    guard VersionFile(name: path.name) != nil || isGoProject else { return nil }
    return read(path, limit: ProjectFile.sizeLimit).flatMap { ProjectFileRepair($0, at: path) }
  }

  fileprivate func remedy(
    _ error: ResolutionError, _ language: Language, _ repair: ProjectFileRepair?
  ) -> Remedy? {
    if let path = error.file {
      if let repair {
        return repair.isSame
          ? Remedy(
            "write it as its tools read it", fixes: [.edit(path, .write(repair.contents))])
          : Remedy(
            "write what was meant",
            lines: ShellLines(
              "echo \(Shell.bash.word(Bytes(repair.contents.trimmed)).text) > "
                + inHome(path)))
      }
      if case .refused(_, let problem) = error {
        if case .unreadable = problem {
          return Remedy("make it readable", lines: readable(path))
        }
        return Remedy(
          "move it out of the way, then pin what the project needs",
          lines: moveAway(path) + pinning(language))
      }
      if path.parent == directory || path.name.first == UInt8(ascii: ".") {
        return Remedy(
          "correct \(show(path)), or pin what is installed here", lines: pinning(language))
      }
    }
    if case .notInstalled(_, let pins, _, _) = error, let pin = pins.first,
      case .override(let settings, let line) = pin.source
    {
      return overrideRemedy(pin, settings, line)
    }
    let help = error.message.text.split(separator: "\n").last { $0.hasPrefix("help: ") }
    return help.map {
      Remedy(
        "install it, or change the pin", lines: ShellLines(String($0.dropFirst("help: ".count))))
    }
  }

  /// What takes an override of rustup's back whose toolchain is gone.
  private func overrideRemedy(_ pin: Pin, _ settings: Path, _ line: Int) -> Remedy? {
    let entry = (try? RustSettings(at: settings, world))?.overrides.first {
      $0.toolchain.line == line
    }
    return entry.map {
      Remedy(
        "take the override back, or install it by tvm install rust@\(pin.text.printable.text)",
        lines: ShellLines(
          "rustup override unset --path \(Shell.bash.word($0.directory.bytes).text)"))
    }
  }

  /// The command that pins what would be used without the file: the default, or the newest installed.
  private func pinning(_ language: Language) -> ShellLines {
    switch language {
    case .go:
      let newest = GoInstalled(go: home, world).versions.filter { $0.prerelease == nil }.max()
      return ShellLines("tvm use go@\(newest?.name.text ?? "latest")")
    case .rust: return ShellLines("tvm use rust@stable")
    }
  }

  /// The lines that let the user read a file.
  func readable(_ path: Path) -> ShellLines {
    let quoted = Shell.bash.word(path.bytes).text
    guard let status = FileStatus(path) else {
      // A folder above it keeps everybody out.
      return ShellLines(asAdministrator("chmod a+rx \(inHome(path.parent ?? path))"))
    }
    return status.owner == getuid()
      ? ShellLines("chmod u+r \(quoted)")
      : ShellLines(asAdministrator("chown \"$(id -un)\" \(quoted)"), "chmod u+r \(quoted)")
  }
}
