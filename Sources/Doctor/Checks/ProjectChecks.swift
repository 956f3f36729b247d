import Resolution
import Toolchains

extension Check {
  /// Whether what a project pins agrees with all that reads it.
  package static let project: [Check] = [
    Check(
      "project.installed", .project, "the pinned toolchains are installed",
      looksAt: "version files, go.mod, go.work, rust-toolchain.toml",
      explanation: "go or cargo commands fail in this directory",
      examine: { installed($0) }),
    Check(
      "project.files", .project, "Go and cargo can read the files of the project",
      looksAt: "go.mod, go.work, Cargo.toml, .cargo/config.toml: whether they are UTF-8 text",
      explanation: "every command of the language stops with an error about the first line",
      examine: { files($0) }),
    Check(
      "project.go-minimum", .project, "the pinned Go is new enough for go.mod and go.work",
      looksAt: "the go line of go.mod or go.work, the active Go",
      explanation: "Go refuses to work on the module, or switches to another version",
      examine: goMinimum),
    Check(
      "project.go-toolchain", .project, "the toolchain line and the pin agree",
      looksAt: "the toolchain line of go.mod or go.work, the active Go",
      explanation: "people without tvm use a different Go version",
      examine: goToolchain),
    Check(
      "project.go-work", .project, "the modules of the workspace are there, and fit it",
      looksAt: "use and go lines of go.work, the modules below it",
      explanation: "every go command in the workspace stops", examine: { workspace($0) }),
    Check(
      "project.go-files", .project, "the active Go can read go.mod and go.work",
      looksAt: "the lines of go.mod and go.work, the active Go",
      explanation: "every go command stops: errors parsing go.mod", examine: { goFiles($0) }),
    Check(
      "project.rust-version", .project, "the pinned Rust is new enough for Cargo.toml",
      looksAt: "rust-version in Cargo.toml, the active Rust",
      explanation: "cargo refuses to build the package", examine: rustVersion),
    Check(
      "project.components", .project, "the components and targets of the pin are installed",
      looksAt: "components and targets in rust-toolchain.toml, the active toolchain",
      explanation: "programs of these components, and builds for these targets, fail",
      examine: components),
    Check(
      "project.cargo-config", .project, "what cargo's settings ask for is there",
      looksAt: "build.target and env in .cargo/config.toml, here, above and in CARGO_HOME",
      explanation: "builds fail with \"can't find crate for std\", or use another toolchain",
      examine: cargoSettings),
    Check(
      "project.pins", .project, "all tools read the same pin",
      looksAt:
        ".go-version, .tool-versions, rust-toolchain, rust-toolchain.toml, mise.toml, .prototools",
      explanation: "goenv, asdf, mise, proto and rustup use another version than tvm does",
      examine: pins),
    Check(
      "project.ci", .project, "CI uses the pinned versions",
      looksAt: ".github/workflows, .gitlab-ci.yml, .circleci/config.yml and other pipelines' files",
      explanation: "results differ between CI and this machine",
      examine: { pipelines($0) }),
    Check(
      "project.dockerfile", .project, "images use the pinned versions",
      looksAt: "FROM, ARG, ENV, RUN and COPY in Dockerfiles, devcontainer.json, compose.yaml",
      explanation: "the image is built with another version than the project's",
      examine: { images($0) }),
    Check(
      "project.dockerfile-env", .project, "ENV comes before the RUN that needs it",
      looksAt: "ENV and RUN in Dockerfiles",
      explanation: "the command silently runs without the variable",
      examine: lateVariables),
  ]

  private static func goMinimum(_ machine: Machine) -> [Finding] {
    guard let module = machine.goModule, module.line > 0, let version = machine.pinnedGoVersion,
      version < module.minimum, let source = machine.goSource
    else { return [] }
    let minimum = module.minimum.name.text
    let state = machine.goState(version)
    let place = "\(machine.show(module.path)):\(module.line)"
    let setting = machine.variable(Variables.goToolchain)?.text ?? "local"
    let isSwitching = setting.contains("auto") || setting.contains("path")
    return [
      Finding(
        isSwitching ? .warning : .failure,
        isSwitching
          ? "\(state), and GOTOOLCHAIN=\(setting) makes it switch to \(minimum)"
          : "\(state), and \(place) asks for at least \(minimum)",
        evidence: ["asked for by \(source)", "\(place): go \(minimum)"],
        remedy: Remedy(
          "pin a version that is new enough",
          lines: ShellLines("tvm use go@\(machine.goVersion(atLeast: module.minimum).name.text)")))
    ]
  }

  private static func goToolchain(_ machine: Machine) -> [Finding] {
    guard let module = machine.goModule, let preferred = module.preferred,
      let version = machine.pinnedGoVersion, version < preferred, version >= module.minimum,
      let source = machine.goSource
    else { return [] }
    let isPin: Bool
    if case .file? = machine.active(.go)?.source { isPin = true } else { isPin = false }
    let file = machine.show(module.path)
    return [
      Finding(
        isPin ? .warning : .note,
        "\(file) prefers go \(preferred.name.text), and \(machine.goState(version))",
        evidence: ["asked for by \(source)"],
        remedy: Remedy(
          "pin the version that \(file) names",
          lines: ShellLines("tvm use go@\(preferred.name.text)")))
    ]
  }

