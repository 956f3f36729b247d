import Resolution
import Toolchains

extension Check {
  /// Whether the targets and programs that variables give to cargo are there.
  static func rustVariables(_ machine: Machine) -> [Finding] {
    // What cargo gives to its own children says nothing about the set-up.
    guard machine.variable(Variables.cargoManifestFolder) == nil else { return [] }
    return machine.exportedNames.flatMap { name -> [Finding] in
      guard let variable = RustVariable(name) else { return [] }
      return machine.exported(name, why: "the toolchain does without").compactMap {
        variable.judge($0, machine)
      }
    }
  }
}

/// A variable that chooses what cargo builds for, or with what.
///
/// Source: "Environment variables Cargo reads" of the Cargo book.
private struct RustVariable {
  private enum Use {
    case compiler
    case flags
    case linker(of: String)
    case target
    case wrapper
  }

  private let name: String
  private let use: Use

  /// A variable by its name; nil for one that chooses nothing of the kind.
  init?(_ name: String) {
    self.name = name
    switch name {
    case Variables.cargoBuildTarget: use = .target
    case Variables.rustc, Variables.rustdoc, Variables.cargoBuildRustc, Variables.cargoBuildRustdoc:
      use = .compiler
    case Variables.rustcWrapper, Variables.rustcWorkspaceWrapper, Variables.cargoBuildRustcWrapper,
      Variables.cargoBuildRustcWorkspaceWrapper:
      use = .wrapper
    case Variables.rustFlags, Variables.cargoBuildRustFlags: use = .flags
    default:
      let start = Variables.cargoTargetPrefix.text
      guard name.hasPrefix(start) else { return nil }
      if name.hasSuffix("_LINKER") {
        use = .linker(of: String(name.dropFirst(start.count).dropLast("_LINKER".count)))
      } else if name.hasSuffix("_RUSTFLAGS") {
        use = .flags
      } else {
        return nil
      }
    }
  }

  /// What is wrong with a value.
  func judge(_ exported: Exported, _ machine: Machine) -> Finding? {
    let value = exported.value.text
    let shown = exported.value.printable.text
    switch use {
    case .target: return target(exported, machine)
    case .compiler:
      return machine.isFound(value)
        ? finding(.warning, "\(name) is exported as \(shown)", exported)
        : finding(.failure, "\(name) is \(shown), which does not exist", exported)
    case .wrapper:
      guard !machine.isFound(value) else { return nil }
      return finding(.failure, "\(name) is \(shown), which does not exist", exported)
    case .linker(let target):
      guard !machine.isLinker(value) else { return nil }
      return finding(
        machine.missingLinker(of: target), "\(name) is \(shown), which does not exist", exported)
    case .flags: return flags(exported, machine)
    }
  }

  private func target(_ exported: Exported, _ machine: Machine) -> Finding? {
    let value = exported.value.text
    let shown = exported.value.printable.text
    guard value != machine.rustHost, value != "host-tuple" else { return nil }
    if case .toolchain(let toolchain) = machine.active(.rust)?.choice,
      RustParts(toolchain, machine).lacks(value)
    {
      return finding(
        .failure,
        "\(name) is \(shown), which rust \(toolchain.name.printable.text) is without", exported)
    }
    return finding(
      .warning, "\(name) is \(shown): every build is for that target, not for this machine",
      exported)
  }

  private func flags(_ exported: Exported, _ machine: Machine) -> Finding? {
    let flags = RustFlags(exported.value.text)
    let evidence = "\(name)=\(exported.value.printable.text)"
    if let sysroot = flags.sysroot {
      let isThere = Folder.exists(Path(sysroot))
      return finding(
        isThere ? .warning : .failure,
        "\(name) names " + (isThere ? "another sysroot" : "a sysroot that does not exist"),
        exported, evidence)
    }
    return flags.fault(machine).map { finding(.failure, "\(name) \($0)", exported, evidence) }
  }

  private func finding(
    _ verdict: Verdict, _ summary: String, _ exported: Exported, _ evidence: String...
  ) -> Finding {
    // Other flags may stand beside the wrong one, so only the user can say whether they may go.
    let isLeftover = if case .flags = use { false } else { true }
    return Finding(
      verdict, summary, evidence: evidence + exported.places,
      remedy: verdict == .note
        ? nil
        : Remedy(
          isLeftover ? "do not export it" : "take that flag out, or do not export \(name)",
          fixes: isLeftover ? exported.fixes : [],
          lines: isLeftover ? exported.lines : exported.fixesAsLines + exported.lines))
  }
}

extension Machine {
  /// The target of this machine, as rustup's settings or the machine itself say; nil where those
  /// cannot be read.
  var rustHost: String? {
    guard let home = try? RustHome(world),
      let settings = try? RustSettings(at: home.settings, world)
    else { return nil }
    return RustTarget.host(settings, world).name.text
  }

  /// How bad it is that a target's linker is not there: nothing breaks before something is built for it.
  ///
  /// - Parameter target: the target, also as the names of cargo's variables spell it.
  /// - Returns: a note where nothing is built for the target, and it is not installed.
  func missingLinker(of target: String) -> Verdict {
    let spelled = { (name: String) in
      name.uppercased().replacing("-", with: "_").replacing(".", with: "_")
    }
    let chosen =
      exported(Variables.cargoBuildTarget, why: "").map(\.value.text)
      + CargoSettings.all(self).compactMap { $0.build("target")?.value } + [rustHost ?? ""]
    if chosen.contains(where: { spelled($0) == spelled(target) }) { return .failure }
    guard case .toolchain(let toolchain) = active(.rust)?.choice else { return .note }
    let parts = RustParts(toolchain, self)
    let folders = world.names(toolchain.root.appending("lib/rustlib")) ?? []
    let isInstalled = folders.map(\.text).contains {
      spelled($0) == spelled(target) && parts.hasTarget($0)
    }
    return isInstalled ? .warning : .note
  }
}
