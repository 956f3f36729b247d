import Resolution
import Toolchains

extension Check {
  /// Whether an exported `GOROOT` breaks Go.
  package static let goroot: [Check] = [
    Check(
      "goroot.exported", .goroot, "GOROOT is not exported",
      looksAt: "GOROOT in this process, in new shells, in startup files, in go env -w",
      explanation:
        "the shim sets GOROOT itself; any other go would use the wrong standard library",
      needsShells: true, examine: exported),
    gorootCheck(
      "exists", "GOROOT exists",
      "every go that is not run by the shim ends with: cannot find GOROOT directory"
    ) { if case .missing(let text) = $0 { text } else { nil } },
    gorootCheck(
      "link", "GOROOT is not a broken link",
      "every go that is not run by the shim ends with: cannot find GOROOT directory"
    ) { if case .brokenLink(let text) = $0 { text } else { nil } },
    gorootCheck(
      "readable", "GOROOT can be read and entered", "Go finds neither its tools nor its library"
    ) { if case .unreadable(let text) = $0 { text } else { nil } },
    gorootCheck(
      "complete", "GOROOT contains a complete toolchain",
      "go does not run, or finds no compiler or no standard library"
    ) { if case .incomplete(let text) = $0 { text } else { nil } },
    gorootCheck(
      "points-at", "GOROOT points to the top of a toolchain",
      "Go looks for its standard library in the wrong directory and finds no package"
    ) { if case .wrongPlace(let text) = $0 { text } else { nil } },
    gorootCheck(
      "version", "GOROOT is the active toolchain",
      "compile: version does not match go tool version, wherever a go is not run by the shim"
    ) { if case .otherVersion(let text) = $0 { text } else { nil } },
  ]

  private static let why = "tvm sets GOROOT for each go"

  private static func exported(_ machine: Machine) -> [Finding] {
    let values = machine.goroots(why: why)
    guard !values.isEmpty else { return [Finding(.ok, "GOROOT is not set anywhere")] }
    return values.map { exported in
      let isActive =
        machine.goRoot.map { machine.world.physical($0) }
        == machine.world.physical(Path(exported.value))
      return Finding(
        exported.isOnlyHere && isActive ? .note : .warning,
        "GOROOT is exported as \(machine.show(Path(exported.value)))", evidence: exported.places,
        remedy: remedy(exported))
    }
  }

  private static func remedy(_ exported: Exported) -> Remedy {
    Remedy("do not export it", fixes: exported.fixes, lines: exported.lines)
  }

  private static func gorootCheck(
    _ id: String, _ title: String, _ explanation: String,
    _ text: @escaping @Sendable (GorootFault) -> String?
  ) -> Check {
    Check(
      "goroot.\(id)", .goroot, title, looksAt: "every exported GOROOT", explanation: explanation,
      needsShells: true
    ) { machine in
      machine.goroots(why: why).compactMap { exported in
        guard let fault = GorootFault(Path(exported.value), machine), let text = text(fault) else {
          return nil
        }
        return Finding(.failure, text, evidence: exported.places, remedy: remedy(exported))
      }
    }
  }
}

/// What is wrong with a folder that `GOROOT` names.
private enum GorootFault {
  case brokenLink(String)
  case incomplete(String)
  case missing(String)
  case otherVersion(String)
  case unreadable(String)
  case wrongPlace(String)

  init?(_ path: Path, _ machine: Machine) {
    let shown = machine.show(path)
    guard path.isAbsolute else {
      self = .missing("GOROOT is \"\(shown)\", which is not absolute")
      return
    }
    guard let status = FileStatus(path) else {
      if let link = path.brokenLink {
        self = .brokenLink(
          "GOROOT is \(shown), and the link \(machine.show(link.path)) points to "
            + "\(machine.show(link.target)), which cannot be reached")
      } else {
        self = .missing("GOROOT is \(shown), which does not exist")
      }
      return
    }
    guard status.kind == .folder else {
      self = .missing("GOROOT is \(shown), which is not a directory")
      return
    }
    // The administrator may read everything; a folder that nobody else may enter is wrong all the same.
    guard path.allows(.read, .run), status.mode & 0o500 == 0o500 else {
      self = .unreadable("GOROOT is \(shown), which cannot be read and entered")
      return
    }
    if let place = GorootFault.wrongPlace(path, machine) {
      self = .wrongPlace("GOROOT is \(shown), which is \(place)")
    } else if let missing = GoTree(path).fault {
      self = .incomplete("GOROOT is \(shown), where \(missing)")
    } else if let version = path.goVersion, let active = machine.goRoot?.goVersion,
      version != active
    {
      self = .otherVersion("GOROOT is \(shown), Go \(version), but \(active) is active")
    } else {
      return nil
    }
  }

  private static func wrongPlace(_ path: Path, _ machine: Machine) -> String? {
    if let root = machine.goToolchain(around: path), machine.world.physical(path) != root {
      return "a part of the toolchain \(machine.show(root))"
    }
    if FileStatus(path.appending(ProjectFile.goModule.name)) != nil {
      return "a project with a go.mod"
    }
    for entry in GoSettings(machine).goPath.text.split(separator: ":") {
      let folder = Path(String(entry))
      if path == folder { return Variables.goPath.text }
      // Go keeps toolchains of its own among the modules.
      if path.isInside(folder), path.goVersion == nil { return "inside GOPATH" }
    }
    return nil
  }
}

extension Machine {
  /// Every exported `GOROOT`, that of `go env -w`'s file, which Go would not write, included.
  fileprivate func goroots(why: String) -> [Exported] {
    var values = exported(Variables.goRoot, why: why)
    let settings = GoSettings(self)
    for line in settings.userLines where line.name == Variables.goRoot && !line.value.isEmpty {
      guard let file = settings.userFile else { continue }
      values.append(
        Exported(
          value: Bytes(line.value.utf8), places: ["\(show(file)):\(line.number)"],
          fixes: [.edit(file, .remove(line.bytes))], lines: ShellLines(), isOnlyHere: false))
    }
    return values
  }
}