  private static func rustVersion(_ machine: Machine) -> [Finding] {
    guard let directory = machine.directory,
      // Most projects have no Cargo.toml, or none with a rust-version.
      let found = try? CargoManifest.minimum(nearestTo: Start(directory), machine.world),
      let minimum = GoVersion(found.text[...]), let version = machine.activeRustVersion,
      version < minimum
    else { return [] }
    let place = "\(machine.show(found.path)):\(found.line)"
    let source = machine.active(.rust)?.source.text.text ?? "the default"
    return [
      Finding(
        .failure,
        "rust \(version.name.text) is active, and \(place) asks for at least \(found.text.text)",
        evidence: ["asked for by \(source)"],
        remedy: Remedy(
          "pin a version that is new enough", lines: ShellLines("tvm use rust@\(found.text.text)")))
    ]
  }

  private static func components(_ machine: Machine) -> [Finding] {
    guard let active = machine.active(.rust), case .file(let path, _) = active.source,
      VersionFile(name: path.name)?.isRustup == true,
      case .toolchain(let toolchain) = active.choice,
      let contents = machine.read(path, limit: VersionFile.sizeLimit),
      let file = try? RustToolchainFile(contents, at: path)
    else { return [] }
    let parts = RustParts(toolchain, machine)
    let missing =
      file.components.map(\.text).filter { !parts.hasComponent($0) }
      + file.targets.map(\.text).filter { !parts.hasTarget($0) }
    guard !missing.isEmpty else { return [] }
    let misspelt = missing.compactMap { name -> Finding? in
      let isTarget = file.targets.contains(Bytes(name.utf8))
      guard let correction = parts.correction(of: name, isTarget: isTarget) else { return nil }
      let shown = Bytes(name.utf8).printable.text
      return Finding(
        .failure,
        "rust \(toolchain.name.printable.text) has no \(isTarget ? "target" : "component") \(shown)",
        evidence: ["asked for by \(machine.show(path))"],
        remedy: Remedy("did you mean \(correction)? Write that into \(machine.show(path))"))
    }
    guard misspelt.isEmpty else { return misspelt }
    return [
      Finding(
        .warning,
        "rust \(toolchain.name.printable.text) lacks \(missing.joined(separator: ", "))",
        evidence: ["asked for by \(machine.show(path))"],
        remedy: parts.isOwn
          ? Remedy("put them into the toolchain where that was built, or pin one of Rust's own")
          : Remedy("install what the pin lists", lines: ShellLines("tvm install")))
    ]
  }

  private static func cargoSettings(_ machine: Machine) -> [Finding] {
    guard case .toolchain(let toolchain) = machine.active(.rust)?.choice else { return [] }
    let parts = RustParts(toolchain, machine)
    return CargoSettings.all(machine).flatMap { settings -> [Finding] in
      let targets = settings.missingTargets(parts).map { target, line in
        Finding(
          .failure,
          "\(machine.show(settings.path)):\(line) builds for \(target), which rust "
            + "\(toolchain.name.printable.text) is without",
          remedy: parts.isOwn
            ? Remedy("put the target into the toolchain where that was built")
            : Remedy("add the target", lines: ShellLines("tvm target add \(target)")))
      }
      let variables = settings.variables(
        Variables.rustToolchain.text, Variables.rustc.text, Variables.rustupHome.text
      ).map { entry in
        Finding(
          // cargo does not start with this one.
          entry.name == Variables.rustToolchain ? .failure : .warning,
          "\(machine.show(settings.path)):\(entry.line) gives \(entry.name) to what cargo runs",
          evidence: [entry.text], remedy: settings.removal(of: entry))
      }
      return targets + variables
    }
  }
}

extension Machine {
  /// The newest installed release of a minor version that is new enough; that one, where there is none.
  func goVersion(atLeast minimum: GoVersion) -> GoVersion {
    GoInstalled(go: home, world).versions.filter {
      $0 >= minimum && $0.isSameMinor(as: minimum)
    }.max() ?? minimum
  }

  /// The Go that counts here as a sentence has it: the active one, or the request that none meets.
  fileprivate func goState(_ version: GoVersion) -> String {
    if activeGoVersion == nil, case .pins(let pins) = firstCandidate(.go)?.finding,
      let pin = pins.first
    {
      return "go \(pin.text.printable.text) is pinned"
    }
    return "go \(version.name.text) is active"
  }

  /// Why the active Go is active, or would be.
  fileprivate var goSource: String? {
    if let active = active(.go) { return active.source.text.text }
    guard case .pins(let pins) = firstCandidate(.go)?.finding else { return nil }
    return pins.first?.source.text.text
  }
}
